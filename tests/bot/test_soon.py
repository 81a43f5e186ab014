"""Somebody should be seen today: the first times are offered, and whom to call while nobody is here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, When, at, day

SATURDAY = datetime(2026, 6, 6, 11, 0, tzinfo=LONDON)
SICK = "cant keep anything down since last night"


def full_today() -> PaperClinic:
    steps = (MONDAY + timedelta(minutes=40 * step) for step in range(12))
    return PaperClinic(taken={(doctor.id, start) for start in steps for doctor in (LEE, RAO)})


@pytest.mark.parametrize("intent", ["out_of_scope", "book_appointment", "greet", "help", "inform"])
def test_todays_first_times_are_offered_whatever_else_it_was_taken_for(intent: str) -> None:
    chat = Chat().writes(SICK, intent, soon=True)
    assert "I'm sorry you feel unwell. The first free times today:" in chat.said
    assert "[09:00 Dr Rao]" in chat.said
    assert chat.state.asked == "slot"


def test_those_who_see_such_things_are_offered_first() -> None:
    chat = Chat().writes("hives all over since this morning", soon=True, guessed_specialty="Dermatology")
    assert "The first free times today with Dr Maya Rao:" in chat.said


def test_with_nobody_of_that_kind_today_it_is_anybody() -> None:
    clinic = full_today()
    clinic.taken = {one for one in clinic.taken if one[0] == RAO.id}
    chat = Chat(clinic).writes("hives all over", soon=True, guessed_specialty="Dermatology")
    assert "today" in chat.said
    assert "[09:00 Dr Lee]" in chat.said


def test_a_time_that_was_said_is_kept() -> None:
    chat = Chat().writes(
        SICK, "book_appointment", soon=True, doctors=(LEE.name,), when=When(days=day("2026-06-04"), times=at("09:00"))
    )
    assert chat.state.details.chosen
    assert chat.state.details.chosen.start == datetime(2026, 6, 4, 9, 0, tzinfo=LONDON)


def test_in_the_middle_of_a_booking_it_is_the_day_that_was_asked_for() -> None:
    chat = Chat().says("book_appointment", doctors=(LEE.name,)).writes(SICK, confidence=0.95, soon=True)
    assert "The first free times today with Dr Sam Lee" in chat.said


def test_a_booking_that_says_nothing_of_it_is_asked_for_a_doctor_and_a_day() -> None:
    assert Chat().says("book_appointment").state.asked == "doctor"


def test_with_nothing_free_today_there_is_the_phone() -> None:
    chat = Chat(full_today()).writes(SICK, soon=True)
    assert "Nothing is free today any more; if it can't wait, call us: +44 20 7946 0000." in chat.said
    assert "The first free times tomorrow:" in chat.said


def test_while_the_clinic_is_closed_there_is_the_number_for_that() -> None:
    clinic = PaperClinic(now=SATURDAY)
    told = replace(clinic.clinic, out_of_hours_number="111")
    chat = Chat(replace(clinic, clinic=told)).writes(SICK, soon=True)
    assert "We are closed now; if it can't wait until then, call 111." in chat.said
    assert "The first free times on Monday 8 June:" in chat.said


def test_without_such_a_number_it_is_the_emergency_number_if_it_gets_worse() -> None:
    chat = Chat(PaperClinic(now=SATURDAY)).writes(SICK, soon=True)
    assert "We are closed now; if it gets worse, call 999." in chat.said
