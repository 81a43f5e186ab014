"""Two appointments that take each other's times: proposed by name, done together upon a yes, or not at all."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import AskPerson, Swap
from bot.core.context import PatientFacts
from models.db import Database
from models.words import Status
from nlu.core.meaning import Person, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, day
from tests.bot.practice import Practice, june
from tests.bot.reading import reads

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")
BEA = PatientFacts(3, "Bea Byrne", "child")
PROPOSED = (
    "You with Dr Sam Lee, Thursday 4 June at 09:00, would move to Friday 5 June at 10:20, and Leo Byrne with "
    "Dr Sam Lee, Friday 5 June at 10:20, to Thursday 4 June at 09:00. Shall I swap them? [Swap them] [Keep them]"
)


def on(day_of_june: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day_of_june, hour, minute, tzinfo=LONDON)


def with_two(doctor: int = LEE.id) -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(4, 9))
    clinic.have(LEO, doctor, on(5, 10, 20))
    return Chat(clinic)


def times(chat: Chat) -> dict[str, tuple[int, datetime]]:
    return {one.patient.name: (one.doctor.id, one.start) for one in chat.clinic.appointments}


@pytest.mark.parametrize(
    "marked",
    [
        "<want.move|could you swap [mine](for) and [Leo's](for)>",
        "<want.move|[Leo](for) and I would like to swap times>",
        "<want.move|switch [Leo's Friday one](when.old) with [mine on Thursday](when.old)>",
        "<correct|the other way round, please>",
    ],
)
def test_they_are_proposed_by_name_and_done_upon_a_yes(marked: str) -> None:
    chat = reads(with_two(), marked, (("reschedule_appointment", 0.9), ("inform", 0.1)))
    assert chat.said == PROPOSED
    chat.says("affirm")
    assert chat.said == (
        "Swapped: you with Dr Sam Lee, Friday 5 June at 10:20, and Leo Byrne with Dr Sam Lee, Thursday 4 June at 09:00."
    )
    assert chat.clinic.commands[-1] == Swap(1, 2)
    assert times(chat) == {"Ada Byrne": (LEE.id, on(5, 10, 20)), "Leo Byrne": (LEE.id, on(4, 9))}


def test_each_keeps_its_doctor() -> None:
    chat = with_two(RAO.id).writes("swap them round", "reschedule_appointment")
    assert "Leo Byrne with Dr Maya Rao, Friday 5 June at 10:20, to Thursday 4 June at 09:00." in chat.said
    chat.says("affirm")
    assert times(chat) == {"Ada Byrne": (LEE.id, on(5, 10, 20)), "Leo Byrne": (RAO.id, on(4, 9))}


@pytest.mark.parametrize("words", ["no", "no keep them as they are", "leave both"])
def test_a_no_leaves_both(words: str) -> None:
    chat = with_two().writes("swap them round", "reschedule_appointment").writes(words, "deny")
    assert chat.said.startswith("All right, they stay as they are: your appointment with Dr Sam Lee")
    assert not any(isinstance(one, Swap) for one in chat.clinic.commands)


def test_of_three_the_two_that_are_told() -> None:
    chat = with_two()
    chat.clinic.have(BEA, LEE.id, on(8, 9))
    people = (Person("Leo"), Person("Bea"))
    chat.writes("swap Leo's and Bea's", "reschedule_appointment", people=people, side_by_side=2).says("affirm")
    assert chat.clinic.commands[-1] == Swap(2, 3)


def test_which_two_of_three_nobody_knows_is_for_the_desk() -> None:
    chat = with_two()
    chat.clinic.have(BEA, LEE.id, on(8, 9))
    chat.writes("can you swap them round", "reschedule_appointment")
    assert AskPerson("swap") in chat.clinic.commands


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("switch both to Monday", When(days=day("2026-06-08"))),
        ("could you switch Leo's to Thursday", When(days=day("2026-06-04"))),
    ],
)
def test_another_time_is_a_move(words: str, when: When) -> None:
    chat = with_two().writes(words, "reschedule_appointment", when=when)
    assert chat.state.flow == "reschedule"


def test_something_else_that_is_swapped_is_no_appointment() -> None:
    chat = with_two().writes("can I swap my insurance card for a new one", "clinic_info")
    assert chat.state.flow is None
    assert not any(isinstance(one, AskPerson) for one in chat.clinic.commands)


def test_one_that_has_gone_meanwhile_leaves_the_other() -> None:
    chat = with_two().writes("swap them round", "reschedule_appointment")
    chat.clinic.appointments = chat.clinic.appointments[:1]
    chat.says("affirm")
    assert "These I can't swap by myself, so they stay as they are." in chat.said
    assert times(chat) == {"Ada Byrne": (LEE.id, on(4, 9))}


@pytest.mark.parametrize("doctor", ["Dr. Sam Lee", "Dr. Maya Rao"])
def test_both_are_changed_in_the_book_or_neither(database: Database, doctor: str) -> None:
    practice = Practice(database)
    mine = practice.book("ada", "Ada Byrne", june(4, "09:00"))
    leos = practice.book("ada", "Leo Byrne", june(5, "10:20"), doctor=doctor)
    assert "[Swap them]" in practice.says("ada", "swap them round")
    said = practice.taps("ada", "Swap them")
    assert said.startswith("Swapped: you with Dr Sam Lee, Friday 5 June at 10:20, and Leo Byrne with ")
    assert practice.appointment(mine).starts_at == june(5, "10:20")
    assert practice.appointment(leos).starts_at == june(4, "09:00")
    assert practice.appointment(leos).doctor == doctor


def test_where_one_time_was_taken_meanwhile_both_stay(database: Database) -> None:
    practice = Practice(database)
    mine = practice.book("ada", "Ada Byrne", june(4, "09:00"))
    leos = practice.book("ada", "Leo Byrne", june(5, "10:20"), doctor="Dr. Maya Rao")
    practice.says("ada", "swap them round")
    practice.book("tom", "Tom Ward", june(4, "09:00"), doctor="Dr. Maya Rao")
    said = practice.taps("ada", "Swap them")
    assert "they stay as they are" in said
    assert practice.appointment(mine).starts_at == june(4, "09:00")
    assert practice.appointment(leos).starts_at == june(5, "10:20")
    assert practice.status(leos) == Status.BOOKED
