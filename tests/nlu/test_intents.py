"""What is made of Rasa's ranking: how sure it must be of what cannot be taken back, and whatever was asked."""

from __future__ import annotations

import pytest

from nlu.details import Details
from nlu.intents import settle

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
