"""What is nearest to a wish that cannot be had. Who asked for a part of the day is offered that on other days before
other hours; who asked for a moment, what lies around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.core.context import FreeTime
from nlu.core.meaning import TimeRange

DAYS_BEFORE, DAYS_AFTER = 7, 15
"""How far around a moment is looked first."""


def stretches_around(moment: datetime, now: datetime, horizon: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Where to look, one after the other: around the moment, after it, and anywhere."""
    yield max(now, moment - timedelta(days=DAYS_BEFORE)), moment + timedelta(days=DAYS_AFTER)
    yield moment, horizon
    yield now, horizon


def nearest_to(moment: datetime, free: Sequence[FreeTime]) -> list[FreeTime]:
    """The times of that day closest to the moment; where it has none, those of other days at about that hour."""
    if any(one.start.date() == moment.date() for one in free):
        return sorted(free, key=lambda one: (one.start.date() != moment.date(), abs(one.start - moment)))
    return nearest_days(_one_a_day(free, moment.time()), moment.date())


def nearest_days(free: Iterable[FreeTime], day: date) -> list[FreeTime]:
    """Those of the days nearest to one first."""
    return sorted(free, key=lambda one: (abs(one.start.date() - day), one.start))


def nearest_hours(free: Iterable[FreeTime], day: date, windows: Sequence[TimeRange]) -> list[FreeTime]:
    """Those of that day first, the closest to the hours asked for; then those of the days that follow."""

    def away(one: FreeTime) -> tuple[bool, int, datetime]:
        there = one.start.date() == day
        return not there, min(_outside(one.start.time(), window) for window in windows) if there else 0, one.start

    return sorted(free, key=away)


def minutes_apart(one: time, other: time) -> int:
    """How far two times of day lie apart, in minutes."""
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def _one_a_day(free: Iterable[FreeTime], clock: time) -> list[FreeTime]:
    """Of each day the time that is closest to a time of day."""
    closest: dict[date, FreeTime] = {}
    for one in sorted(free, key=lambda one: minutes_apart(one.start.time(), clock)):
        closest.setdefault(one.start.date(), one)
    return list(closest.values())


def _outside(clock: time, window: TimeRange) -> int:
    """How far a time of day lies outside a window, in minutes."""
    return 0 if clock in window else min(minutes_apart(clock, end) for end in (window.start, window.end) if end)
