"""A message that quotes an older one answers that one: if it is still open, or about what it speaks of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.messages import Inbound
from models.db import Database
from models.words import Status
from tests.bot.post import Post
from tests.bot.practice import Practice, june

THURSDAY, FRIDAY = june(4, "10:00"), june(5, "11:00")
BOOK = "book Dr Lee thursday at 10 for John Miller"
OVER = "The message you answer is no longer open."


def newest(john: Post) -> str:
    """The id by which the provider knows the last message to him."""
    number = john.sent()[-1].provider_id
    assert number
    return number


@pytest.mark.parametrize("answer", ["yes", "1", "Book it"])
def test_what_quotes_the_open_question_answers_it(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    assert "[Book it]" in john.says(BOOK)
    assert john.says(answer, quoted=newest(john)).startswith("Booked: ")


@pytest.mark.parametrize("answer", ["yes", "1", "Book it", "no", "3"])
def test_what_quotes_an_older_proposal_agrees_to_no_newer_one(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    john.says(BOOK)
    older = newest(john)
    assert "Friday 5 June at 11:00" in john.says("friday at 11")
    said = john.says(answer, quoted=older)
    assert john.book() == []
    assert "Friday 5 June at 11:00" in said, "what is open is asked again"
    assert "[Book it]" in said
    assert said.startswith((OVER, "That button belongs to an earlier message.", "That was an older question."))
    assert john.says("yes").startswith("Booked: ")


@pytest.mark.parametrize("answer", ["2", "yes", "no", "As soon as possible"])
def test_what_quotes_a_question_that_is_settled_hears_so_kindly(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    john.says("book Dr Lee for John Miller")
    older = newest(john)
    john.says("thursday at 10")
    john.says("yes")
    said = john.says(answer, quoted=older)
    assert said.startswith(OVER)
    assert len(john.book()) == 1


def test_a_yes_to_what_has_been_booked_hears_that_it_is(riverside: Database) -> None:
    john = Post(riverside)
    john.says(BOOK)
    older = newest(john)
    john.says("yes")
    assert john.says("yes", quoted=older).startswith("That is already done: ")


@pytest.mark.parametrize("answer", ["yes", "1", "Book it"])
def test_a_reminder_in_between_does_not_close_what_is_quoted(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    booked = john.books(june(3, "10:00"))
    john.says("book Dr Lee thursday at 10 for me")
    older = newest(john)
    john.is_reminded(booked)
    john.wait()
    assert "Booked: " in john.says(answer, quoted=older)
    assert [one.status for one in john.book()] == [Status.BOOKED, Status.BOOKED], "the reminder is not answered by it"


def test_the_button_of_a_question_beneath_a_reminder_counts_as_well(riverside: Database) -> None:
    john = Post(riverside)
    booked = john.books(june(3, "10:00"))
    john.says("book Dr Lee thursday at 10 for me")
    older, agree = newest(john), john.value("Book it")
    john.is_reminded(booked)
    john.wait()
    assert "Booked: " in john.says(tap=agree, tapped=older)


@pytest.mark.parametrize("answer", ["yes", "1", "I'll be there"])
def test_what_quotes_a_reminder_answers_it_whatever_is_open(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    booked = john.books(THURSDAY)
    john.is_reminded(booked)
    reminder = newest(john)
    john.wait()
    assert "[Book it]" in john.says("book Dr Rao friday at 11 for me")
    said = john.says(answer, quoted=reminder)
    assert "that's confirmed" in said
    assert "[Book it]" in said, "what is open comes back"
    assert [(one.status, one.doctor) for one in john.book()] == [(Status.CONFIRMED, "Dr. Sam Lee")]


def test_of_two_reminders_the_one_that_is_quoted_is_answered(riverside: Database) -> None:
    john = Post(riverside)
    first, second = john.books(THURSDAY), john.books(FRIDAY)
    john.is_reminded(first)
    reminder = newest(john)
    john.wait()
    john.is_reminded(second)
    john.wait()
    john.says("1", quoted=reminder)
    assert {one.id: one.status for one in john.book()} == {first.id: Status.CONFIRMED, second.id: Status.BOOKED}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("no", "Thursday 4 June at 10:00"),
        ("3", "Thursday 4 June at 10:00"),
        ("cancel this one", "Thursday 4 June at 10:00"),
        ("move this to wednesday at 9", "Thursday 4 June at 10:00, would move to Wednesday 3 June at 09:00"),
        ("wednesday at 9 please", "Thursday 4 June at 10:00, would move to Wednesday 3 June at 09:00"),
        ("can I move it?", "day"),
    ],
)
def test_words_that_quote_a_reminder_are_about_its_appointment(riverside: Database, words: str, says: str) -> None:
    john = Post(riverside)
    first, second = john.books(THURSDAY), john.books(FRIDAY)
    john.is_reminded(first)
    reminder = newest(john)
    john.wait()
    john.is_reminded(second)
    john.wait()
    said = john.says(words, quoted=reminder)
    assert says in said
    assert "Which" not in said.split("\n")[0] or "day" in said
    assert "Friday 5 June" not in said


def test_words_that_quote_a_booking_are_about_it(riverside: Database) -> None:
    john = Post(riverside)
    john.books(FRIDAY)
    john.says("book Dr Lee thursday at 10 for me")
    john.says("yes")
    booked = newest(john)
    assert "Thursday 4 June at 10:00" in john.says("cancel this", quoted=booked)


def test_a_reminder_of_a_time_that_is_no_more_is_not_agreed_to(riverside: Database) -> None:
    john = Post(riverside)
    booked = john.books(THURSDAY)
    john.is_reminded(booked)
    reminder = newest(john)
    with riverside.write() as store:
        store.bookings.cancel(booked.id, john.clock.now(), by="desk")
    john.wait()
    assert "no longer in our book" in john.says("yes", quoted=reminder)


def test_a_yes_to_a_reminder_of_the_time_before_is_no_yes_to_the_one_after(sqlite_database: Database) -> None:
    practice = Practice(sqlite_database)
    one = practice.book("john", "John Miller", THURSDAY, reminders=True)
    practice.wait_until(june(3, "12:00"))
    with sqlite_database.read() as store:
        [reminder] = [row.provider_id for row in store.outbox.latest() if row.kind == "reminder"][-1:]
    practice.desk_moves(one, FRIDAY)
    practice.happens("john", Inbound(channel="console", provider_id="1", address="john", text="yes", quoted=reminder))
    assert practice.status(one) == Status.BOOKED
    assert OVER in practice.last("john").text


def test_what_is_not_ours_is_no_quote(riverside: Database) -> None:
    john = Post(riverside)
    john.says(BOOK)
    assert john.says("yes", quoted="SM-of-his-own").startswith("Booked: ")


def test_an_alarm_that_quotes_something_is_an_alarm(riverside: Database) -> None:
    john = Post(riverside)
    john.says("book Dr Lee for John Miller")
    older = newest(john)
    john.says("thursday at 10")
    assert "999" in john.says("crushing chest pain", quoted=older)


def test_a_doctor_who_quotes_an_older_message_agrees_to_nothing_newer(riverside: Database) -> None:
    lee = Post(riverside)
    with riverside.write() as store:
        number = next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee")
        code = store.doctor_chats.new_code(number, lee.clock.now())
    lee.says(code)
    lee.says("off tomorrow afternoon")
    older = newest(lee)
    lee.says("off friday")
    lee.says("yes", quoted=older)
    with riverside.read() as store:
        first = lee.clock.now()
        assert store.clinic.time_off([number], first, first + timedelta(days=30)) == {}
    lee.says("yes", quoted=newest(lee))
    with riverside.read() as store:
        assert store.clinic.time_off([number], first, first + timedelta(days=30))
