"""A message answers only what was on its writer's screen when it was written."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.messages import Inbound
from bot.core.screen import KEPT, PROMPT, SKEW, sight
from bot.pipeline.understanding import Understanding
from models.db import Database
from nlu.core.acts import Situation
from nlu.core.meaning import Meaning
from tests.bot.post import MINUTE, Post
from tests.bot.practice import june

THURSDAY = june(4, "10:00")


@pytest.mark.parametrize("answer", ["1", "yes", "Call it off", "yes please", "the first one"])
def test_what_was_missed_answers_nothing_that_was_asked_since(riverside: Database, answer: str) -> None:
    john = Post(riverside)
    booked = john.books(THURSDAY)
    missed = john.clock.now()
    john.wait()
    assert "[Call it off]" in john.says("can i cancel my appointment?")
    said = john.says(answer, at=missed)
    assert john.book() == [booked]
    assert said.startswith("A message of yours reached me late")
    assert "[Call it off]" in said
    assert "Cancelled: " in john.says("1")


@pytest.mark.parametrize("answer", ["1", "yes", "Book it", "first one please"])
def test_what_was_written_while_the_question_was_on_its_way_does_not_answer_it(
    riverside: Database, answer: str
) -> None:
    john = Post(riverside)
    john.arrives("book Dr Lee thursday at 10 for John Miller")
    john.take_up()
    john.wait()
    john.arrives(answer)
    john.take_up()
    john.deliver()
    assert john.book() == []
    assert john.said.startswith("Our messages crossed")
    assert "[Book it]" in john.said
    john.wait()
    assert john.says("yes").startswith("Booked: ")


def test_details_that_cross_a_question_are_still_heard(riverside: Database) -> None:
    john = Post(riverside)
    for words in ("book Dr Lee for John Miller", "thursday at 10"):
        john.arrives(words)
        john.wait(timedelta(seconds=1))
    john.take_up()
    john.deliver()
    assert "Thursday 4 June at 10:00" in john.said


def test_the_same_question_again_is_answered_by_who_had_read_it_before(riverside: Database) -> None:
    john = Post(riverside)
    john.says("book Dr Lee thursday at 10 for John Miller")
    john.arrives("where are you?")
    john.take_up()
    john.wait()
    john.arrives("yes")  # to the proposal that is on the screen, not yet to the one that comes with the address
    john.take_up()
    john.deliver()
    assert john.said.startswith("Booked: ")


def test_what_never_arrived_was_never_asked(riverside: Database) -> None:
    john = Post(riverside)
    john.says("hello")
    john.arrives("book Dr Lee thursday at 10 for John Miller")
    john.take_up()
    with riverside.write() as store:
        [claimed] = store.outbox.claim(john.clock.now(), MINUTE)
        store.outbox.sending(claimed, john.clock.now())
        store.outbox.fail(claimed, john.clock.now(), "refused")
    john.wait()
    assert "[Book it]" in john.says("1")
    assert john.book() == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("make it wednesday at 9", "make it friday at 11"),
        ("cancel that", "make it friday at 11"),
        ("no", "make it friday at 11"),
        ("for my son Ben", "make it friday at 11"),
    ],
)
def test_an_older_message_undoes_nothing_that_was_written_after_it(riverside: Database, older: str, newer: str) -> None:
    john = Post(riverside)
    john.says("book Dr Lee thursday at 10 for John Miller")
    held_back = john.clock.now()
    john.wait()
    assert "Friday 5 June at 11:00" in john.says(newer)
    said = john.says(older, at=held_back)
    assert "reached me late" in said
    assert "Friday 5 June at 11:00" in said
    assert john.says("yes").startswith("Booked: ")
    assert [one.starts_at for one in john.book()] == [june(5, "11:00")]


def test_an_alarm_and_a_person_are_heard_however_late(riverside: Database) -> None:
    john = Post(riverside)
    early = john.clock.now()
    john.wait()
    john.says("book Dr Lee thursday at 10 for John Miller")
    assert "999" in john.says("my husband has chest pain and cant breathe", at=early)
    assert "passed this on" in john.says("can i speak to a person please", at=early)


def test_a_whole_backlog_is_read_in_its_order(riverside: Database) -> None:
    """The web was away for an hour: what was written meanwhile comes late, but nothing newer came before it."""
    john = Post(riverside)
    first = john.clock.now()
    john.wait(timedelta(hours=1))
    for number, words in enumerate(("book Dr Lee for John Miller", "thursday at 10", "yes")):
        john.arrives(words, at=first + number * MINUTE)
    john.take_up()
    john.deliver()
    assert john.book() == []
    assert "Thursday 4 June at 10:00" in john.said
    assert "[Book it]" in john.said


def test_a_tap_belongs_to_the_message_that_carries_the_button(riverside: Database) -> None:
    john = Post(riverside)
    john.says("book Dr Lee thursday at 10 for John Miller")
    old, agree = john.sent()[-1].provider_id, john.value("Book it")
    john.says("friday at 11")
    for value in ("change", "change:patient", "keep", "more", agree):
        said = john.says(tap=value, tapped=old)
        assert "Friday 5 June at 11:00" in said
        assert "[Book it]" in said
    assert john.book() == []
    assert "change" in john.says(tap="change", tapped=john.sent()[-1].provider_id)


def test_a_doctors_yes_answers_only_what_the_doctor_had_read(riverside: Database) -> None:
    with riverside.write() as store:
        lee = next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee")
        code = store.doctor_chats.new_code(lee, june(1, "09:00"))
    chat = Post(riverside)
    chat.says(code)
    early = chat.clock.now()
    chat.wait()
    assert "Shall I block" in chat.says("off thursday")
    for words in ("yes", "1"):
        assert "Shall I block" in chat.says(words, at=early)
    chat.arrives("off friday")
    chat.take_up()
    chat.wait()
    chat.arrives("yes")
    chat.take_up()
    chat.deliver()
    assert chat.said.startswith("Our messages crossed")
    with riverside.read() as store:
        assert store.absences.coming(chat.clock.now()) == []
    chat.wait()
    assert chat.says("yes").startswith("Done. Blocked: ")


SECONDS = st.integers(-7200, 7200).map(lambda seconds: timedelta(seconds=seconds))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(before=SECONDS, delay=st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds)))
def test_nothing_written_before_a_question_went_out_answers_it(
    asked: tuple[Database, datetime], before: timedelta, delay: timedelta
) -> None:
    """`before` is how long before the question went out the message was written; `delay` how long it was on its way."""
    database, shown = asked
    written = shown - before
    inbound = Inbound(channel="telegram", provider_id="1", address="7", text="1", at=written.replace(microsecond=0))
    with database.read() as store:
        found = sight(store, inbound, written + delay, ("q",), None)
    if before > timedelta(0) and delay > PROMPT:
        assert not found.seen
    if before <= -SKEW:
        assert found.seen


def test_a_stamp_that_cannot_be_true_tells_nothing(asked: tuple[Database, datetime]) -> None:
    """Nobody keeps a message for months: that clock is wrong, and the message has just been written."""
    database, shown = asked
    inbound = Inbound(channel="telegram", provider_id="1", address="7", text="1", at=shown - 100 * KEPT)
    with database.read() as store:
        assert sight(store, inbound, shown + MINUTE, ("q",), shown).seen
        assert not sight(store, inbound, shown + MINUTE, ("q",), shown).late


@pytest.fixture
def asked(sqlite_database: Database) -> tuple[Database, datetime]:
    """A question under the key "q", and when it went out."""
    shown = june(1, "12:00")
    with sqlite_database.write() as store:
        conversation = store.conversations.open("telegram", "7", shown)
        store.outbox.put("q", conversation.id, "reply", "{}", shown)
        [claimed] = store.outbox.claim(shown, MINUTE)
        store.outbox.sending(claimed, shown)
        store.outbox.sent(claimed, shown, "99")
    return sqlite_database, shown


class Meanwhile(Understanding):
    """The time a message takes to be understood, in which something else happens to its conversation."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, None)
        self.times, self.happens = 0, lambda: None

    def understand(self, text: str, asked: str | None, now: datetime, situation: Situation | None = None) -> Meaning:
        meaning = super().understand(text, asked, now, situation)
        if self.times:
            self.times -= 1
            self.happens()
        return meaning


@pytest.mark.parametrize("times", [1, 2])
def test_a_question_that_goes_out_while_a_message_is_understood_is_not_answered_by_it(
    riverside: Database, times: int
) -> None:
    """The 1 was for the times on offer; meanwhile another process sends a reminder whose 1 means something else."""
    reading = Meanwhile(riverside)
    john, other = Post(riverside, reading), Post(riverside)
    booked = john.books(june(8, "10:00"))
    assert "[Other times]" in john.says("move my appointment to thursday")
    reading.times, reading.happens = times, lambda: other.is_reminded(booked)
    john.arrives("1")
    john.wait(timedelta(seconds=1))
    other.clock.set(john.clock.now())
    john.take_up()
    john.deliver()
    assert john.book() == [booked]
    assert john.said.startswith("Our messages crossed")


def test_a_conversation_that_keeps_changing_waits(riverside: Database) -> None:
    reading = Meanwhile(riverside)
    john, other = Post(riverside, reading), Post(riverside)
    booked = john.books(june(8, "10:00"))
    john.says("hello")
    other.clock.set(john.clock.now())
    reading.times, reading.happens = 3, lambda: other.is_reminded(booked)
    john.arrives("where are you?")
    john.take_up()
    john.deliver()
    assert "1 Quay Street" not in john.said
    with riverside.read() as store:
        assert store.inbox.waiting() == 1
    john.wait()
    john.take_up()
    john.deliver()
    assert "1 Quay Street" in john.said
