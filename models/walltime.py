"""Between the clinic's wall clock and moments in UTC, across the days on which clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the clinic file writes them."""

Minutes = tuple[int, int]
"""A stretch of a day: from and to, in minutes of local time since midnight; 1440 is the end of the day."""


@lru_cache(maxsize=65_536)
def moments(day: date, minute: int, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When the wall clock shows that minute: once, twice where clocks go back, never where they skip it."""
    wall = _wall(day, minute)
    found = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return tuple(dict.fromkeys(one for one in found if one.astimezone(zone).replace(tzinfo=None) == wall))


@lru_cache(maxsize=65_536)
def moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """When the wall clock first reaches that minute; where clocks skip it, when they jump over it."""
    found = moments(day, minute, zone)
    return found[0] if found else _jump(_wall(day, minute), zone)


def exists(moment: datetime) -> bool:
    """Whether the clocks of the moment's own zone ever show it."""
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def days(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[date]:
    """The local days whose hours matter to visits in [first, last]: one more each way, as a visit takes up to a day."""
    day = first.astimezone(zone).date() - timedelta(days=1)
    end = last.astimezone(zone).date() + timedelta(days=1)
    while day <= end:
        yield day
        day += timedelta(days=1)


def round_up(moment: datetime, unit: int, zone: ZoneInfo) -> datetime:
    """The first moment from `moment` on at which the wall clock shows a multiple of `unit` minutes."""
    local = moment.astimezone(zone)
    past = timedelta(minutes=local.minute % unit, seconds=local.second, microseconds=local.microsecond)
    return moment + timedelta(minutes=unit) - past if past else moment


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _jump(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks jump over `wall`: what both readings of a skipped time lie around (PEP 495)."""
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
