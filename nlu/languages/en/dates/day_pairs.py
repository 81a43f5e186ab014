"""Two days said beside each other that are one wish: a stretch, a pair of bounds, the same day said twice."""

from __future__ import annotations

from datetime import timedelta

from nlu.core.days import plus_days
from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.bounds import ENDS
from nlu.languages.en.dates.found import Day
from nlu.languages.en.dates.said import Said

_APPOSED = frozenset(
    (
        "", ",", "(", "-", "the", ", the", "( the", "- the", "on", ", on", "on the", "in", "of", "at", ", so", "i e",
        "which is", ", which is", "that is", ", that is", ". that is the", ". that's", ". that's the",
    )
)  # fmt: skip


def pair(before: Said, one: Said, day: Day, old: DayRange, new: DayRange, almanac: Almanac) -> DayRange | None:
    """The days meant by two finds together; None where they are alternatives."""
    return (
        _weekday_beyond(before, one, new)
        or _stretch(before, one, old, new)
        or _both_bounds(before, one, old, new)
        or _same_said(before, one, day, old, new, almanac)
    )


def _stretch(before: Said, one: Said, old: DayRange, new: DayRange) -> DayRange | None:
    """ "Monday to Wednesday", "between the 8th and the 12th", "from Monday until Thursday"."""
    paired = before.bound == "between" and one.link == "and"
    paired = paired or one.link == "to" or (before.bound == "from" and one.bound in ENDS and one.lead == "")
    if not paired and before.bound in (None, "between") and one.bound in ENDS and one.lead == "":
        paired = True
    if not paired:
        return None
    last = new.last or new.first
    if last < old.first and isinstance(one.value, Day) and one.value.weekday is not None:
        last = plus_days(last, 7)
    return DayRange(old.first, last) if old.first <= last else None


def _weekday_beyond(before: Said, one: Said, new: DayRange) -> DayRange | None:
    """ "The Monday after the 15th", "the Friday before Christmas"."""
    if one.lead or one.bound not in ("after", "before") or not isinstance(before.value, Day):
        return None
    weekday = before.value.weekday
    edge = new.first if one.bound == "after" else new.last
    if weekday is None or edge is None or not isinstance(one.value, Day) or one.value.weekday is not None:
        return None
    away = (weekday - edge.weekday()) % 7 if one.bound == "after" else -((edge.weekday() - weekday) % 7)
    return DayRange(plus_days(edge, away), plus_days(edge, away))


def _both_bounds(before: Said, one: Said, old: DayRange, new: DayRange) -> DayRange | None:
    """ "After Monday but before Friday"."""
    if not before.bound or not one.bound or one.link == "or":
        return None
    first = max(old.first, new.first)
    last = min((each for each in (old.last, new.last) if each), default=None)
    return DayRange(first, last) if last is None or first <= last else None


def _same_said(before: Said, one: Said, day: Day, old: DayRange, new: DayRange, almanac: Almanac) -> DayRange | None:
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
    if before.value.weekday is not None or day.weekday is not None:
        return _agreeing(before.value, day, almanac)
    return new if day.dated else old


def _agreeing(one: Day, other: Day, almanac: Almanac) -> DayRange | None:
    """ "Monday 8th" that is not this Monday: the 8th, where it is a Monday at all, or will be in a month or two."""
    dated, weekday = (one, other) if one.dated else (other, one)
    if weekday.weekday is None or not dated.ranges:
        return None
    if dated.ranges[0].first.weekday() != weekday.weekday:
        soon = almanac.soon_on(dated.month_day, weekday.weekday) if dated.month_day else None
        return DayRange(soon, soon) if soon else None
    first = dated.ranges[0]
    return first if first.last and first.last - first.first < timedelta(days=1) else None
