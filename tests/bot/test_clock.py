"""The clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SettableClock, SystemClock

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
