"""A new appointment at the time of one in the book: both are kept, or the new one takes its place."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import Book, Cancel, Move
from bot.core.context import PatientFacts
from nlu.languages.en.replacing import replaces
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, When, at, day

ADA = PatientFacts(1, "Ada Byrne", "self")
TEN = datetime(2026, 6, 4, 9, 40, tzinfo=LONDON)


def asked_for_both(**said: object) -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ADA, LEE.id, TEN)
    when = When(days=day("2026-06-04"), times=at("09:40"))
    chat = Chat(clinic).says("book_appointment", doctors=(RAO.name,), when=when, **said)
    return chat if "Keep both" in chat.said else chat.says(people=())


def done(chat: Chat) -> list[object]:
    return [one for one in chat.clinic.commands if isinstance(one, Book | Move | Cancel)]


def test_the_new_one_by_its_button_moves_the_old_one() -> None:
    chat = asked_for_both()
    assert "Keep both, or only the new one? [Keep both] [Only the new one] [Change something]" in chat.said
    assert done(chat.taps("Only the new one")) == [Move(1, RAO.id, TEN)]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("no, instead of it", "deny"),
        ("swap it", "reschedule_appointment"),
        ("just the new one please", "inform"),
        ("cancel the old one", "cancel_appointment"),
        ("move it", "reschedule_appointment"),
        ("not both", "deny"),
    ],
)
def test_in_words_it_is_proposed_as_a_move(words: str, intent: str) -> None:
    chat = asked_for_both().writes(words, intent)
    assert "would change to Dr Maya Rao, Thursday 4 June at 09:40. Shall I move it?" in chat.said
    assert done(chat.says("affirm")) == [Move(1, RAO.id, TEN)]


def test_a_bare_no_leaves_it_open_which_stays() -> None:
    chat = asked_for_both().writes("no", "deny")
    assert chat.said == ("Then which one: only the new one, or the one you have? [Only the new one] [The one I have]")
    assert done(chat.says("affirm")) == []
    assert done(chat.writes("the new one", "inform").says("affirm")) == [Move(1, RAO.id, TEN)]


def test_both_are_kept_by_a_yes() -> None:
    assert [type(one) for one in done(asked_for_both().says("affirm"))] == [Book]


def test_another_kind_of_visit_is_booked_and_then_the_old_one_called_off() -> None:
    chat = asked_for_both(visit_types=("Vaccination",)).writes("cancel the old one", "cancel_appointment")
    assert "Booked: you with Dr Maya Rao" in chat.said
    assert "You with Dr Sam Lee, Thursday 4 June at 09:40. Shall I call it off?" in chat.said
    assert [type(one) for one in done(chat.says("affirm"))] == [Book, Cancel]


def test_an_old_button_replaces_nothing() -> None:
    chat = asked_for_both().says("affirm")
    assert [type(one) for one in done(chat.taps_value("instead:1"))] == [Book]


@pytest.mark.parametrize("words", ["yes keep both", "keep the old one", "both please", "make it 3pm", "no"])
def test_what_replaces_nothing(words: str) -> None:
    assert not replaces(words)
