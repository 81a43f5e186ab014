"""A name that was heard wrong is put right: in a proposal, and afterwards for a patient of one's own."""

from __future__ import annotations

from datetime import time

import pytest

from bot.core.commands import Book, Rename
from models.db import Database
from nlu.core.meaning import Person, TimeRange, When
from nlu.people.renaming import Renamed, renamed
from tests.bot.paper import LEE, Chat, PaperClinic, day
from tests.bot.practice import Practice, june
from tests.bot.test_cancel_all import LEO, ME, at

FRIDAY_AT_NINE = When(days=day("2026-06-05"), times=(TimeRange(time(9), time(9)),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("change the name to Orla Keane", Renamed("Orla Keane")),
        ("can you correct the name to niamh daly please", Renamed("Niamh Daly")),
        ("the name should be Orla Keane", Renamed("Orla Keane")),
        ("it's Niamh, not Neeve", Renamed("Niamh", "Neeve")),
        ("no, it's Niamh not Neeve", Renamed("Niamh", "Neeve")),
        ("not Neeve, Niamh", Renamed("Niamh", "Neeve")),
        ("it is spelt Niamh", Renamed("Niamh")),
        ("its spelled Siobhán", Renamed("Siobhán")),
        ("my name is Orla Keane not Carla Keane", Renamed("Orla Keane", "Carla Keane")),
        ("wrong name, should be Niamh Daly", Renamed("Niamh Daly")),
        ("you spelt my name wrong, it's Niamh Daly", Renamed("Niamh Daly")),
        ("the surname is wrong, it should be O'Dowd", Renamed("O'Dowd", part="surname")),
        ("put it under Orla Keane instead", Renamed("Orla Keane")),
        ("my name is Orla Keane", None),
        ("change the time to ten", None),
        ("it's for my son, not me", None),
        ("the name of the doctor", None),
        ("not now, thanks", None),
        ("Leon, not Leo", Renamed("Leon", "Leo")),
    ],
)
def test_how_people_correct_a_name(text: str, found: Renamed | None) -> None:
    assert renamed(text) == found


def proposed(name: str) -> Chat:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    return chat.says(people=(Person(name, "self"),))


@pytest.mark.parametrize(
    ("heard", "said", "name"),
    [
        ("Neeve Daly", Renamed("Niamh", "Neeve"), "Niamh Daly"),
        ("Neeve Daly", Renamed("Niamh Daly"), "Niamh Daly"),
        ("Carla", Renamed("Orla Keane"), "Orla Keane"),
        ("Niamh Daley", Renamed("Daly", part="surname"), "Niamh Daly"),
        ("Neeve Daly", Renamed("Niamh"), "Niamh Daly"),
        ("Ida Holm", Renamed("Holme"), "Ida Holme"),
    ],
)
def test_a_proposal_is_put_right(heard: str, said: Renamed, name: str) -> None:
    chat = proposed(heard).says("out_of_scope", renamed=said)
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == name
    chat.says("affirm")
    made = chat.clinic.commands[-1]
    assert isinstance(made, Book)
    assert (made.who.name, made.who.relation) == (name, "self")


def test_somebody_else_s_name_is_somebody_else() -> None:
    """A known patient is not renamed into another person; the appointment is proposed for that person."""
    clinic = PaperClinic(consented=True, patients=(ME,))
    chat = Chat(clinic).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    chat.says("inform", renamed=Renamed("Orla Keane"))
    assert chat.state.details.who is not None
    assert (chat.state.details.who.id, chat.state.details.who.name) == (None, "Orla Keane")


def test_what_is_no_name_of_the_proposal_corrects_nothing() -> None:
    chat = proposed("Neeve Daly").says("inform", renamed=Renamed("Friday", "Monday"))
    assert chat.state.details.who is not None
    assert chat.state.details.who.name == "Neeve Daly"


def test_afterwards_a_patient_of_ones_own_is_renamed() -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, at(4, 10))
    clinic.have(LEO, LEE.id, at(5, 10))
    chat = Chat(clinic).says("inform", renamed=Renamed("Leon", "Leo"))
    assert chat.clinic.commands == [Rename(LEO.id, "Leon Byrne")]
    assert "Leon Byrne" in chat.said
    assert "Whose name" in Chat(clinic).says("inform", renamed=Renamed("Leon")).said


def test_an_appointment_is_not_given_to_somebody_else() -> None:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, at(4, 10))
    chat = Chat(clinic).says("inform", renamed=Renamed("Orla Keane"))
    assert chat.clinic.commands == []
    assert "+44 20 7946 0000" in chat.said


def test_by_the_book(database: Database) -> None:
    practice = Practice(database)
    one = practice.book("niamh", "Neeve Daly", june(4, "10:20"))
    other = practice.book("eve", "Eve Daly", june(4, "11:00"))
    assert "Niamh Daly" in practice.says("niamh", "it's Niamh, not Neeve")
    assert practice.appointment(one).patient == "Niamh Daly"
    practice.says("niamh", "it's Eva, not Eve")
    assert practice.appointment(other).patient == "Eve Daly"


def test_a_known_patient_is_put_right_with_the_booking(database: Database) -> None:
    practice = Practice(database)
    one = practice.book("niamh", "Neeve Daly", june(4, "10:20"))
    practice.says("niamh", "book Dr Lee on Friday at 11:00")
    assert "Niamh Daly" in practice.says("niamh", "the name is wrong, it's Niamh Daly") or practice.says("niamh", "me")
    practice.taps("niamh", "Book it")
    assert practice.appointment(one).patient == "Niamh Daly"


@pytest.mark.parametrize(("words", "intent"), [("yes, Ida Holm please", "affirm"), ("yes dear, Ida Holm", "affirm")])
def test_a_yes_that_says_the_whole_name_books_by_the_whole_name(words: str, intent: str) -> None:
    chat = proposed("Ida").writes(words, intent)
    assert [one.patient.name for one in chat.clinic.appointments] == ["Ida Holm"]


def test_the_whole_name_said_at_a_proposal_is_said_back() -> None:
    chat = proposed("Ida").writes("Ida Holm")
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == "Ida Holm"
    assert chat.says("affirm").clinic.appointments[0].patient.name == "Ida Holm"


def test_the_whole_name_said_to_another_question_is_kept() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", people=(Person("Ida"),)).writes("Ida Holm")
    assert "Ida Holm" in chat.said
    assert chat.state.asked == "doctor"


@pytest.mark.parametrize("words", ["yes, great", "yes, thanks Ida", "yes dear", "yes, Dr Lee"])
def test_a_yes_without_more_of_the_name_leaves_it(words: str) -> None:
    chat = proposed("Ida").writes(words, "affirm")
    assert [one.patient.name for one in chat.clinic.appointments] == ["Ida"]


def test_a_name_spelt_when_it_is_asked_for_is_the_name() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    chat.says(renamed=Renamed("Ida Holm"))
    assert chat.said.startswith("Ida Holm with Dr Sam Lee")


def test_what_else_is_corrected_with_a_name_is_heard() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    assert chat.state.asked == "patient"
    thursday = When(days=day("2026-06-04"))
    chat.says("inform", people=(Person("Jo Marsh"),), renamed=Renamed("Jo Marsh"), when=thursday)
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == "Jo Marsh"
    assert chat.reply.appointment.start == june(4, "09:00")
