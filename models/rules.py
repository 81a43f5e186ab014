"""The booking rules, as pure functions: when a doctor is free, and why not. 'now' is always an argument.

An appointment occupies its doctor for its minutes and its buffer; the visit itself must lie within working hours,
while a buffer only keeps other appointments away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models import walltime
from models.hours import Hours
from models.walltime import Minutes

Interval = tuple[datetime, datetime]
"""From the first moment up to, not including, the second; both aware and in UTC."""


class Refusal(StrEnum):
    """Why a time cannot be had."""

    IN_PAST = "in_past"
    TOO_SOON = "too_soon"
    BEYOND_HORIZON = "beyond_horizon"
    NONEXISTENT = "nonexistent"
    NOT_DONE = "not_done"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    TIME_OFF = "time_off"
    TAKEN = "taken"
    TOO_LATE = "too_late"
    GONE = "gone"

    @property
    def in_words(self) -> str:
        """The reason as the end of a sentence."""
        return _IN_WORDS[self]


OVERRULED = frozenset({Refusal.NOT_DONE, Refusal.HOLIDAY, Refusal.OUTSIDE_HOURS, Refusal.TIME_OFF})
"""What the front desk may book against if it insists; nobody may book what is taken."""

_IN_WORDS = {
    Refusal.IN_PAST: "that is in the past",
    Refusal.TOO_SOON: "that is too soon",
    Refusal.BEYOND_HORIZON: "that is too far ahead",
    Refusal.NONEXISTENT: "the clocks skip that time",
    Refusal.NOT_DONE: "the doctor does not do that kind of visit",
    Refusal.HOLIDAY: "the clinic is closed that day",
    Refusal.OUTSIDE_HOURS: "that is outside working hours",
    Refusal.TIME_OFF: "the doctor is away then",
    Refusal.TAKEN: "that time is taken",
    Refusal.TOO_LATE: "it is too close to the appointment",
    Refusal.GONE: "the appointment is no longer active",
}


@dataclass(frozen=True)
class DoctorCalendar:
    """All that decides when one doctor is free. `busy` and `time_off` are in order of their start; `kinds` are the
    visit types the doctor does, empty for all."""

    zone: ZoneInfo
    hours: Hours
    holidays: frozenset[date] = frozenset()
    time_off: Sequence[Interval] = ()
    busy: Sequence[Interval] = ()
    kinds: frozenset[int] = frozenset()

    def does(self, visit: Visit) -> bool:
        """Whether the doctor does that kind of visit; of one whose kind is not told, only its length counts."""
        return not self.kinds or visit.kind is None or visit.kind in self.kinds


@dataclass(frozen=True)
class Visit:
    """How long an appointment takes, how long its doctor needs after it, and the id of its visit type."""

    length: timedelta
    buffer: timedelta = timedelta(0)
    kind: int | None = None

    @property
    def occupies(self) -> timedelta:
        """Length and buffer together."""
        return self.length + self.buffer


@dataclass(frozen=True)
class Bounds:
    """How soon, and how far ahead, a patient may book. The front desk is bound by neither."""

    now: datetime
    min_notice: timedelta
    horizon: timedelta

    @property
    def earliest(self) -> datetime:
        """The first moment that may be booked."""
        return self.now + self.min_notice

    @property
    def latest(self) -> datetime:
        """The last moment that may be booked."""
        return self.now + self.horizon

    def refuses(self, start: datetime) -> Refusal | None:
        """Too early or too late to be booked now."""
        if start < self.now:
            return Refusal.IN_PAST
        if start < self.earliest:
            return Refusal.TOO_SOON
        return Refusal.BEYOND_HORIZON if start > self.latest else None


def is_free(calendar: DoctorCalendar, visit: Visit, start: datetime, bounds: Bounds | None) -> Refusal | None:
    """Why `start` cannot be had, the most telling reason first; None if it can. Any minute will do, offered or not."""
    if not walltime.exists(start):
        return Refusal.NONEXISTENT
    start = start.astimezone(UTC)
    if bounds and (refusal := bounds.refuses(start)):
        return refusal
    if not calendar.does(visit):
        return Refusal.NOT_DONE
    end = start + visit.length
    if start.astimezone(calendar.zone).date() in calendar.holidays:
        return Refusal.HOLIDAY
    if not any(opens <= start and end <= closes for opens, closes in open_intervals(calendar, start, end)):
        return Refusal.OUTSIDE_HOURS
    if _overlaps(calendar.time_off, start, end):
        return Refusal.TIME_OFF
    return Refusal.TAKEN if _overlaps(calendar.busy, start, start + visit.occupies) else None


def free_times(
    calendar: DoctorCalendar, visit: Visit, first: datetime, last: datetime, bounds: Bounds | None
) -> Iterator[datetime]:
    """The times to offer that start in [first, last), in order, in UTC.

    They lie on a grid that runs from the start of each stretch of working hours in steps that are easy to say (30
    minutes with a buffer of 5 make 40). After anything that breaks the grid, the next round time is offered too.
    """
    if bounds:
        first, last = max(first, bounds.earliest), min(last, bounds.latest + timedelta.resolution)
    if first >= last or not calendar.does(visit):
        return
    ranges = list(_start_ranges(calendar, visit, first, last))
    offered = {start for start in _grid(calendar, visit, first, last) if _within(ranges, start)}
    unit = _round_unit(visit)
    offered |= {_next_round(low, high, unit, calendar.zone) for low, high in ranges if low not in offered}
    yield from sorted(start for start in offered if first <= start < last)


def may_change(starts_at: datetime, *, active: bool, now: datetime, notice: timedelta) -> Refusal | None:
    """Why a patient may not move or cancel this appointment by themselves; None if they may."""
    if not active or starts_at <= now:
        return Refusal.GONE
    return Refusal.TOO_LATE if starts_at - now < notice else None


def open_intervals(calendar: DoctorCalendar, first: datetime, last: datetime) -> list[Interval]:
    """Working hours around [first, last], in order, joined where one runs into the next; time off is still in them."""
    joined: list[Interval] = []
    for _, opens, closes in _stretches(calendar, first, last):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        elif opens < closes:
            joined.append((opens, closes))
    return joined


def worked_on(calendar: DoctorCalendar, day: date) -> list[Interval]:
    """When the doctor is there on that day: its stretches of hours, without what is time off."""
    midnight = walltime.moment(day, 0, calendar.zone)
    there = [(opens, closes) for (on, _), opens, closes in _stretches(calendar, midnight, midnight) if on == day]
    for leaves, back in calendar.time_off:
        parts = (part for opens, closes in there for part in ((opens, min(closes, leaves)), (max(opens, back), closes)))
        there = [(opens, closes) for opens, closes in parts if opens < closes]
    return there


def step(visit: Visit) -> int:
    """The grid's step in minutes: the least multiple of 10 or 15 (or 5 alone) that holds the visit and its buffer."""
    occupied = -(-visit.occupies // timedelta(minutes=1))
    if occupied <= 5:
        return 5
    return next(minutes for minutes in range(occupied, occupied + 10) if minutes % 10 == 0 or minutes % 15 == 0)


def _stretches(
    calendar: DoctorCalendar, first: datetime, last: datetime
) -> Iterator[tuple[tuple[date, Minutes], datetime, datetime]]:
    """Each stretch of working hours of the days around [first, last]: where it comes from, and its moments."""
    for day in walltime.days(first, last, calendar.zone):
        if day not in calendar.holidays:
            for stretch in calendar.hours.on(day):
                opens, closes = (walltime.moment(day, minute, calendar.zone) for minute in stretch)
                yield (day, stretch), opens, closes


def _start_ranges(calendar: DoctorCalendar, visit: Visit, first: datetime, last: datetime) -> Iterator[Interval]:
    """Where a visit may start: closed ranges, in order. Starting at either end of a range is allowed."""
    taken = _barred(calendar, visit)
    for opens, closes in open_intervals(calendar, first, last):
        low, high = opens, closes - visit.length
        for starts, ends in taken[bisect_right(taken, low, key=lambda interval: interval[1]) :]:
            if starts >= high:
                break
            if low <= starts:
                yield low, starts
            low = ends
        if low <= high:
            yield low, high


def _barred(calendar: DoctorCalendar, visit: Visit) -> list[Interval]:
    """Where no visit may start, in order: open intervals, joined only where they overlap, so that ends stay allowed."""
    barred = [(starts - visit.length, ends) for starts, ends in calendar.time_off]
    barred += [(starts - visit.occupies, ends) for starts, ends in calendar.busy]
    joined: list[Interval] = []
    for starts, ends in sorted(barred):
        if joined and starts < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return joined


def _grid(calendar: DoctorCalendar, visit: Visit, first: datetime, last: datetime) -> Iterator[datetime]:
    """The times the clinic would offer with nothing booked."""
    minutes = step(visit)
    for (day, (start, end)), _, _ in _stretches(calendar, first, last):
        for minute in range(start, end, minutes):
            yield from walltime.moments(day, minute, calendar.zone)


def _round_unit(visit: Visit) -> int:
    """Round times are multiples of so many minutes."""
    minutes = step(visit)
    return next(unit for unit in (15, 10, 5) if minutes % unit == 0)


def _next_round(low: datetime, high: datetime, unit: int, zone: ZoneInfo) -> datetime:
    """The first round time of a range; where none fits, its very start."""
    rounded = walltime.round_up(low, unit, zone)
    return rounded if rounded <= high else low


def _within(ranges: Sequence[Interval], start: datetime) -> bool:
    """Whether a start lies in one of the closed ranges. Two ranges may share an end."""
    index = bisect_right(ranges, start, key=lambda interval: interval[0])
    return index > 0 and start <= ranges[index - 1][1]


def _overlaps(intervals: Sequence[Interval], start: datetime, end: datetime) -> bool:
    return any(starts < end and start < ends for starts, ends in intervals)
