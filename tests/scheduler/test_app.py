"""The ticks themselves: they go on after a failure, and the watchdog starts anew what has died."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest

from bot.core.clock import SettableClock
from models.db import Database
from models.errors import DatabaseUnavailable
from models.store import Store
from scheduler import app
from scheduler.app import Scheduler, next_due, run_due, run_tick
from scheduler.tick import Tick
from tests.conftest import NOW
from tests.scheduler.desk import Desk, june

PATIENCE = 20.0


def test_batches_are_done_until_nothing_is_left(sqlite_database: Database) -> None:
    left = [3, 2, 0, 7]
    tick = Tick("count", 1.0, lambda store, now: left.pop(0))
    assert run_tick(sqlite_database, tick, NOW) == 5
    assert left == [7]


def test_what_comes_next_is_the_soonest_of_all(desk: Desk) -> None:
    late, soon = Tick("late", 1.0, nothing, lambda *_: june(3, "10:00")), Tick("soon", 1.0, nothing, lambda *_: NOW)
    assert next_due(desk.database, NOW, [late, Tick("never", 1.0, nothing), soon]) == NOW
    assert next_due(desk.database, NOW, [Tick("never", 1.0, nothing)]) is None
    assert run_due(desk.database, NOW, [late, soon]) == 0


def test_ticks_go_on_after_failures(sqlite_database: Database) -> None:
    """The database may be away, or a duty have a fault: the next tick tries again, and others are not held up."""
    failures = [DatabaseUnavailable("away"), ValueError("John Miller"), None]
    tried, other = threading.Event(), threading.Event()

    def fails(store: Store, now: datetime) -> int:
        failure = failures.pop(0) if failures else None
        if failure is not None:
            raise failure
        tried.set()
        return 0

    def works(store: Store, now: datetime) -> int:
        other.set()
        return 0

    ticking = Scheduler(sqlite_database, SettableClock(NOW), [Tick("fails", 0.05, fails), Tick("works", 0.05, works)])
    ticking.start()
    assert tried.wait(PATIENCE)
    assert other.wait(PATIENCE)
    ticking.stop()


def test_the_watchdog_starts_a_dead_scheduler_anew(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "WATCH_SECONDS", 0.05)
    ticked = threading.Event()

    def works(store: Store, now: datetime) -> int:
        ticked.set()
        return 0

    watched = Scheduler(sqlite_database, SettableClock(NOW), [Tick("works", 0.05, works)])
    watched.start()
    assert ticked.wait(PATIENCE)
    watched._ticking.shutdown()
    ticked.clear()
    assert ticked.wait(PATIENCE), "ticks again"
    watched.stop()


def test_a_tick_that_hangs_is_noticed(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "WATCH_SECONDS", 0.05)
    monkeypatch.setattr(app, "STUCK_SECONDS", 0.3)
    hang, again, calls = threading.Event(), threading.Event(), []

    class Hanging:
        def now(self) -> datetime:
            calls.append(1)
            if len(calls) == 1:
                hang.wait(PATIENCE)
            again.set() if len(calls) > 1 else None
            return NOW

    watched = Scheduler(sqlite_database, Hanging(), [Tick("hangs", 0.05, nothing)])
    watched.start()
    assert again.wait(PATIENCE), "another scheduler ticks while the first one hangs"
    hang.set()
    watched.stop()


def nothing(store: Store, now: datetime) -> int:
    return 0
