"""To move or call off what is not in the book: never the end of a conversation."""

from __future__ import annotations

from datetime import time

import pytest

from bot.core.commands import Book
from nlu.core.meaning import Meaning, Person, TimeRange, When
from tests.bot.paper import LEE, Chat, PaperClinic, day

FRIDAY_AT_NINE = When(days=day("2026-06-05"), times=(TimeRange(time(9), time(9)),))


def test_a_move_that_names_a_time_goes_on_as_a_booking_and_says_so() -> None:
    chat = Chat(PaperClinic())
    chat.writes(
        "can my appointment be friday at nine", "reschedule_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE
    )
    assert "You have no appointment with us yet, so this will be a new one." in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "patient"
    chat.says(people=(Person("Ada Byrne", "self"),)).says("affirm")
    made = chat.clinic.commands[-1]
    assert isinstance(made, Book)
    assert made.start.strftime("%d %H:%M") == "05 09:00"


def test_who_spoke_of_none_hears_nothing_of_none() -> None:
    chat = Chat(PaperClinic()).writes("friday at nine then", "reschedule_appointment", when=FRIDAY_AT_NINE)
    assert "You have no appointment" not in chat.said


@pytest.mark.parametrize("intent", ["reschedule_appointment", "cancel_appointment"])
def test_one_that_names_nothing_is_asked_whether_to_book(intent: str) -> None:
    chat = Chat(PaperClinic()).says(intent)
    assert "You have no appointment with us at the moment. Shall I book one?" in chat.said
    chat.says("affirm")
    assert chat.reply is not None
    assert chat.reply.expects == "doctor"


def test_nobody_who_calls_something_off_is_booked_for_it() -> None:
    chat = Chat(PaperClinic()).says("cancel_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    assert "Shall I book one?" in chat.said
    chat.says("deny")
    assert chat.reply is not None
    assert chat.reply.expects is None
    assert chat.state.flow is None


def test_but_whoever_asks_to_be_seen_in_the_same_breath_is() -> None:
    words = "i can't come to that one, can i see dr lee on friday at 9"
    meaning = Meaning(words, "cancel_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    assert "so this will be a new one" in Chat(PaperClinic()).understood(meaning).said


@pytest.mark.parametrize("person", [(), (Person("Ada Byrne", "self"),)])
def test_within_a_booking_to_move_is_to_correct_the_wish_on_the_table(person: tuple[Person, ...]) -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-04")))
    chat.says(people=person) if person else None
    chat.says("reschedule_appointment", when=FRIDAY_AT_NINE)
    assert chat.state.flow == "book"
    assert chat.state.details.chosen is not None
    assert chat.state.details.chosen.start.day == 5
    assert "no appointment" not in chat.said


def test_a_bare_change_within_a_booking_is_asked_what_to_change() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=FRIDAY_AT_NINE)
    chat.says(people=(Person("Ada Byrne", "self"),)).says("reschedule_appointment")
    assert "change.what" in chat.keys
