"""Two machines whose clocks are minutes apart: what one of them works on is not the other's, for the database tells the
time. The machines' own clocks are put wrong within the program; nobody's real clock is touched."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.core import clock as clocks
from bot.core.clock import Clock, SharedClock, SystemClock
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from bot.pipeline.worker import Worker
from models.db import Database
from models.errors import DatabaseUnavailable
from scheduler.app import run_due
from scheduler.ticks import TICKS
from tests.bot.workshop import Deep, Line, put, writes
from tests.e2e.live import until

FAST, SLOW = timedelta(minutes=7), timedelta(minutes=-7)


class Machine:
    """One machine with a worker. `wrong` is how far its clock is off."""

    def __init__(
        self, database: Database, wrong: timedelta, line: Line, shared: bool, rasa: Deep | None = None
    ) -> None:
        self.database = Database(database.url.render_as_string(hide_password=False), database.keyring)
        with put_wrong(wrong):
            self.clock: Clock = SharedClock(self.database.now, lambda: time.monotonic() + wrong.total_seconds())
        if not shared:
            self.clock = Own(wrong)
        understanding = rasa or Understanding(self.database, None)
        delivery = Delivery(self.database, {line.name: line}, self.clock, Limits(time.monotonic))
        self.worker = Worker(Pipeline(self.database, understanding, self.clock), delivery)

    def __enter__(self) -> Machine:
        self.worker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.stop()
        self.database.close()


class Own:
    """The clock that a machine has of its own."""

    def __init__(self, wrong: timedelta) -> None:
        self._wrong = wrong

    def now(self) -> datetime:
        return SystemClock().now() + self._wrong


@contextmanager
def put_wrong(wrong: timedelta) -> Iterator[None]:
    """Whoever asks the machine for the time within `bot.core.clock` is told a wrong one."""

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + wrong

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clocks, "datetime", Wrong)
        yield


@pytest.fixture
def let_go() -> Iterator[threading.Event]:
    """Until it is set, a provider and Rasa keep everybody waiting."""
    event = threading.Event()
    yield event
    event.set()


@pytest.mark.parametrize(("shared", "sent"), [(True, 1), (False, 2)], ids=["by the database", "each by its own"])
def test_what_one_is_sending_the_other_leaves_alone(
    riverside: Database, let_go: threading.Event, shared: bool, sent: int
) -> None:
    slow, fast = (Line("sms", hangs=lambda _: True, let_go=let_go) for _ in range(2))
    put(riverside, "sms", "+447700900123")
    with Machine(riverside, SLOW if shared else timedelta(0), slow, shared):
        until(lambda: slow.waiting)
        with Machine(riverside, FAST, fast, shared) as other:
            other.worker.ring()
            until(lambda: shared or fast.waiting)
            time.sleep(1)
            assert len(slow.waiting) + len(fast.waiting) == sent
            let_go.set()
    assert len(slow.sent) + len(fast.sent) == sent


def test_what_one_is_reading_the_other_leaves_alone(riverside: Database, let_go: threading.Event) -> None:
    slow, fast = Deep(riverside), Deep(riverside)
    slow.let_go = fast.let_go = let_go
    line = Line("telegram")
    writes(riverside, "ann", "hello there")
    with Machine(riverside, SLOW, line, True, slow):
        until(lambda: slow.asked)
        with Machine(riverside, FAST, line, True, fast):
            time.sleep(1)
            assert fast.asked == 0
            let_go.set()
            until(lambda: line.sent == ["ann"])


def test_what_is_due_is_sent_when_it_is_due(riverside: Database) -> None:
    """Neither minutes early, by the fast clock, nor minutes late, by the slow one."""
    line = Line("telegram")
    put(riverside, "telegram", "later", later=600)
    put(riverside, "telegram", "now")
    with Machine(riverside, SLOW, line, True) as slow, Machine(riverside, FAST, line, True) as fast:
        until(lambda: line.sent == ["now"])
        for machine in (slow, fast):
            run_due(machine.database, machine.clock.now(), TICKS)
        time.sleep(1)
        assert line.sent == ["now"]


@pytest.mark.parametrize("fault", ["away", "slow"])
def test_a_machine_that_was_told_late_believes_its_own_clock_no_longer_than_it_must(
    riverside: Database, fault: str
) -> None:
    """At its first start the database may be away, or take its time."""
    ticks = [0.0]
    answers: Callable[[], datetime] = late(riverside, ticks, fault)
    with put_wrong(FAST):
        clock = SharedClock(answers, lambda: ticks[0])
    ticks[0] += 2
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def late(database: Database, ticks: list[float], fault: str) -> Callable[[], datetime]:
    """A database that at first is away, or slow."""
    asked: list[None] = []

    def ask() -> datetime:
        asked.append(None)
        if len(asked) == 1 and fault == "away":
            raise DatabaseUnavailable("away")
        ticks[0] += 5 if fault == "slow" else 0
        return database.now()

    return ask
