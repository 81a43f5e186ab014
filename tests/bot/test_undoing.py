"""The change just made is taken back: only ever proposed, and nothing is said to be so before it is."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import Book, Move
from bot.core.context import PatientFacts
from nlu.core.meaning import Meaning, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, at, day

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")


def on(day_of_june: int, hour: int) -> datetime:
    return datetime(2026, 6, day_of_june, hour, tzinfo=LONDON)


def booked() -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, on(4, 9), visit_type=2)
    return Chat(clinic)


def moved() -> Chat:
    friday = When(days=day("2026-06-05"), times=at("09:40"))
    return booked().says("reschedule_appointment", when=friday).says("affirm")


def called_off() -> Chat:
    return booked().says("cancel_appointment").says("affirm")


@pytest.mark.parametrize(
    "words", ["put it back please", "actually keep the old one", "no, undo that", "leave it as it was"]
)
@pytest.mark.parametrize("intent", ["deny", "cancel_appointment", "reschedule_appointment", "out_of_scope", "stop"])
def test_what_was_moved_is_proposed_for_the_time_it_had(words: str, intent: str) -> None:
    chat = moved().writes(words, intent)
    assert chat.said.startswith(
        "You with Dr Sam Lee, Friday 5 June at 09:40, would move to Thursday 4 June at 09:00. Shall I move it?"
    )
    chat.says("affirm")
    assert chat.clinic.commands[-1] == Move(1, LEE.id, on(4, 9))


@pytest.mark.parametrize("words", ["put it back please", "actually I'll keep it", "that wasn't meant, un-cancel it"])
@pytest.mark.parametrize("intent", ["deny", "cancel_appointment", "confirm_appointment", "out_of_scope", "stop"])
def test_what_was_called_off_would_be_booked_anew(words: str, intent: str) -> None:
    chat = called_off().writes(words, intent)
    assert chat.said.startswith(
        "That is called off already, so it would be a new booking. You with Dr Sam Lee, Thursday 4 June at 09:00"
    )
    chat.says("affirm")
    made = chat.clinic.commands[-1]
    assert isinstance(made, Book)
    assert (made.doctor, made.visit_type, made.start, made.who.id) == (LEE.id, 2, on(4, 9), 1)


def test_two_are_booked_anew_one_after_the_other() -> None:
    chat = booked()
    chat.clinic.have(LEO, RAO.id, on(5, 9))
    chat.understood(Meaning("cancel both", "cancel_appointment")).says("affirm").writes("put them back", "deny")
    chat.says("affirm").says("affirm")
    assert [(one.patient.name, one.start) for one in chat.clinic.appointments] == [
        ("Ada Byrne", on(4, 9)),
        ("Leo Byrne", on(5, 9)),
    ]


def test_a_time_that_has_gone_meanwhile_is_not_promised() -> None:
    chat = called_off()
    chat.clinic.taken = {(LEE.id, on(4, 9))}
    chat.writes("put it back", "deny")
    assert "Thursday 4 June at 09:00 is already taken. The nearest free times:" in chat.said


def test_another_time_is_no_way_back() -> None:
    chat = moved().writes("put it back to Monday", "reschedule_appointment", when=When(days=day("2026-06-08")))
    assert "would move to Thursday" not in chat.said


def test_what_was_booked_is_not_taken_back_in_place_of_an_older_change() -> None:
    chat = moved()
    nine = When(days=day("2026-06-09"), times=at("09:00"))
    chat.says("book_appointment", doctors=(RAO.name,), when=nine).says("affirm").writes("put it back", "deny")
    assert "would move" not in chat.said
