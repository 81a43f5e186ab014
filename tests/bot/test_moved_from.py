"""Moving from the time an appointment has: relative to it, and never to the same."""

from __future__ import annotations

from datetime import time

import pytest

from bot.core.commands import Move
from nlu.core.meaning import Person, TimeRange, When
from tests.bot.paper import LEE, Chat, PaperClinic, day

FRIDAY_AT_NINE = When(days=day("2026-06-05"), times=(TimeRange(time(9), time(9)),))


def booked() -> Chat:
    """Ada has Friday 5 June at nine with Dr Lee."""
    me = (Person("Ada Byrne", "self"),)
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE, people=me)
    return chat.says("affirm")


@pytest.mark.parametrize(
    ("when", "start"),
    [
        (When(relative="same_time", shift_days=7), "12 09:00"),
        (When(relative="same_time", shift_days=-1), "04 09:00"),
        (When(relative="same_time", days=day("2026-06-08")), "08 09:00"),
        (When(shift_days=3, times=(TimeRange(time(10), time(10)),)), "08 10:00"),
        (When(same_day=True, times=(TimeRange(time(11), time(11)),)), "05 11:00"),
    ],
)
def test_it_is_counted_from_the_time_it_has(when: When, start: str) -> None:
    chat = booked().says("reschedule_appointment", when=when).says("affirm")
    moved = chat.clinic.commands[-1]
    assert isinstance(moved, Move)
    assert moved.start.strftime("%d %H:%M") == start


def test_it_is_never_moved_to_where_it_is() -> None:
    chat = booked().says("reschedule_appointment", when=FRIDAY_AT_NINE)
    assert "It is on Friday 5 June at 09:00 already." in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "slot"
    assert all(choice.start is None or choice.start.strftime("%d %H:%M") != "05 09:00" for choice in chat.reply.choices)
