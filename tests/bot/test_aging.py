"""What was asked some time ago is said again as it is now; a word does not answer it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.aging import AGED, FORGOTTEN
from bot.core.commands import Book
from models.db import Database
from models.words import Status
from tests.bot.paper import LEE, Chat, Meaning, PaperClinic, When, at, day
from tests.bot.post import Post
from tests.bot.practice import Practice, june
from tests.bot.test_book import JOHN

HOUR = timedelta(hours=1)


def proposed() -> Chat:
    """Monday at nine: Friday at eleven with Dr Lee, and only the yes is missing."""
    chat = Chat(PaperClinic(consented=True))
    return chat.says("book_appointment", doctors=(LEE.name,), people=(JOHN,), when=_when("2026-06-05", "11:00"))


def _when(on: str, clock: str) -> When:
    return When(days=day(on), times=at(clock))


@pytest.mark.parametrize("answer", [Meaning("yes", "affirm"), Meaning("1", "inform", choice=1)])
@pytest.mark.parametrize("later", [AGED, timedelta(hours=20), FORGOTTEN - HOUR])
def test_a_word_does_not_agree_to_what_was_proposed_long_ago(answer: Meaning, later: timedelta) -> None:
    chat = proposed()
    chat.clinic.now += later
    chat.understood(answer)
    assert chat.keys[0] == "aged"
    assert "book.proposal" in chat.keys
    assert not any(isinstance(one, Book) for one in chat.clinic.commands)
    assert chat.says("affirm").reply.booked  # type: ignore[union-attr]


def test_in_the_lunch_break_it_is_still_an_answer() -> None:
    chat = proposed()
    chat.clinic.now += AGED - timedelta(minutes=1)
    assert chat.says("affirm").reply.booked  # type: ignore[union-attr]


def test_an_old_button_agrees_to_nothing_either() -> None:
    chat = proposed()
    value = chat.reply.choices[0].value  # type: ignore[union-attr]
    chat.clinic.now += timedelta(days=1)
    chat.taps_value(value)
    assert not any(isinstance(one, Book) for one in chat.clinic.commands)
    assert "book.proposal" in chat.keys


def test_what_was_left_for_days_is_not_gone_on_with() -> None:
    chat = proposed()
    chat.clinic.now += FORGOTTEN
    assert chat.says("affirm").keys == ["hello.what"]
    assert chat.state.flow is None


@pytest.mark.parametrize("aside", ["clinic_info", "thank"])
@pytest.mark.parametrize("asked", [{}, {"days": day("2026-06-01")}])
@pytest.mark.parametrize("later", [timedelta(hours=3), timedelta(hours=7), timedelta(days=1), timedelta(days=2)])
def test_no_time_or_day_that_has_passed_is_offered(aside: str, asked: dict[str, object], later: timedelta) -> None:
    chat = Chat(PaperClinic(consented=True))
    chat.says("book_appointment", doctors=(LEE.name,), when=When(**asked))  # type: ignore[arg-type]
    chat.clinic.now += later
    chat.says(aside)
    now = chat.clinic.now
    assert chat.reply is not None
    assert all(one.start > now for one in chat.reply.choices if one.start)
    days = [one.value.removeprefix("day:") for one in chat.reply.choices if one.value.startswith("day:")]
    assert all(one >= now.date().isoformat() for one in days)


@pytest.mark.parametrize(("minutes", "why"), [(119, "book.done"), (121, "slot.passed"), (200, "slot.passed")])
def test_a_proposed_time_that_has_passed_was_not_taken_by_anybody(minutes: int, why: str) -> None:
    chat = Chat(PaperClinic(consented=True))
    chat.says("book_appointment", doctors=(LEE.name,), people=(JOHN,), when=_when("2026-06-01", "11:00"))
    chat.clinic.now += timedelta(minutes=minutes)
    assert chat.says("affirm").keys[0] == why


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        ("taken", "That time was taken a moment ago"),
        ("away", "The doctor can't be there then after all"),
        ("passed", "That time has passed meanwhile"),
        ("near", "That time is too near by now for me to arrange"),
    ],
)
def test_why_a_proposed_time_is_lost_is_said_truly(practice: Practice, happens: str, said: str) -> None:
    practice.says("john", "book Dr Lee today at 11:20 for John Miller")
    match happens:
        case "taken":
            practice.wait_until(june(1, "09:15"))  # the hold is over
            practice.book("anna", "Anna Kaur", june(1, "11:20"))
        case "away":
            practice.says("lee", "off today from 11 to 12")
            practice.says("lee", "yes")
        case "passed":
            practice.wait_until(june(1, "11:30"))
        case "near":
            practice.wait_until(june(1, "10:40"))
    assert practice.says("john", "yes").startswith(said)


def test_an_appointment_that_came_too_near_is_not_said_to_be_gone(practice: Practice) -> None:
    visit = practice.book("john", "John Miller", june(1, "11:20"))
    assert "Shall I call it off?" in practice.says("john", "cancel my appointment")
    practice.wait_until(june(1, "09:30"))
    assert "too near by now for me to change" in practice.says("john", "yes")
    assert practice.status(visit) == Status.BOOKED


def test_a_reminder_can_be_answered_the_next_day_whatever_was_left_open(riverside: Database) -> None:
    john = Post(riverside)
    visit = john.books(june(4, "10:00"))
    john.says("book Dr Lee friday at 11 for John Miller")
    john.wait(8 * HOUR)
    john.is_reminded(visit)
    john.wait(16 * HOUR)
    said = john.says("1")
    assert said.startswith("Thank you, that's confirmed")
    assert "Friday 5 June at 11:00" in said
    assert [one.status for one in john.book()] == [Status.CONFIRMED]


def test_a_doctors_yes_the_next_day_blocks_nothing_unsaid(practice: Practice) -> None:
    assert "Shall I block" in practice.says("lee", "off friday")
    label = practice.last("lee").options[0].label
    practice.wait_until(june(2, "12:00"))
    assert practice.taps("lee", label).startswith("It has been a while")
    practice.wait_until(june(3, "12:00"))
    assert practice.says("lee", "yes").startswith("It has been a while")
    assert practice.says("lee", "yes").startswith("Done. Blocked: ")
