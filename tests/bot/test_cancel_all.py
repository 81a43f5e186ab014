"""Several appointments called off in one yes: "both", "all of them", "everything"."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import CancelAll
from bot.core.context import PatientFacts
from models.db import Database
from models.words import Status
from nlu.core.meaning import Meaning, When
from nlu.languages.en.choices import says_all
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, day
from tests.bot.practice import Practice, june

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=LONDON)


def with_two(now: datetime = MONDAY) -> Chat:
    clinic = PaperClinic(now=now, consented=True)
    clinic.have(ME, LEE.id, at(4, 10))
    clinic.have(LEO, RAO.id, at(5, 11))
    return Chat(clinic)


def asks(chat: Chat, words: str, **said: object) -> Chat:
    return chat.understood(Meaning(words, "cancel_appointment", **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "cancel both", "cancel all of them", "cancel everything please", "call off all my appointments",
        "scrap the lot", "we can't come to either of them", "cancel them all", "cancel every appointment i have",
    ],
)  # fmt: skip
def test_they_are_listed_once_and_called_off_in_one_yes(words: str) -> None:
    chat = asks(with_two(), words)
    assert "These two:\nYou with Dr Sam Lee, Thursday 4 June at 10:00\nLeo Byrne with Dr Maya Rao" in chat.said
    assert "Shall I call both off?" in chat.said
    assert chat.clinic.commands == []
    chat.says("affirm")
    assert chat.clinic.commands == [CancelAll((1, 2))]
    assert chat.clinic.appointments == ()
    assert chat.said.startswith("Cancelled: you with Dr Sam Lee, Thursday 4 June at 10:00 and Leo Byrne with Dr Maya")


def test_the_button_and_the_keeping() -> None:
    chat = asks(with_two(), "cancel everything").taps("Call both off")
    assert chat.clinic.appointments == ()
    chat = asks(with_two(), "cancel everything").taps("Keep them")
    assert len(chat.clinic.appointments) == 2
    assert "they stay as they are: your appointment with Dr Sam Lee, Thursday 4 June at 10:00" in chat.said


def test_both_answers_which_one() -> None:
    chat = asks(with_two(), "cancel my appointment")
    assert chat.reply is not None
    assert chat.reply.expects == "appointment"
    chat.understood(Meaning("both please", "inform"))
    assert "Shall I call both off?" in chat.said


def test_all_of_one_person_or_one_day_are_those() -> None:
    chat = with_two()
    chat.clinic.have(LEO, RAO.id, at(9, 11))
    chat.understood(Meaning("cancel both of leo's", "cancel_appointment"))
    assert "Thursday 4 June" not in chat.said
    chat.says("affirm")
    assert [one.patient for one in chat.clinic.appointments] == [ME]


def test_both_of_three_is_asked() -> None:
    chat = with_two()
    chat.clinic.have(LEO, RAO.id, at(9, 11))
    assert "[" in asks(chat, "cancel both").said
    assert chat.reply is not None
    assert chat.reply.expects == "appointment"


def test_one_that_is_too_near_is_named_and_stays() -> None:
    chat = asks(with_two(now=at(4, 9)), "cancel all of them")
    assert "too near by now for me to call off: you with Dr Sam Lee, today, Thursday 4 June at 10:00" in chat.said
    assert "Leo Byrne with Dr Maya Rao, tomorrow, Friday 5 June at 11:00. Shall I call it off?" in chat.said
    chat.says("affirm")
    assert [one.patient for one in chat.clinic.appointments] == [ME]


def test_only_one_of_them_after_all() -> None:
    chat = asks(with_two(), "cancel both")
    chat.understood(Meaning("yes, only the friday one", "affirm", when=When(days=day("2026-06-05"), spans=((14, 20),))))
    assert "Shall I call it off?" in chat.said
    chat.says("affirm")
    assert [one.patient for one in chat.clinic.appointments] == [ME]


def test_everything_is_called_off_even_from_within_a_booking() -> None:
    chat = with_two().says("book_appointment", doctors=(LEE.name,))
    assert "Shall I call both off?" in asks(chat, "cancel everything").said


@pytest.mark.parametrize("words", ["cancel my allergy appointment", "call off the one for all four kids' dad"])
def test_a_word_within_another_is_none_of_these(words: str) -> None:
    assert not says_all(words, 2)


def test_by_the_book(database: Database) -> None:
    practice = Practice(database)
    one, two = (practice.book("ada", name, june(day, "10:20")) for name, day in (("Ada Byrne", 4), ("Leo Byrne", 5)))
    assert "Shall I call both off?" in practice.says("ada", "cancel both appointments")
    practice.desk_cancels(one)
    said = practice.taps("ada", "Call both off")
    assert "Cancelled: Leo Byrne" in said
    assert "Ada" not in said
    assert {practice.status(one), practice.status(two)} == {Status.CANCELLED}
