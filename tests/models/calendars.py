"""Calendars for tests, and what is free in them found the slow way: by looking at every minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.hours import Hours
from models.rules import DoctorCalendar, Interval, Visit
from models.walltime import Minutes

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # clocks move by half an hour
    "Pacific/Apia",  # skipped a whole day in 2011
    "Africa/Casablanca",  # clocks go back for Ramadan
    "America/St_Johns",
)

AROUND_CHANGES = (
    date(2026, 3, 7),
    date(2026, 3, 28),
    date(2026, 4, 4),
    date(2026, 10, 3),
    date(2026, 10, 24),
    date(2026, 10, 31),
    date(2026, 2, 14),
    date(2011, 12, 29),
)
"""The days before those on which one or another of these zones' clocks change."""


def at(zone: str, wall: str, *, fold: int = 0) -> datetime:
    """The moment when clocks there show that: `2026-06-01T09:00`."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def spoken(moments: list[datetime], zone: str) -> list[str]:
    """What the clocks show, for reading."""
    return [f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" for moment in moments]


def week(*stretches: str, days: range = range(7)) -> Hours:
    """The same hours on all these days: `09:00-13:00`."""
    parsed = [tuple(_minute(clock) for clock in stretch.split("-")) for stretch in stretches]
    return Hours({day: [(start, end) for start, end in parsed] for day in days})


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def free_by_looking(calendar: DoctorCalendar, visit: Visit, start: datetime) -> bool:
    """Whether a visit fits, judged minute by minute on the wall clock, without any of the rules' own arithmetic."""
    length, occupied = int(visit.length.total_seconds() // 60), int(visit.occupies.total_seconds() // 60)
    minutes = [start + timedelta(minutes=minute) for minute in range(occupied)]
    if any(begins <= one < ends for one in minutes for begins, ends in calendar.busy):
        return False
    return all(_works(calendar, one) for one in minutes[:length])


def _works(calendar: DoctorCalendar, moment: datetime) -> bool:
    if any(begins <= moment < ends for begins, ends in calendar.time_off):
        return False
    local = moment.astimezone(calendar.zone)
    minute = local.hour * 60 + local.minute
    return local.date() not in calendar.holidays and any(a <= minute < b for a, b in calendar.hours.on(local.date()))


@st.composite
def day_hours(draw: st.DrawFn) -> list[Minutes]:
    """Up to three stretches of a day, some of them touching."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False)) if draw(st.booleans()) else [(0, 96)]
    return [(start * 15, end * 15) for start, end in pairs]


@st.composite
def intervals(draw: st.DrawFn, first: datetime) -> list[Interval]:
    """Stretches of time in the three days after `first`, in order, that do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, 3 * 24 * 12), max_size=10)))
    moments = [first + timedelta(minutes=5 * edge) for edge in edges]
    return list(zip(moments[::2], moments[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> tuple[DoctorCalendar, datetime]:
    """A calendar, and the midnight before a day on which some clocks change."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    day = draw(st.sampled_from(AROUND_CHANGES))
    first = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    hours = Hours({weekday: draw(day_hours()) for weekday in range(7)})
    holidays = frozenset({day + timedelta(days=1)}) if draw(st.booleans()) else frozenset()
    return DoctorCalendar(zone, hours, holidays, draw(intervals(first)), draw(intervals(first))), first


visits = st.builds(
    lambda minutes, buffer: Visit(timedelta(minutes=5 * minutes), timedelta(minutes=5 * buffer)),
    st.integers(1, 24),
    st.integers(0, 6),
)


def every(minutes: int, first: datetime, last: datetime) -> Iterator[datetime]:
    """Every so many minutes in [first, last)."""
    while first < last:
        yield first
        first += timedelta(minutes=minutes)
