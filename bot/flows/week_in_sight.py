"""Which week a weekday is in: after "next week" or a list of times, "Tuesday" is the one being looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.core.state import Details, State
from nlu.core.days import plus_days
from nlu.core.meaning import DayRange, When

_FURTHEST = 31  # days into a stretch without an end
_WEEKS = 14  # to look for a weekday that was not refused


def in_sight(said: When, details: Details, state: State, today: date) -> When:
    """The same wish with its bare weekdays moved to the days on offer, else to the days or the week spoken of, and out
    of the weeks that were refused."""
    offered = [choice.start.date() for choice in state.choices if choice.start]
    if details.chosen:
        offered.append(details.chosen.start.date())
    spoken_of = [*(DayRange(day, day) for day in offered), *details.when.days]
    stretches = [days for days in said.days if not days.weekday]  # "next week, but not Thursday"
    refused = [days for days in (*details.when.not_days, *said.not_days) if days.last != days.first]  # "not this week"

    def seen(day: DayRange, spoken_of: list[DayRange] = spoken_of) -> DayRange:
        candidates = [*_within(spoken_of), *_beside(spoken_of)] if day.weekday and not day.after else []
        since = _the_day_after(spoken_of, today) if day.after else today
        coming = (plus_days(day.first, 7 * weeks) for weeks in range(_WEEKS))
        those = (one for one in [*candidates, *coming] if one.weekday() == day.first.weekday() and one >= since)
        meant = next((one for one in those if not any(one in days for days in refused)), day.first)
        return DayRange(meant, meant) if day.weekday else day

    return replace(
        said,
        days=tuple(seen(day) for day in said.days),
        not_days=tuple(
            replace(seen(day, stretches or spoken_of), weekday=day.weekday) for day in said.not_days
        ),  # every Wednesday, whichever is spoken of
    )


def _the_day_after(spoken_of: list[DayRange], today: date) -> date:
    """The day after the last that is spoken of."""
    return plus_days(max((days.last or days.first for days in spoken_of), default=today), 1)


def _within(spoken_of: list[DayRange]) -> list[date]:
    """The days of these stretches."""
    days = ((stretch, plus_days(stretch.first, ahead)) for stretch in spoken_of for ahead in range(_FURTHEST))
    return [day for stretch, day in days if day in stretch]


def _beside(spoken_of: list[DayRange]) -> list[date]:
    """The days of the weeks in which these stretches begin."""
    mondays = (plus_days(stretch.first, -stretch.first.weekday()) for stretch in spoken_of)
    return [plus_days(monday, ahead) for monday in mondays for ahead in range(7)]
