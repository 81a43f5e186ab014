"""Which week a weekday is in, and which month a day of the month: after "next week" or a list of times, "Tuesday" is
the one being looked at; of an appointment that is moved, "not the 8th, the 15th" is of its month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.state import Details, State
from nlu.core.days import plus_days
from nlu.core.meaning import DayRange, When

_FURTHEST = 31  # days into a stretch without an end
_WEEKS = 14  # to look for a weekday that was not refused


def in_sight(said: When, details: Details, state: State, today: date) -> When:
    """The same wish with its bare weekdays and days of the month moved to the days on offer, else to the days, the week
    or the month spoken of, and out of the weeks that were refused."""
    offered = [choice.start.date() for choice in state.choices if choice.start]
    if details.chosen:
        offered.append(details.chosen.start.date())
    spoken_of = [*(DayRange(day, day) for day in offered), *details.when.days]
    own = _own_day(details)
    stretches = [days for days in said.days if not days.weekday]  # "next week, but not Thursday"
    refused = [days for days in (*details.when.not_days, *said.not_days) if days.last != days.first]  # "not this week"
    not_days = tuple(
        replace(_Sight([*_if_meant(own, day), *(stretches or spoken_of)], refused, today).of(day), weekday=day.weekday)
        for day in said.not_days
    )  # every Wednesday, whichever is spoken of
    told = (*not_days, *said.from_days)  # "not the 8th, the 15th", "I'm down for next Tuesday, can it be Thursday"
    of_own = [one for one in own if any(days.may_be(one.first) for days in told)]

    def seen(day: DayRange) -> DayRange:
        of_that = own if day.of_that_week or day.numbered or day.after or day.before else []
        return _Sight([*of_own, *spoken_of, *of_that], refused, today).of(day)

    return replace(said, days=tuple(map(seen, said.days)), not_days=not_days)


def _own_day(details: Details) -> list[DayRange]:
    """The day of the appointment that is moved."""
    if details.appointment is None or details.anchor is None:
        return []
    day = details.anchor.start.date()
    return [DayRange(day, day)]


def _if_meant(own: Sequence[DayRange], day: DayRange) -> list[DayRange]:
    return [one for one in own if day.may_be(one.first)]


@dataclass(frozen=True)
class _Sight:
    """The days that are spoken of, nearest first, those that were refused, and today."""

    spoken_of: Sequence[DayRange]
    refused: Sequence[DayRange]
    today: date

    def of(self, day: DayRange) -> DayRange:
        """The day that is meant by one that was said by its weekday or its number alone."""
        if not (day.weekday or day.numbered):
            return day
        since = self._the_day_after() if day.after else self.today
        those = (one for one in self._candidates(day) if day.may_be(one) and one >= since)
        meant = next((one for one in those if not any(one in days for days in self.refused)), day.first)
        return DayRange(meant, meant)

    def _candidates(self, day: DayRange) -> Iterator[date]:
        if day.before and self.spoken_of:
            first = min(days.first for days in self.spoken_of)
            yield from (plus_days(first, -ahead) for ahead in range(1, 8))
        elif not day.after:
            yield from _within(self.spoken_of)
            yield from self._beside() if day.weekday else self._in_their_months(day.first.day)
        yield from (plus_days(day.first, 7 * weeks) for weeks in range(_WEEKS if day.weekday else 1))

    def _the_day_after(self) -> date:
        """The day after the last that is spoken of."""
        return plus_days(max((days.last or days.first for days in self.spoken_of), default=self.today), 1)

    def _beside(self) -> list[date]:
        """The days of the weeks in which these stretches begin."""
        mondays = (plus_days(stretch.first, -stretch.first.weekday()) for stretch in self.spoken_of)
        return [plus_days(monday, ahead) for monday in mondays for ahead in range(7)]

    def _in_their_months(self, number: int) -> list[date]:
        """That day of the months in which these stretches begin."""
        firsts = (stretch.first for stretch in self.spoken_of)
        return [one.replace(day=number) for one in firsts if number <= monthrange(one.year, one.month)[1]]


def _within(spoken_of: Sequence[DayRange]) -> list[date]:
    """The days of these stretches."""
    days = ((stretch, plus_days(stretch.first, ahead)) for stretch in spoken_of for ahead in range(_FURTHEST))
    return [day for stretch, day in days if day in stretch]
