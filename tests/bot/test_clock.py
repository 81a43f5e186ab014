"""The clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.clock import ASK_SECONDS, SettableClock, SharedClock, SystemClock
from models.db import Database
from models.errors import DatabaseUnavailable

NINE = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))


def test_the_system_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_not_set_yet_goes_with_the_machine() -> None:
    assert abs(SettableClock().now() - SystemClock().now()) < timedelta(minutes=1)


def test_once_set_it_stands_still_and_tells_utc() -> None:
    clock = SettableClock()
    clock.set(NINE)
    assert clock.now() == clock.now() == NINE
    assert clock.now().tzinfo is UTC


def test_it_never_runs_backwards() -> None:
    clock = SettableClock(NINE)
    clock.set(NINE - timedelta(days=1))
    assert clock.now() == NINE
    clock.set(NINE + timedelta(days=1))
    assert clock.now() == NINE + timedelta(days=1)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="with its zone"):
        SettableClock().set(datetime(2026, 6, 1, 9))  # noqa: DTZ001


class Watch:
    """A shared clock, and the ticks of a machine."""

    def __init__(self) -> None:
        self.time, self.ticks, self.lag = NINE, 0.0, 0.0
        self.away = False

    def ask(self) -> datetime:
        if self.away:
            raise DatabaseUnavailable("away")
        told, self.ticks = self.time, self.ticks + self.lag
        return told

    def passes(self, seconds: float, *, drift: float = 0.0) -> None:
        self.ticks += seconds
        self.time += timedelta(seconds=seconds + drift)


def test_a_shared_clock_goes_on_by_ticks_and_is_asked_again() -> None:
    watch = Watch()
    clock = SharedClock(watch.ask, lambda: watch.ticks)
    watch.passes(10)
    assert clock.now() == NINE + timedelta(seconds=10)
    watch.passes(ASK_SECONDS, drift=5)
    assert clock.now() == watch.time
    watch.away = True
    watch.passes(2 * ASK_SECONDS)
    assert clock.now() == watch.time
    watch.away, watch.lag = False, 20.0
    watch.passes(2 * ASK_SECONDS, drift=-60)  # an answer of twenty seconds ago is not believed
    assert clock.now() - watch.time > timedelta(seconds=60)


def test_machines_whose_clocks_differ_agree_by_their_database(database: Database) -> None:
    one, other = SharedClock(database.now), SharedClock(database.now, lambda: 7200.0)
    assert abs(one.now() - other.now()) < timedelta(minutes=1)


def test_while_nobody_has_told_it_it_goes_with_the_machine() -> None:
    watch = Watch()
    watch.away = True
    assert abs(SharedClock(watch.ask).now() - SystemClock().now()) < timedelta(minutes=1)
