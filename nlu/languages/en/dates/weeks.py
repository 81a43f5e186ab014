"""Weeks named by one of their days: "the week of December 7", "w/c 9 June", "week beginning Monday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.cues import OF_ITS_WEEK
from nlu.languages.en.dates.found import Day, Found

_BESIDE = ("", ",", "the", ", the")
_LISTED = ("or", "and", ",", "or the", "and the", ", or", ", the")


def whole_weeks(found: list[Found], line: str, almanac: Almanac) -> list[Found]:
    """The finds, with the days that name a week made that week; a second day of such a list names one too."""
    weeks: list[Found] = []
    for one in found:
        before = weeks[-1] if weeks else None
        cue = OF_ITS_WEEK.search(line, max(one.start - 30, before.end if before else 0), one.start)
        gap = line[before.end : one.start].strip() if before else None
        if not isinstance(one.value, Day) or not _is_one_day(one.value):
            weeks.append(one)
        elif cue:
            weeks.append(Found(_week(one.value, almanac), cue.start(), one.end))
        elif before and gap in _BESIDE and _says_again(before, one.value, line):
            weeks[-1] = Found(_week(one.value, almanac), before.start, one.end)
        elif before and gap in ("of", "of the") and line[: before.end].endswith("weekend"):
            weeks[-1] = Found(_weekend(one.value, almanac), before.start, one.end)
        elif before and gap in _LISTED and _is_next_of_list(before, one.value):
            weeks.append(replace(one, value=_week(one.value, almanac)))
        else:
            weeks.append(one)
    return weeks


def _is_one_day(day: Day) -> bool:
    return len(day.ranges) == 1 and day.ranges[0].first == day.ranges[0].last


def _is_week(found: Found) -> bool:
    return isinstance(found.value, Day) and found.value.of_day is not None


def _says_again(before: Found, day: Day, line: str) -> bool:
    """ "Week commencing Monday 15th": the number says which Monday."""
    last_word = line[before.start : before.end].rsplit(" ", 1)[-1]
    return _is_week(before) and day.dated and last_word.endswith("day")


def _is_next_of_list(before: Found, day: Day) -> bool:
    """ "The week of the 15th or the 22nd": as many whole weeks later."""
    start = before.value.of_day if isinstance(before.value, Day) else None
    return start is not None and day.dated and (day.ranges[0].first - start).days in (7, 14, 21, 28)


def _week(day: Day, almanac: Almanac) -> Day:
    first = _of_this_week(day, almanac) or day.ranges[0].first
    week = almanac.week_of(first)
    return Day((week,), scope=week, of_day=first, marks=day.marks)


def _weekend(day: Day, almanac: Almanac) -> Day:
    """ "The weekend of the 20th"."""
    week = almanac.week_of(day.ranges[0].first)
    sunday = week.last or week.first
    days = almanac.left(DayRange(sunday - timedelta(days=1), sunday))
    return Day((days,), scope=days, marks=day.marks)


def _of_this_week(day: Day, almanac: Almanac) -> date | None:
    """The day of the week we are in, where it is one gone by: "the week of the 1st" on Wednesday the 3rd."""
    said = day.ranges[0].first
    days = (almanac.in_week(weekday, 0) for weekday in range(7)) if day.dated else ()
    return next((one for one in days if one.day == said.day and (day.month_day or one.month == said.month)), None)
