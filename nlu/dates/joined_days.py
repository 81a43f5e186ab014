"""The days a message wishes, from the days said in it: narrowed, joined to stretches, corrected, refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from nlu.dates.almanac import Almanac
from nlu.dates.found import Clock, Day, Offset
from nlu.dates.said import Bound, Said
from nlu.meaning import DayRange

_APPOSED = frozenset(["", ",", "(", "-", "the", ", the", "( the", "on", ", on", "which is", ", which is", "that is", "of", "in", "on the", "at", "i e", ", so", "- the", ", that is", ". that's", ". that's the", ". that is the"])  # fmt: skip


@dataclass(slots=True)
class Wished:
    """The days gathered so far; `last` is what the next find may still be joined to."""

    days: list[DayRange] = field(default_factory=list)
    not_days: list[DayRange] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    shift: int | None = None
    last: Said | None = None
    scope: DayRange | None = None


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
            if not one.dropped and not offset.anchored:
                wished.shift = offset.days
            continue
        if isinstance(one.value, Day):
            if offset and one.lead == "":
                one.value, wished.shift = _shifted(one.value, offset.days), None
            offset = None
            _add(wished, one, one.value, almanac)
    return wished


def _unbind_before_times(said: list[Said]) -> None:
    """ "By Monday at 2:30" means that Monday: an hour is not told of a stretch of days."""
    for one, other in zip(said, said[1:], strict=False):
        exact = isinstance(other.value, Clock) and not other.bound and other.lead in ("", "at", "around", ",", "at around")
        if one.is_day and one.bound == "until" and exact:
            one.bound = None


def _shifted(day: Day, days: int) -> Day:
    moved = (DayRange(_plus(each.first, days), each.last and _plus(each.last, days)) for each in day.ranges)
    return Day(tuple(moved), marks=day.marks)


def _plus(day: date, days: int) -> date:
    """A day so many days on, kept within the calendar."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def _spread_week(days: list[Said]) -> None:
    """In "Monday or Tuesday next week" Monday is next week's too; so is a weekday said near "next week"."""
    for one, other in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        if not isinstance(one.value, Day) or not isinstance(other.value, Day):
            continue
        if one.value.weekday is not None and other.value.scope and other.link in ("or", "and", "to", "") and len(other.lead) < 10:
            narrowed = _narrow(one.value, other.value.scope)
            if narrowed:
                one.value = replace(narrowed, scope=other.value.scope)


def _narrow(day: Day, scope: DayRange) -> Day | None:
    """The bare weekday or day of the month within the scope; None where it has none such, or is not bare."""
    if day.weekday is None and day.month_day is None:
        return None
    last = scope.last or _plus(scope.first, 31)
    for ordinal in range(scope.first.toordinal(), min(last.toordinal(), scope.first.toordinal() + 62) + 1):
        candidate = date.fromordinal(ordinal)
        if day.weekday == candidate.weekday() or (day.weekday is None and day.month_day == candidate.day):
            return Day((DayRange(candidate, candidate),), dated=day.dated)
    return None


def _add(wished: Wished, one: Said, day: Day, almanac: Almanac) -> None:
    """Take one more day into what is wished."""
    if wished.scope and (narrowed := _narrow(day, wished.scope)) and one.link != "fix" and len(day.ranges) < 2:
        day = narrowed
        if one.link in ("", "far") and DayRange(wished.scope.first, wished.scope.last) in wished.days:
            wished.days.remove(wished.scope)
    wished.scope = day.scope or wished.scope
    if one.dropped:
        return
    wished.marks += day.marks
    ranges = [_bounded(each, one.bound, almanac) for each in day.ranges]
    if one.negated:
        wished.not_days += ranges
        wished.days = [each for each in wished.days if each not in ranges]
    elif not _join(wished, one, day, ranges):
        wished.days += [each for each in ranges if each not in wished.days]
    if not one.negated:
        one.value, wished.last = day, one


def _bounded(days: DayRange, bound: Bound | None, almanac: Almanac) -> DayRange:
    """The stretch that "after", "before", "by" or "from" a day opens."""
    last = days.last or days.first
    if bound == "after":
        return DayRange(_plus(last, 1), None)
    if bound == "from":
        return DayRange(days.first, None)
    if bound == "before":
        return DayRange(min(almanac.today, _plus(days.first, -1)), _plus(days.first, -1))
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
    joined = _stretch(before, one, old, new) or _both_bounds(before, one, old, new) or _same_said(before, one, day, old, new)
    if joined:
        wished.days[-1] = joined
    return joined is not None


def _stretch(before: Said, one: Said, old: DayRange, new: DayRange) -> DayRange | None:
    """ "Monday to Wednesday", "between the 8th and the 12th", "from Monday until Thursday"."""
    paired = before.bound == "between" and one.link == "and"
    paired = paired or one.link == "to" or (before.bound == "from" and one.bound == "until" and one.lead == "")
    if not paired and before.bound in (None, "between") and one.bound == "until" and one.lead == "":
        paired = True
    if not paired:
        return None
    last = new.last or new.first
    if last < old.first and isinstance(one.value, Day) and one.value.weekday is not None:
        last = _plus(last, 7)
    return DayRange(old.first, last) if old.first <= last else None


def _both_bounds(before: Said, one: Said, old: DayRange, new: DayRange) -> DayRange | None:
    """ "After Monday but before Friday"."""
    if not before.bound or not one.bound or one.link == "or":
        return None
    first = max(old.first, new.first)
    last = min((each for each in (old.last, new.last) if each), default=None)
    return DayRange(first, last) if last is None or first <= last else None


def _same_said(before: Said, one: Said, day: Day, old: DayRange, new: DayRange) -> DayRange | None:
    """ "Today (Friday)", "Friday the 8th", "next week, early": one said twice; the one with a number wins."""
    if one.lead not in _APPOSED or before.bound or one.bound or one.link == "or":
        return None
    if old.last is None or new.last is None or not isinstance(before.value, Day):
        return None
    if old.first <= new.first and new.last <= old.last:
        return new
    if new.first <= old.first and old.last <= new.last:
        return old
    if before.value.dated == day.dated:
        return None
    return _agreeing(before.value, day) or (new if day.dated else old)


def _agreeing(one: Day, other: Day) -> DayRange | None:
    """ "Monday 8th" that is not this Monday: the 8th, where it is a Monday at all."""
    dated, weekday = (one, other) if one.dated else (other, one)
    if weekday.weekday is None or not dated.ranges or dated.ranges[0].first.weekday() != weekday.weekday:
        return None
    first = dated.ranges[0]
    return first if first.last and first.last - first.first < timedelta(days=1) else None
