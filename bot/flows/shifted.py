"""Days and hours told from those spoken of: "a day later", "an hour earlier", "the week after"."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta

from bot.core.state import Details
from nlu.core.days import plus_days
from nlu.core.meaning import DayRange, TimeRange, When

_FURTHEST = 10 * 366 * 24 * 60
"""Minutes by which a time is moved at most: beyond any clinic's horizon, within anybody's calendar."""


def compared(details: Details, said: When) -> When:
    """ "An hour later" than a whole list of times is only later; and of another day than theirs nothing is compared."""
    spoken_of = {at.date() for at in details.shown}
    spoken_of |= {one.start.date() for one in (details.chosen, details.anchor) if one}
    if said.days and not any(day in days for days in said.days for day in spoken_of):
        return dataclasses.replace(said, relative=None if said.relative in ("earlier", "later") else said.relative)
    if not said.shift_minutes or not details.shown:
        return said
    return dataclasses.replace(said, relative="later" if said.shift_minutes > 0 else "earlier", shift_minutes=None)


def shifted(details: Details, said: When) -> When | None:
    """ "A day later" and "an hour earlier", from the time or day spoken of."""
    if not (said.shift_days or said.shift_minutes):
        return None
    base = _spoken_of(details, by_days=bool(said.shift_days))
    if base is None and said.shift_days and said.shift_days % 7 == 0:
        return _weeks_on(details.when, said)
    if base is None or (said.shift_minutes and base[1] is None):
        return None
    day, start = base
    if said.shift_minutes and start is not None:
        moved = start + timedelta(minutes=max(-_FURTHEST, min(_FURTHEST, said.shift_minutes)))
        return When(days=(DayRange(moved.date(), moved.date()),), times=(TimeRange(moved.time(), moved.time()),))
    moved_day = plus_days(day, said.shift_days or 0)
    return When(days=(DayRange(moved_day, moved_day),), times=said.times or details.when.times)


def _weeks_on(when: When, said: When) -> When | None:
    """ "The week after", of a week that is wished or refused."""
    spoken_of = [days for days in (*when.not_days, *when.days) if days.last and days.last != days.first]
    if not spoken_of:
        return None
    first, last = spoken_of[-1].first, spoken_of[-1].last or spoken_of[-1].first
    of_week = (last - first).days < 7  # of this week only the rest is left
    monday = plus_days(first, -first.weekday()) if of_week else first
    days = DayRange(plus_days(monday, said.shift_days or 0), plus_days(last, said.shift_days or 0))
    return dataclasses.replace(when, days=(days,), times=said.times or when.times, any_day=False)


def _spoken_of(details: Details, *, by_days: bool) -> tuple[date, datetime | None] | None:
    if details.chosen:
        return details.chosen.start.date(), details.chosen.start
    day, clock = details.when.date, details.when.time
    if details.anchor and not (day and by_days):
        return details.anchor.start.date(), details.anchor.start
    if day is None:
        return None
    return day, datetime.combine(day, clock) if clock else None
