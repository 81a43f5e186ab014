"""The days a message wishes, from the days said in it: narrowed, joined to stretches, corrected, refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.day_pairs import pair, plus_days
from nlu.languages.en.dates.found import Clock, Day, Offset
from nlu.languages.en.dates.said import Bound, Said


@dataclass(slots=True)
class Wished:
    """The days gathered so far; `last` is what the next find may still be joined to."""

    days: list[DayRange] = field(default_factory=list)
    not_days: list[DayRange] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    shift: int | None = None
    last: Said | None = None
    scope: DayRange | None = None  # the week or month spoken of, within which a weekday is sought
    scope_said: tuple[DayRange, ...] = ()  # the days that named it


def wished_days(said: list[Said], almanac: Almanac) -> Wished:
    """All days of a message joined, alternatives in the order said."""
    wished = Wished()
    days = [one for one in said if one.is_day]
    _unbind_before_times(said)
    _spread_week(days)
    offset: Offset | None = None
    for one in days:
        if isinstance(one.value, Offset):
            offset = one.value
            if not one.dropped and not _after_the_last(wished, one, offset):
                wished.shift = None if offset.anchored else offset.days
            continue
        if isinstance(one.value, Day):
            if offset and one.lead == "":
                one.value, wished.shift = _shifted(one.value, offset.days), None
            offset = None
            _add(wished, one, one.value, almanac)
    return wished


def _after_the_last(wished: Wished, one: Said, offset: Offset) -> bool:
    """ "Tomorrow or the day after", "not next week, the week after": counted from the day said just before."""
    said = (wished.days or wished.not_days)[-1:]
    if not said or one.lead not in ("or", "and", ",", ", or", "but", ", but", "or maybe"):
        return False
    wished.days += _shifted(Day(tuple(said)), offset.days).ranges
    return True


def _unbind_before_times(said: list[Said]) -> None:
    """ "By Monday at 2:30" means that Monday: an hour is not told of a stretch of days."""
    for one, other in pairwise(said):
        exact = (
            isinstance(other.value, Clock) and not other.bound and other.lead in ("", "at", "around", ",", "at around")
        )
        if one.is_day and one.bound == "until" and exact:
            one.bound = None


def _shifted(day: Day, days: int) -> Day:
    moved = (DayRange(plus_days(each.first, days), each.last and plus_days(each.last, days)) for each in day.ranges)
    return Day(tuple(moved), marks=day.marks)


def _spread_week(days: list[Said]) -> None:
    """In "Monday or Tuesday next week" Monday is next week's too; so is a weekday said near "next week"."""
    pairs = list(pairwise(days))
    for one, other in reversed(pairs):
        if other.link in ("or", "and", "to", "") and len(other.lead) < 10:
            _share_week(one, other)
    for one, other in pairs:
        if other.link in ("or", "and", "") and other.lead in ("or", "and", ",", ", or", "/", "or on", "and on"):
            _share_week(other, one)


def _share_week(bare: Said, said: Said) -> None:
    """Put a bare weekday into the week said of the one beside it."""
    if isinstance(bare.value, Day) and isinstance(said.value, Day) and bare.value.weekday is not None:
        week = said.value.week or said.value.scope
        narrowed = _narrow(bare.value, week) if week and said.value.weekday is None else None
        if narrowed:
            bare.value = replace(narrowed, week=week)


def _narrow(day: Day, scope: DayRange) -> Day | None:
    """The bare weekday or day of the month within the scope; None where it has none such, or is not bare."""
    if day.weekday is None and day.month_day is None:
        return None
    last = scope.last or plus_days(scope.first, 31)
    for ordinal in range(scope.first.toordinal(), min(last.toordinal(), scope.first.toordinal() + 62) + 1):
        candidate = date.fromordinal(ordinal)
        if day.weekday == candidate.weekday() or (day.weekday is None and day.month_day == candidate.day):
            return Day((DayRange(candidate, candidate),), dated=day.dated)
    return None


def _add(wished: Wished, one: Said, day: Day, almanac: Almanac) -> None:
    """Take one more day into what is wished."""
    if wished.scope and (narrowed := _narrow(day, wished.scope)) and one.link != "fix" and len(day.ranges) < 2:
        day = narrowed
        if one.link in ("", "far"):
            wished.days = [each for each in wished.days if each not in wished.scope_said]
    if day.scope:
        wished.scope, wished.scope_said = day.scope, day.ranges
    if one.dropped:
        return
    day = _of_week(one, day, almanac)
    wished.marks += day.marks
    ranges = [_bounded(each, one.bound, almanac) for each in day.ranges]
    if one.negated:
        wished.not_days += ranges
        wished.days = [each for each in wished.days if each not in ranges]
    elif not _join(wished, one, day, ranges):
        wished.days += [each for each in ranges if each not in wished.days]
    if not one.negated:
        one.value, wished.last = day, one


def _of_week(one: Said, day: Day, almanac: Almanac) -> Day:
    """ "The week of the 15th" is all of its week."""
    if not day.ranges or not (one.lead.endswith("week of") or (one.bound == "from" and one.lead.endswith("week"))):
        return day
    one.bound = None
    first = plus_days(day.ranges[0].first, -day.ranges[0].first.weekday())
    week = almanac.left(DayRange(first, plus_days(first, 6)))
    return Day((week,), scope=week, marks=day.marks)


def _bounded(days: DayRange, bound: Bound | None, almanac: Almanac) -> DayRange:
    """The stretch that "after", "before", "by" or "from" a day opens."""
    last = days.last or days.first
    if bound == "after":
        return DayRange(plus_days(last, 1), None)
    if bound == "from":
        return DayRange(days.first, None)
    if bound == "before":
        return DayRange(min(almanac.today, plus_days(days.first, -1)), plus_days(days.first, -1))
    if bound == "until":
        return DayRange(min(almanac.today, last), last)
    return days


def _join(wished: Wished, one: Said, day: Day, ranges: list[DayRange]) -> bool:
    """Join a day with the one before it where they belong together; False where it stands for itself."""
    before = wished.last
    if before is None or not isinstance(before.value, Day) or not wished.days:
        return False
    if one.link == "fix":
        wished.days, wished.marks = ranges, list(day.marks)
        return True
    if len(ranges) != 1 or not wished.days[-1:]:
        return False
    old, new = wished.days[-1], ranges[0]
    joined = pair(before, one, day, old, new)
    if joined:
        wished.days[-1] = joined
    return joined is not None
