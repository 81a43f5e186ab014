"""What was about to be moved or called off stays as it is, and that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.core.commands import Cancel, Move
from bot.core.context import PatientFacts
from nlu.acts.client import Ranking
from nlu.core.meaning import Meaning, When
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, at, day
from tests.bot.reading import reads

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")
STAYS = "All right, your appointment with Dr Sam Lee, Thursday 4 June at 09:00, stays as it is."


def booked() -> Chat:
    clinic = PaperClinic(consented=True)
    clinic.have(ME, LEE.id, datetime(2026, 6, 4, 9, tzinfo=LONDON))
    return Chat(clinic)


def at_times() -> Chat:
    return booked().says("reschedule_appointment", when=When(days=day("2026-06-05")))


def at_move() -> Chat:
    return booked().says("reschedule_appointment", when=When(days=day("2026-06-05"), times=at("09:40")))


def at_cancel() -> Chat:
    return booked().says("cancel_appointment")


def unchanged(chat: Chat) -> bool:
    return chat.state.flow is None and not any(isinstance(one, Move | Cancel) for one in chat.clinic.commands)


@pytest.mark.parametrize("begun", [at_times, at_move, at_cancel])
@pytest.mark.parametrize(
    "words",
    [
        "no keep it", "leave it as it is please", "I'd sooner stick with the one I have", "nah, leave mine where it is",
        "don't change anything", "let's not touch it", "oh wait, keep it", "Thursday stays", "please let it stand",
    ],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["deny", "affirm", "out_of_scope", "request_alternatives"])
def test_it_stays_in_whatever_words(begun: Callable[[], Chat], words: str, intent: str) -> None:
    chat = begun().writes(words, intent)
    assert chat.said == STAYS
    assert unchanged(chat)


@pytest.mark.parametrize(
    ("begun", "marked", "taken_for"),
    [
        (at_times, "<manage.never_mind|that's more bother than it's worth>", "out_of_scope"),
        (at_times, "<want.confirm|you'll see me [Thursday](when.old) as arranged>", "confirm_appointment"),
        (at_cancel, "<want.confirm|we can make it after all>", "out_of_scope"),
        (at_cancel, "<answer.no|no>", "deny"),
    ],
)
def test_it_stays_by_what_was_read(begun: Callable[[], Chat], marked: str, taken_for: str) -> None:
    ranking: Ranking = ((taken_for, 0.9), ("greet", 0.1))
    chat = reads(begun(), marked, ranking)
    assert chat.said == STAYS
    assert unchanged(chat)


def test_both_stay_where_it_was_asked_which_one() -> None:
    clinic = booked().clinic
    clinic.have(LEO, RAO.id, datetime(2026, 6, 5, 9, tzinfo=LONDON))
    chat = Chat(clinic).writes("I have to cancel one", "cancel_appointment").writes("actually keep both", "inform")
    assert chat.said == "All right, nothing is changed."
    assert unchanged(chat)


def test_not_to_move_there_is_to_move_elsewhere() -> None:
    monday = When(days=day("2026-06-08"))
    chat = at_times().writes("don't move it to Friday, Monday please", "inform", when=monday)
    assert "Monday 8 June" in chat.said


@pytest.mark.parametrize("words", ["I can't keep it", "we won't be able to keep that one"])
def test_what_cannot_be_kept_does_not_stay(words: str) -> None:
    assert at_cancel().writes(words, "cancel_appointment").said != STAYS


def test_hesitating_keeps_the_question_open() -> None:
    chat = reads(at_cancel(), "<answer.dont_know|hm I don't know, let me think>", (("deny", 0.9), ("greet", 0.1)))
    assert chat.said.startswith("Take your time: nothing is called off until you say so.")


def test_no_but_on_another_day_moves_what_was_to_be_called_off() -> None:
    friday = When(days=day("2026-06-05"), times=at("10:20"))
    chat = at_cancel().understood(Meaning("no, make it Friday 10.20", "deny", when=friday))
    assert "would move to Friday 5 June at 10:20. Shall I move it?" in chat.said


def test_a_move_that_is_refused_can_be_left() -> None:
    chat = at_move().writes("no", "deny")
    assert chat.said.endswith("[Keep it]")
    assert chat.taps("Keep it").said == STAYS


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("so does it stay?", "list_appointments"),
        ("and I'm still booked?", "list_appointments"),
        ("ok so thursday stands", "inform"),
        ("is it cancelled then", "list_appointments"),
    ],
)
def test_whether_it_stays_is_said_with_its_day_and_time(words: str, intent: str) -> None:
    chat = at_times().writes("leave it as it is", "deny")
    chat.writes(words, intent, when=When(days=day("2026-06-04")) if "thursday" in words else When())
    assert chat.said == "It still stands: you with Dr Sam Lee, Thursday 4 June at 09:00."
    assert unchanged(chat)


@pytest.mark.parametrize(
    "words", ["yes. and no, I don't want it moved", "yes, no need to rebook", "yes and i don't want another time"]
)
def test_who_wants_nothing_instead_is_not_asked_about_it(words: str) -> None:
    chat = at_cancel().writes(words, "affirm")
    assert chat.said == "Cancelled: you with Dr Sam Lee, Thursday 4 June at 09:00."


def test_nothing_instead_may_be_said_at_once() -> None:
    chat = booked().writes("cancel it, and no other time please", "cancel_appointment")
    assert chat.said.endswith("Shall I call it off? [Call it off] [Keep it]")
