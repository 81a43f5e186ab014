"""Rules for days told from those said before: "this week or next", "the one after", "Friday of that week"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlu.core.days import plus_days
from nlu.core.meaning import DayRange
from nlu.languages.en.dates.days import ALL_WEEKDAYS, WEEKDAY
from nlu.languages.en.dates.found import Built, Day, Offset, Spot, one_day, rule
from nlu.languages.en.dates.words import WEEKDAYS

_JOINED = re.compile(r"(?:,? ?(?:or|and|but|nor|then)|,)?(?: (?:maybe|even|perhaps|possibly|not|on|in|for|if not,?))*")
_WEEK_BUT = re.compile(r"\bweek (?:but|except|bar|not|other than|apart from|besides|rather than)(?: for| in)? $")
_SO = re.compile(
    r"^(?!,? ?(?:or|and)\b).*\b(?:so|but|must|has to|have to|need\w*|want\w*|any ?time|something|some time|please"
    r"|can|could)\b"
)
_ENDS = (
    r"(?=$| [,.!?)]| (?:please|thanks|thank|would|will|is|works|work|suits|if|for|but|as|either|then|instead|at|so"
    r"|because|since|when|i|we|any|anything|can|could|mornings?|afternoons?)(?!\S))"
)


@rule("this next", rf"(?P<which>this|next)(?: one)?{_ENDS}|(?P<both>this)(?= or next week(?!\S))")
def this_or_next(spot: Spot) -> Built:
    """ "This week or next", "any week but this", "this Friday or next"."""
    ahead, before = int(spot["which"] == "next"), _just_said(spot)
    if spot["both"] or _WEEK_BUT.search(spot.before) or (before and _is_week(before)):
        week = spot.almanac.week(ahead)
        return (Day((week,), scope=week),)
    day = _of_weekday(before, spot) if before else None
    if day is None or not ahead:
        return None
    meant = max(plus_days(day, 7), spot.almanac.in_week(day.weekday(), 1))
    return (one_day(meant, week=spot.almanac.week_of(meant)),)


@rule("before after", r"(?P<way>before|after) (?:that|then|it)(?! (?:one|day|week|appointment|time)(?!\S))")
def beyond_that(spot: Spot) -> Built:
    """ "I fly on the 20th, so before that": the day told is the bound of what is wished."""
    said = spot.last.value if spot.last else None
    if not isinstance(said, Day) or not said.ranges or not spot.gap or not _SO.search(spot.gap):
        return None
    first, last = said.ranges[0].first, said.ranges[-1].last
    if spot["way"] == "before":
        return (Day((DayRange(min(spot.almanac.today, first), plus_days(first, -1)),), told=said.ranges),)
    return (Day((DayRange(plus_days(last, 1), None),), told=said.ranges),) if last else None


@rule(
    "the one following",
    r"(?:the )?(?:one (?:after|following)(?: (?:that|next|it))?|following (?:one|1))(?!\S)"
    r"(?! (?:the other|another|each|him|her|me|us|them)(?!\S))",
)
def the_one_after(spot: Spot) -> Built:
    """ "Next week or the one after": of the weeks, months or weekdays just spoken of."""
    before = _just_said(spot)
    if before is None:
        return None
    if _is_week(before) or _of_weekday(before, spot):
        return (Offset(7),)
    last = before.ranges[-1].last if before.scope else None
    if last is None or (last - before.ranges[-1].first).days < 20:
        return None
    month = spot.almanac.month(last.year, last.month + 1)
    return (Day((month,), scope=month),)


@rule(
    f"the that {ALL_WEEKDAYS}",
    rf"(?:(?:the|that) )?(?P<day>{WEEKDAY}),? (?:(?:of|in|on) )?(?:that|the same) week|that (?P<day2>{WEEKDAY})",
)
def weekday_of_that_week(spot: Spot) -> Built:
    """ "The Friday of that week": of the week of the day just said; else of whichever week is spoken of."""
    named = WEEKDAYS.index(spot["day"] or spot["day2"])
    before = spot.last.value if spot.last else None
    if not isinstance(before, Day) or not before.ranges or (spot["day2"] and not _is_week(before)):
        coming = spot.almanac.coming(named)
        return (Day((DayRange(coming, coming, weekday=True, of_that_week=True),), weekday=named),)
    week = spot.almanac.week_of(before.of_day or before.ranges[-1].first)
    return (one_day(plus_days(week.first, named - week.first.weekday()), week=week),)


def _just_said(spot: Spot) -> Day | None:
    """The days said just before, where this goes on from them."""
    said = spot.last.value if spot.last else None
    joined = spot.gap and _JOINED.fullmatch(spot.gap)
    return said if joined and isinstance(said, Day) and said.ranges else None


def _is_week(day: Day) -> bool:
    """Whether the days are a week, or what is left of this one."""
    scope = day.scope
    return scope is not None and scope in day.ranges and (scope.last or date.max) - scope.first < timedelta(days=7)


def _of_weekday(day: Day, spot: Spot) -> date | None:
    """The one day that was named by its weekday."""
    said, last = spot.last, day.ranges[-1]
    named = said is not None and re.search(WEEKDAY, spot.line[said.start : said.end])
    return last.first if named and last.first == last.last else None


RULES = (this_or_next, beyond_that, the_one_after, weekday_of_that_week)
