"""From "tomorrow afternoon" to the stretches of time it covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.doctor_state import Span
from models import walltime
from nlu.core.meaning import DayRange, TimeRange, When

LONGEST = timedelta(days=92)
"""A longer absence is for the clinic file; in a chat it is more likely misread."""

_MIDNIGHT = 24 * 60


def spans(when: When, now: datetime, zone: ZoneInfo) -> tuple[Span, ...]:
    """The time spoken of, from `now` on, by its start; what touches is one. A time without a day is today's."""
    today = now.astimezone(zone).date()
    days = when.days or ((DayRange(today, today),) if when.times else ())
    now = now.replace(second=0, microsecond=0)
    found = sorted((max(start, now), end) for one in days for start, end in _of_days(one, when, zone) if end > now)
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1].end:
            before = joined.pop()
            start, end = before.start, max(before.end, end)
        joined.append(Span(start=start, end=end))
    return tuple(joined)


def _of_days(days: DayRange, when: When, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    if days.last is None or days.last - days.first > LONGEST:
        return
    if not when.times:
        yield walltime.moment(days.first, 0, zone), walltime.moment(days.last, _MIDNIGHT, zone)
        return
    day = days.first
    while day <= days.last:
        for times in when.times:
            yield _window(day, times, zone)
        day += timedelta(days=1)


def _window(day: date, times: TimeRange, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A window of one day; a lone time of day is when the absence begins."""
    start = _minute(times.start) if times.start else 0
    end = _minute(times.end) if times.end and times.end != times.start else _MIDNIGHT
    return walltime.moment(day, start, zone), walltime.moment(day, end, zone)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
