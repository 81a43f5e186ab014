"""Being told of what is new in the database, whoever wrote it, and again after the connection was lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import text

from models.changes import watch
from models.db import Database
from tests.conftest import NOW
from tests.e2e.live import until


@dataclass
class Watch:
    database: Database
    heard: list[str | None] = field(default_factory=list)

    def other_writes(self, number: str) -> None:
        """Another process keeps a message."""
        other = Database(self.database.url.render_as_string(hide_password=False), self.database.keyring)
        with other.write() as store:
            store.inbox.add("sms", number, "+447700900123", "{}", NOW)
        other.close()

    def rests(self) -> int:
        """How often it has rung by now; what is under way has arrived."""
        before = -1
        while before != len(self.heard):
            before = len(self.heard)
            time.sleep(0.5)
        return before


@pytest.fixture
def watched(riverside: Database) -> Iterator[Watch]:
    stop, made = threading.Event(), Watch(riverside)
    thread = threading.Thread(target=watch, args=(riverside, made.heard.append, stop))
    thread.start()
    until(lambda: made.heard)  # for what came before
    yield made
    stop.set()
    thread.join()


def test_what_another_process_writes_is_heard_and_reading_is_not(watched: Watch) -> None:
    before = watched.rests()
    for _ in range(5):
        with watched.database.read() as store:
            store.inbox.waiting()
        with watched.database.write() as store:
            store.inbox.claim(NOW, timedelta(0))
    assert watched.rests() == before
    watched.other_writes("SM1")
    until(lambda: len(watched.heard) > before)
    assert watched.heard[-1] == (None if watched.database.is_sqlite else "inbound_message")


def test_after_the_connection_was_cut_it_is_heard_again(watched: Watch) -> None:
    before = watched.rests()
    if not watched.database.is_sqlite:
        listening = "query LIKE 'LISTEN%' AND datname = current_database()"
        cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {listening}"
        with watched.database.write() as store:
            assert store.session.execute(text(cut)).all() == [(True,)]
        until(lambda: len(watched.heard) > before)  # it listens again, and looks
        before = watched.rests()
    watched.other_writes("SM2")
    until(lambda: len(watched.heard) > before)
