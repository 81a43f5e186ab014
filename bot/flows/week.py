"""The usual week in words: of the clinic, or of one doctor."""

from __future__ import annotations

from bot.core.context import Context, OpenHours
from bot.core.messages import Clock, Day, Join, Text
from bot.core.phrases import text

WEEKS = 3
"""So far ahead an ordinary day of each weekday is looked for."""


def usual_week(context: Context, doctor: int | None = None) -> Join:
    """The week's opening, or a doctor's week, runs of days with the same hours put together."""
    runs: list[list[OpenHours]] = []
    for day in _usual(context.open_hours(context.now.date(), WEEKS * 7, doctor)):
        last = runs[-1][-1] if runs else None
        alike = last is not None and (last.opens, last.closes) == (day.opens, day.closes)
        next_day = last is not None and day.day.weekday() == last.day.weekday() + 1
        runs[-1].append(day) if alike and next_day else runs.append([day])
    return Join(items=tuple(_run(run) for run in runs), word="comma")


def _usual(days: list[OpenHours]) -> list[OpenHours]:
    """For each day of the week, Monday first, the next that is no holiday."""
    first: dict[int, OpenHours] = {}
    for day in days:
        first.setdefault(day.day.weekday(), day)
    return [first[weekday] for weekday in sorted(first)]


def _run(run: list[OpenHours]) -> Text:
    first, last = run[0], run[-1]
    opens, closes, since = Clock(time=first.opens), Clock(time=first.closes), Day(day=first.day)
    if len(run) == 1:
        return text("info.one_day", first=since, opens=opens, closes=closes)
    return text("info.run", first=since, last=Day(day=last.day), opens=opens, closes=closes)
