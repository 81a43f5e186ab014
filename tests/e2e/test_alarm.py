"""Conversations after an alarm, held with the real thing."""

from __future__ import annotations

from tests.e2e.conftest import Talk

MONDAY = "2026-06-01T09:00"


def test_who_will_not_call_is_neither_pressed_nor_left(talk: Talk) -> None:
    assert "Please call 116 123 now" in talk.says("tonight i am going to end it all", at=MONDAY)
    refused = talk.says("no i wont ring anybody, just leave me be")
    assert "116 123" in refused
    assert "no appointment" not in refused
    assert "116 123" in talk.says("im really sorry im just tired of everything")
    assert "999" not in talk.says("calling now")
    assert "Goodbye" not in talk.says("bye")


def test_help_comes_and_the_booking_goes_on(talk: Talk) -> None:
    talk.says("need dr rao thurs after 3 for my daughter Mia", at=MONDAY)
    assert "Call 999 now for him, and stay with him." in talk.says(
        "my husband is clutching his chest and can hardly breathe"
    )
    assert "999" in talk.says("hes still the same")
    assert "him" in talk.says("the ambulance is on its way")
    assert "good" in talk.says("they are here now").lower()
    said = talk.says("can we go on with mia's appointment")
    assert "Mia" in said
    assert "Mia with Dr Maya Rao, Thursday 4 June" in talk.says("1")


def test_it_was_none(talk: Talk) -> None:
    talk.says("hi i think my son swallowed a battery", at=MONDAY)
    assert "999" in talk.says("sorry false alarm, found it under the sofa")
    assert "999" not in talk.says("book dr lee tomorrow at 10")


def test_seen_today(talk: Talk) -> None:
    said = talk.says("my daughter has a temperature of 39 and a rash since yesterday", at=MONDAY)
    assert "The first free times today" in said


def test_on_a_sunday_there_is_the_number_for_out_of_hours(talk: Talk) -> None:
    said = talk.says("my daughter has a temperature of 39 and a rash since yesterday", at="2026-06-07T12:00")
    assert "We are closed now; if it can't wait until then, call 111." in said
