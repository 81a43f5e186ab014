"""The days a message wishes, from the days said in it: narrowed, joined to stretches, corrected, refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from nlu.core.days import plus_days
from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.bounds import ENDS, Bound
from nlu.languages.en.dates.day_pairs import pair
from nlu.languages.en.dates.found import Clock, Day, Offset
from nlu.languages.en.dates.said import Said

_ANY_BUT = re.compile(r"\b(?:but|except|bar|other than|apart from|besides)(?: for| on)?$")


@dataclass(slots=True)
class Wished:
    """The days gathered so far; `last` is what the next find may still be joined to."""

    days: list[DayRange] = field(default_factory=list)
    not_days: list[DayRange] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    shift: int | None = None
    last: Said | None = None
    last_not: Said | None = None  # the same of what is refused
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
        if one.is_day and one.bound in ENDS and exact:
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


def _within(day: Day, scope: DayRange, almanac: Almanac) -> Day | None:
    """The bare day within the scope; a weekday of this week that is past is next week's."""
    this_week = scope.last is not None and scope == almanac.week(0) and day.weekday is not None
    return _narrow(day, scope) or (day if this_week else None)


def _whole(days: DayRange, wished: Wished) -> DayRange:
    """ "In three weeks, any day but Thursday" speaks of that week."""
    scope = wished.scope
    of_week = scope is not None and scope.last is not None and scope.last < plus_days(scope.first, 7)
    return scope if scope is not None and of_week and days in wished.scope_said else days


def _add(wished: Wished, one: Said, day: Day, almanac: Almanac) -> None:
    """Take one more day into what is wished."""
    day = _scoped(wished, one, day, almanac)
    if one.negated and day.week and _ANY_BUT.search(one.lead):
        wished.days.append(day.week)
    if day.scope:
        wished.scope, wished.scope_said = day.scope, day.ranges
    if one.dropped:
        return
    wished.days = [each for each in wished.days if each not in day.told]
    wished.marks += day.marks
    ranges = [_bounded(each, one.bound, almanac) for each in day.ranges]
    one.value = day
    if one.negated:
        _refuse(wished, one, day, ranges, almanac)
        wished.last_not = one
        return
    if not _join(wished, one, day, ranges, almanac):
        wished.days += [each for each in ranges if each not in wished.days]
    wished.last = one


def _scoped(wished: Wished, one: Said, day: Day, almanac: Almanac) -> Day:
    """The day within the week or month spoken of, which it narrows; "next week but not Wednesday" keeps the week."""
    within = _within(day, wished.scope, almanac) if wished.scope else None
    if within is None or one.link == "fix" or len(day.ranges) > 1:
        return day
    if one.negated:
        wished.days = [_whole(each, wished) for each in wished.days]
    elif one.link == "" or (one.link == "far" and within is not day):
        wished.days = [each for each in wished.days if each not in wished.scope_said]
    return within


def _refuse(wished: Wished, one: Said, day: Day, ranges: list[DayRange], almanac: Almanac) -> None:
    """Take days into what is refused; "away the 8th to the 12th" is one stretch."""
    before = wished.last_not
    wished.days = [each for each in wished.days if each not in ranges]
    if before and wished.not_days and len(ranges) == 1 and (one.link == "to" or before.bound):
        joined = pair(before, one, day, wished.not_days[-1], ranges[0], almanac)
        if joined:
            wished.not_days[-1] = joined
            return
    wished.not_days += ranges


def _bounded(days: DayRange, bound: Bound | None, almanac: Almanac) -> DayRange:
    """The stretch that "after", "before", "by" or "from" a day opens."""
    last = days.last or days.first
    if bound == "after":
        return DayRange(plus_days(last, 1), None)
    if bound == "from":
        return DayRange(days.first, None)
    if bound == "before":
        return DayRange(min(almanac.today, plus_days(days.first, -1)), plus_days(days.first, -1))
    if bound in ENDS:
        return DayRange(min(almanac.today, last), last)
    return days


def _join(wished: Wished, one: Said, day: Day, ranges: list[DayRange], almanac: Almanac) -> bool:
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
    joined = pair(before, one, day, old, new, almanac)
    if joined:
        wished.days[-1] = joined
    return joined is not None
