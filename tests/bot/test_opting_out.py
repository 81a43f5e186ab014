"""No more reminders, no more messages at all, and both again: asked for in words, done at once, and said truly."""

from __future__ import annotations

import pytest

from bot.core.messages import Inbound
from models.db import Database
from nlu.languages.en.consent import asked_of_us
from scheduler.release import release
from tests.bot.practice import Practice, june

OFF = "No more reminders, then, and no questions after a visit."
STOPPED = "Nothing more comes to you here."
AGAIN = "I'll remind you"


@pytest.fixture
def clinic(database: Database) -> Practice:
    return Practice(database)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Could you quit messaging me", "stop_messages"),
        ("pls dont write to me any more", "stop_messages"),
        ("Stop sending me these texts!", "stop_messages"),
        ("no more messages thank you", "stop_messages"),
        ("take me off your list please", "stop_messages"),
        ("please unsubscribe me", "stop_messages"),
        ("i no longer want to receive your messages", "stop_messages"),
        ("stop sending me reminders", "reminders_off"),
        ("hi, please don't remind me any more", "reminders_off"),
        ("I don't need any reminders, thanks", "reminders_off"),
        ("can you turn the reminders off", "reminders_off"),
        ("no reminders please", "reminders_off"),
        ("you can message me again", "reminders_on"),
        ("ok please start reminding me again", "reminders_on"),
        ("turn my reminders back on", "reminders_on"),
        ("I'd like reminders again please", "reminders_on"),
        ("don't stop reminding me", None),
        ("stop, i mean friday", None),
        ("can you remind me what time it is", None),
        ("no more appointments please", None),
        ("don't text me, ring my daughter about the appointment", None),
        ("remind me when it is", None),
        ("did you get my messages", None),
    ],
)
def test_the_plainest_words_need_no_model(text: str, asked: str | None) -> None:
    assert asked_of_us(text) == asked


def test_nothing_that_was_planned_comes_after_no_more_reminders_but_replies_do(clinic: Practice) -> None:
    one = clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    assert clinic.says("john", "no more reminders please").startswith(OFF)
    clinic.wait_until(june(10, "12:00"))
    assert not clinic.got("john", "reminder") + clinic.got("john", "rating")
    assert clinic.status(one) == "completed"
    assert "Booking" in clinic.says("john", "hello") or clinic.last("john").kind == "reply"


def test_a_reminder_on_its_way_is_held_back(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    with clinic.database.write() as store:
        clinic.clock.set(june(3, "10:30"))
        assert release(store, clinic.clock.now())
    clinic.says("john", "Please stop reminding me")
    clinic.wait_until(june(4, "12:00"))
    assert clinic.got("john", "reminder") == []


def test_a_booking_made_afterwards_is_not_reminded_of_whoever_makes_it(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    clinic.says("john", "no reminders please")
    clinic.book("john", "John Miller", june(9, "10:00"), reminders=True)
    clinic.says("john", "book Dr Lee on Friday at 11:00")
    asked = clinic.says("john", "for me")
    assert "shall I book it" in asked
    assert "remind" not in asked
    assert "remind" not in clinic.taps("john", "Book it")
    clinic.wait_until(june(12, "12:00"))
    assert clinic.got("john", "reminder") == []


def test_reminders_again_are_planned_anew_and_it_is_said_what_comes(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(11, "10:00"), reminders=True)
    clinic.says("john", "no more reminders")
    again = clinic.says("john", "Please remind me again")
    assert AGAIN in again
    assert "on Wed 10 Jun" in again
    clinic.wait_until(june(11, "09:00"))
    assert len(clinic.got("john", "reminder")) == 2


def test_with_nothing_to_come_no_reminder_is_promised(clinic: Practice) -> None:
    assert AGAIN not in clinic.says("john", "start reminding me again")


def test_to_stop_writing_stops_everything_and_is_confirmed_once(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(11, "10:00"), reminders=True)
    clinic.says("john", "Please stop texting me")
    assert [words for words in clinic.got("john", "opted_out") if words.startswith(STOPPED)]
    assert clinic.says("john", "what are your opening hours") == ""
    assert ("john", "texting_stopped") in clinic.handoffs()
    clinic.wait_until(june(9, "12:00"))
    assert clinic.got("john", "reminder") == []
    assert AGAIN in clinic.says("john", "you can text me again")
    assert ("john", "texting_stopped") not in clinic.handoffs()
    clinic.wait_until(june(11, "09:00"))
    assert len(clinic.got("john", "reminder")) == 1


@pytest.mark.parametrize("words", ["Stop. Thank you", "stop please", "STOP!! thanks"])
def test_a_polite_stop_with_nothing_open_is_one_too(clinic: Practice, words: str) -> None:
    clinic.says("john", words)
    assert clinic.got("john", "opted_out")


def test_within_a_booking_stop_only_drops_it_and_start_again_begins_anew(clinic: Practice) -> None:
    for words in ("Stop, thanks", "start again"):
        clinic.says("john", "book Dr Lee on Friday")
        clinic.says("john", words)
        assert not clinic.got("john", "opted_out")
    assert "Dr" in clinic.says("john", "book an appointment")


def test_start_again_is_an_undoing_only_where_something_was_stopped(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(11, "10:00"), reminders=True)
    clinic.says("john", "stop messaging me")
    assert AGAIN in clinic.says("john", "Start again please")


def test_a_bare_stop_answers_a_reminder_as_it_would_by_sms(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    clinic.wait_until(june(3, "10:30"))
    clinic.says("john", "stop")
    assert clinic.got("john", "opted_out")


def test_in_the_middle_of_a_booking_its_question_comes_again(clinic: Practice) -> None:
    asked = clinic.says("john", "book Dr Lee on Friday")
    said = clinic.says("john", "no more reminders please")
    assert said.startswith(OFF)
    assert asked.splitlines()[0].rpartition(". ")[2] in said


def test_while_a_person_has_the_conversation_it_is_done_all_the_same(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    clinic.says("john", "I want to talk to a person")
    assert clinic.says("john", "no more reminders").startswith(OFF)


def test_a_stranger_cannot_have_the_messages_back(clinic: Practice) -> None:
    clinic.book("john", "John Miller", june(4, "10:00"), reminders=True)
    clinic.says("john", "wrong number")
    assert clinic.says("john", "you can text me again") == ""
    clinic.wait_until(june(4, "12:00"))
    assert clinic.got("john", "reminder") == []


def test_telegrams_stop_command_is_confirmed_and_start_undoes_it(clinic: Practice) -> None:
    clinic.says("john", "hello")
    clinic.happens(
        "john", Inbound(channel="console", provider_id="1", address="john", kind="opt_out", opt_word="/stop")
    )
    assert len(clinic.got("john", "opted_out")) == 1
    assert clinic.says("john", "hello") == ""
    clinic.happens("john", Inbound(channel="console", provider_id="2", address="john", kind="start", text="/start"))
    assert clinic.says("john", "where are you?")
