"""Whoever waits for one doctor holds up nobody else, and an alarm waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest

from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.errors import Busy
from models.store.taking import queue_for
from tests.bot.post import Post
from tests.conftest import DEMO_CLINIC, NOW


@pytest.fixture
def clinic(postgres_database: Database) -> Database:
    """PostgreSQL, where rows are locked; on SQLite all writers queue anyway."""
    with postgres_database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
    return postgres_database


@contextmanager
def doctor_taken(database: Database, name: str) -> Iterator[None]:
    """Another program holds the doctor's row meanwhile."""
    locked, over = Event(), Event()

    def hold() -> None:
        with database.write() as store:
            queue_for(store.session, next(one.id for one in store.clinic.doctors() if one.name == name))
            locked.set()
            over.wait(60)

    holder = Thread(target=hold)
    holder.start()
    assert locked.wait(30)
    try:
        yield
    finally:
        over.set()
        holder.join()


def test_a_locked_doctor_puts_a_turn_back_and_everybody_else_is_served(clinic: Database) -> None:
    john, anna = Post(clinic), Post(clinic)
    anna.address = "anna"
    john.says("book Dr Lee friday at 11 for John Miller")
    with doctor_taken(clinic, "Dr. Sam Lee"):
        john.arrives("yes")
        anna.arrives("where are you?")
        anna.clock.set(john.clock.now())
        john.take_up()
        john.deliver()
        assert "1 Quay Street" in john.said
        assert john.book() == []
        with clinic.read() as store:
            assert store.inbox.waiting() == 1
            assert store.conversations.handoffs() == []
    john.wait()
    john.take_up()
    john.deliver()
    assert john.said.startswith("Booked: ")
    assert len(john.book()) == 1


def test_however_often_it_is_put_back_nobody_is_told_of_a_fault(clinic: Database) -> None:
    john = Post(clinic)
    john.says("book Dr Lee friday at 11 for John Miller")
    john.arrives("yes")
    with doctor_taken(clinic, "Dr. Sam Lee"):
        for _ in range(6):
            john.take_up()
            john.wait(timedelta(minutes=1))
    john.take_up()
    john.deliver()
    assert john.said.startswith("Booked: ")


def test_only_who_asks_for_it_gives_up_soon(clinic: Database) -> None:
    with doctor_taken(clinic, "Dr. Sam Lee"), pytest.raises(Busy), clinic.write(patience=0.1) as store:
        queue_for(store.session, next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee"))


def test_with_patience_a_conversation_is_waited_for_only_so_long_and_all_that_comes_after_it(clinic: Database) -> None:
    with clinic.write() as store:
        here = store.conversations.open("console", "john", NOW).id
    with clinic.write() as other:
        other.conversations.lock(here)
        with pytest.raises(Busy), clinic.write() as store:
            store.conversations.lock(here, patience=0.1)

    def then_the_doctor() -> None:
        with clinic.write() as store:
            store.conversations.lock(here, patience=0.1)
            queue_for(store.session, next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee"))

    with doctor_taken(clinic, "Dr. Sam Lee"), pytest.raises(Busy):
        then_the_doctor()


def test_the_answer_to_an_alarm_is_sent_before_what_was_due_earlier(riverside: Database) -> None:
    with riverside.write() as store:
        for number, priority in enumerate((1, 0, 0, -1)):
            conversation = store.conversations.open("console", f"chat {number}", NOW)
            store.outbox.put(f"m{number}", conversation.id, "reply", "{}", NOW, priority=priority)  # type: ignore[arg-type]
        sent = [one.key for one in store.outbox.claim(NOW, timedelta(minutes=1), limit=4)]
    assert sent == ["m3", "m1", "m2", "m0"]
