"""Who has died, and who is a stranger: what is said about the patient silences us, what is said of others does not."""

from __future__ import annotations

import pytest

from bot.core.commands import AskPerson, Quieten, StopWriting
from cli.console import Console
from models.db import Database
from models.words import Status
from nlu.acts.client import RasaClient
from nlu.core.meaning import Meaning, Person
from nlu.languages.en.belonging import belongs_elsewhere
from tests.bot.paper import LEE, Chat, PaperClinic
from tests.bot.practice import Practice, june, patients
from tests.bot.test_cancel_all import LEO, ME, at
from tests.bot.test_renaming import FRIDAY_AT_NINE

MUTED = AskPerson("deceased", urgent=True, mute=True)
MOTHER = (Person(None, "parent", "mother"),)


def _with_rasa(practice: Practice, nlu_url: str) -> Practice:
    practice.console = Console(practice.database, practice.clock, RasaClient(nlu_url))
    return practice


def family() -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, at(4, 10))
    clinic.have(LEO, LEE.id, at(5, 10))
    return Chat(clinic)


def test_somebody_who_is_no_patient_here_is_mourned_and_the_talk_goes_on() -> None:
    chat = family().understood(Meaning("my mother died", "deceased", people=MOTHER))
    assert "deceased.sorry_for" in chat.keys
    assert StopWriting() not in chat.clinic.commands
    assert not chat.clinic.muted
    assert "Which" in chat.says("book_appointment").said


def test_within_a_booking_its_question_comes_again() -> None:
    chat = family().says("book_appointment", doctors=(LEE.name,))
    chat.understood(Meaning("sorry, my mother died last week", "deceased", people=MOTHER))
    assert "We are very sorry for your loss." in chat.said
    assert chat.state.flow == "book"


def test_one_of_several_patients_is_spoken_of_no_more_and_the_desk_knows() -> None:
    chat = family().understood(Meaning("leo has died", "deceased", people=(Person("Leo", None),)))
    assert chat.clinic.commands == [Quieten((2,)), AskPerson("deceased", urgent=True)]
    assert not chat.clinic.muted


def test_where_it_is_not_clear_who_the_desk_asks() -> None:
    chat = family().understood(Meaning("she has passed away", "deceased"))
    assert chat.clinic.commands == [AskPerson("deceased", urgent=True)]
    assert "deceased.desk" in chat.keys


def test_the_only_patient_silences_us() -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, at(4, 10))
    assert (
        MUTED in Chat(clinic).understood(Meaning("ada has died", "deceased", people=(Person("Ada"),))).clinic.commands
    )


def test_who_asks_to_be_seen_in_the_same_breath_is_booked() -> None:
    words = "my dad died last year and i need an appointment with dr lee"
    chat = family().understood(Meaning(words, "deceased", doctors=(LEE.name,), when=FRIDAY_AT_NINE))
    assert chat.state.flow == "book"


@pytest.mark.parametrize("people", [(), (Person(None, "child", "son"),)])
def test_the_wrong_person_within_a_booking_is_a_correction(people: tuple[Person, ...]) -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    chat.says(people=(Person("Ada Byrne", "self"),))
    chat.understood(Meaning("no, wrong person", "wrong_person", people=people))
    assert chat.reply is not None
    assert chat.reply.expects == "patient"
    assert StopWriting() not in chat.clinic.commands


def test_a_stranger_of_whom_nothing_is_noted_is_apologised_to() -> None:
    chat = Chat(PaperClinic()).understood(Meaning("wrong number", "wrong_person"))
    assert "I'm sorry to have troubled you." in chat.said
    assert StopWriting() in chat.clinic.commands


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("i think you mean the previous owner of this number", "wrong_person"),
        ("hi, this number belongs to a new person these days", "wrong_person"),
        ("the patient has died, i am his wife", "deceased"),
    ],
)
def test_what_is_learned_works_as_the_plain_words_do(
    sqlite_database: Database, nlu_url: str, words: str, reason: str
) -> None:
    assert belongs_elsewhere(words) is None
    practice = _with_rasa(Practice(sqlite_database), nlu_url)
    one = practice.book("john", "John Miller", june(4, "10:20"), reminders=True)
    practice.wait_until(june(3, "10:30"))
    practice.says("john", words)
    assert ("john", reason) in practice.handoffs()
    assert practice.says("john", "cancel my appointment") == ""
    assert practice.status(one) == Status.BOOKED


@pytest.mark.parametrize(
    "words", ["I can't come after all", "sorry, not in after all on thursday", "i wont be in after all"]
)
def test_a_doctor_who_cannot_come_after_all_opens_nothing(practice: Practice, words: str) -> None:
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.says("lee", words)
    assert practice.free(4) == []


def test_a_bare_yes_to_several_times_asks_which(practice: Practice, nlu_url: str) -> None:
    _with_rasa(practice, nlu_url)
    john, _ = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    asked = practice.says("john", "yes")
    assert "Which one? Or tell me another time." in asked
    assert "[Fri 5 Jun, 09:40]" in asked
    assert practice.appointment(john).starts_at == june(4, "09:00")
    assert "Moved" in practice.says("john", "2")
