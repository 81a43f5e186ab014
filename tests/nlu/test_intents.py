"""What is made of Rasa's ranking: how sure it must be of what cannot be taken back, and whatever was asked."""

from __future__ import annotations

from datetime import time

import pytest

from nlu.acts.details import Details
from nlu.acts.intents import settle
from nlu.core.meaning import TimeRange, When

NOTHING = Details(masked="some words")
ASKED = [None, "date", "slot", "patient", "reason", "confirmation"]


@pytest.mark.parametrize("asked", ASKED)
def test_a_conversation_is_not_handed_over_on_a_guess(asked: str | None) -> None:
    ranking = (("human_handoff", 0.6), ("out_of_scope", 0.4))
    assert settle(ranking, asked, NOTHING)[0] != "human_handoff"


def test_a_doubt_between_two_ways_to_begin_is_none_about_the_wish() -> None:
    ranking = (("book_appointment", 0.45), ("find_doctor", 0.4), ("inform", 0.15))
    assert settle(ranking, None, NOTHING) == ("find_doctor", pytest.approx(0.85))


def test_a_complaint_that_was_asked_for_begins_nothing() -> None:
    assert settle((("book_appointment", 0.95), ("inform", 0.05)), "reason", NOTHING)[0] == "inform"


@pytest.mark.parametrize("asked", ASKED)
def test_whoever_wants_a_person_gets_one(asked: str | None) -> None:
    ranking = (("human_handoff", 0.95), ("out_of_scope", 0.05))
    assert settle(ranking, asked, NOTHING)[0] == "human_handoff"


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("intent", ["book_appointment", "cancel_appointment", "reschedule_appointment"])
def test_nothing_is_begun_that_is_less_likely_than_not(intent: str, asked: str | None) -> None:
    ranking = ((intent, 0.45), ("goodbye", 0.3), ("find_doctor", 0.25))
    assert settle(ranking, asked, NOTHING)[0] != intent


def test_an_errand_with_a_time_is_no_answer_to_a_question_for_one() -> None:
    five = Details(masked="remind me to ring home at _when_", when=When(times=(TimeRange(time(17), time(17)),)))
    assert settle((("out_of_scope", 0.98), ("inform", 0.02)), "time", five)[0] == "out_of_scope"
    assert settle((("out_of_scope", 0.9), ("inform", 0.1)), "time", five)[0] == "inform"
