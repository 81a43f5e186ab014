"""Rules for stretches of days: weeks, weekends, months, their beginnings and ends, and the well-known holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.dated import ALL_MONTHS, MONTH, YEAR, month_number, year_number
from nlu.languages.en.dates.days import WEEKDAY, number
from nlu.languages.en.dates.found import Built, Day, Spot, one_day, rule
from nlu.languages.en.dates.words import WEEKDAYS

_PARTS = (
    r"(?:the )?(?P<part>very end|early|earlier|late|later|rest|remainder|mid|middle|beginning|start|first half"
    r"|second half|first part|end|towards the end)(?: (?:of|in|on|part of))?(?: the)? ?"
)
_STARTS = "the rest remainder early earlier late later mid middle beginning start first second end towards very"


_EARLY = ("early", "earlier", "beginning", "start", "first half", "first part")
_LEFT = ("later", "late", "end", "rest", "remainder")
_WEEK_CUTS = {"early": (0, 2), "mid": (1, 3), "late": (3, 4)}
_MONTH_CUTS = {"early": (0, 9), "beginning": (0, 6), "start": (0, 6), "mid": (9, 19), "late": (20, 30), "end": (23, 30)}


def _cut(days: DayRange, part: str) -> DayRange:
    """The early, middle or late part of a week's working days or of a month, in days from its first."""
    last = days.last or days.first
    short = (last - days.first).days < 7
    kind = "early" if part in _EARLY else "mid" if part.startswith("mid") else "late"
    start, end = _WEEK_CUTS[kind] if short else _MONTH_CUTS.get(part.split()[-1], _MONTH_CUTS[kind])
    monday = days.first - timedelta(days=days.first.weekday()) if short else days.first.replace(day=1)
    first, until = monday + timedelta(days=start), min(last, monday + timedelta(days=end))
    return DayRange(max(days.first, first), max(days.first, until))


def _remaining(almanac: Almanac, part: str, last: date) -> DayRange:
    """What is left of a stretch; "later" means not today."""
    first = almanac.in_days(1) if part == "later" else almanac.today
    return DayRange(first, max(first, last))


def _period(days: DayRange, part: str = "") -> Day:
    if not part:
        return Day((days,), scope=days)
    return Day((_cut(days, part),), scope=_cut(days, part))


@rule(
    f"this next that any sometime following coming {_STARTS}",
    rf"(?:{_PARTS})?(?:sometime |any ?time |any day )?(?:the )?(?P<which>this coming|this|next"
    r"|following|coming|the) week(?P<after> after next)?",
)
def week(spot: Spot) -> Built:
    """ "Next week", "early next week", "the end of this week", "the week after next"."""
    which, part = spot["which"], spot["part"]
    if which == "the" and not part and not spot["after"]:
        return None
    weeks = 2 if spot["after"] else 1 if which in ("next", "following", "coming", "this coming") else 0
    if part in _LEFT and weeks == 0:
        return (_period(_remaining(spot.almanac, part, spot.almanac.in_week(4 if part in ("late", "end") else 6, 0))),)
    return (_period(spot.almanac.week(weeks), part),)


@rule("the week", r"(?:the )?week after next")
def week_after_next(spot: Spot) -> Built:
    """ "The week after next"."""
    return (_period(spot.almanac.week(2)),)


@rule("mid midweek", r"mid ?week(?P<next> next week)?|midweek")
def midweek(spot: Spot) -> Built:
    """Wednesday, give or take a day."""
    weeks = 1 if spot["next"] or spot.almanac.today.weekday() > 2 else 0
    return (_period(DayRange(spot.almanac.in_week(1, weeks), spot.almanac.in_week(3, weeks))),)


@rule(
    "this next the at over on weekend weekends any coming following",
    r"(?:(?:this|at the|over the|on the|the|next|this coming|coming|following|any"
    r"|on) )?(?P<which>next |following )?weekend(?P<many>s)?(?P<after> after next)?",
)
def weekend(spot: Spot) -> Built:
    """The coming Saturday and Sunday; "next weekend" is that of next week, "after next" that of the week after."""
    if re.search(r"(?:great|nice|good|lovely|your) $", spot.before):
        return None
    later = "next" in spot.match.group() or bool(spot["which"])
    ahead = range(8) if spot["many"] else (2,) if spot["after"] else (1 if later else 0,)
    ranges = (DayRange(spot.almanac.in_week(5, week), spot.almanac.in_week(6, week)) for week in ahead)
    days = tuple(spot.almanac.left(days) for days in ranges)
    return (Day(days, scope=days[0]),)


@rule(
    f"this next the sometime {_STARTS}",
    rf"(?:{_PARTS})?(?:sometime |any ?time |any day )?(?:the )?(?P<which>this|next|following|coming"
    r"|the) month(?P<after> after next)?",
)
def month(spot: Spot) -> Built:
    """ "Next month", "the end of the month"."""
    which, part = spot["which"], spot["part"]
    if which == "the" and not part and not spot["after"]:
        return None
    months = 2 if spot["after"] else 1 if which in ("next", "following", "coming") else 0
    if part in ("later", "rest", "remainder") and months == 0:
        return (_period(_remaining(spot.almanac, part, spot.almanac.months_on(0).last or spot.almanac.today)),)
    return (_period(spot.almanac.months_on(months), part),)


@rule(
    f"in of during this next sometime {_STARTS} {ALL_MONTHS}",
    rf"(?:in |of |during |sometime in |this |next )?(?:{_PARTS})?(?P<month>{MONTH})(?! \d{{1,2}}(?:th)?(?!\S))"
    rf"(?: (?:of )?(?P<year>{YEAR}))?",
)
def named_month(spot: Spot) -> Built:
    """ "In June", "early March", "June 2026"."""
    cued = spot.match.group() != spot["month"] or spot.asked in ("date", "slot")
    if not cued and not re.search(r"(?:in|until|by|before|after|from|or|and|about|early|late) $", spot.before):
        return None
    days = spot.almanac.next_month_named(month_number(spot["month"]), year_number(spot["year"]))
    past = ("past",) if days.last and days.last < spot.almanac.today else ()
    found = _period(days, spot["part"])
    return (Day(found.ranges, scope=found.scope, marks=past),)


_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


@rule(
    "the first second third fourth last 0",
    rf"(?:the )?(?P<place>first|second|third|fourth|last|\d{{1,2}}th) (?P<day>{WEEKDAY}) (?:of"
    rf"|in) (?:the )?(?P<which>next |this )?(?P<month>month|{MONTH})(?: (?P<year>{YEAR}))?",
)
def weekday_of_month(spot: Spot) -> Built:
    """ "The first Monday of June"; of "the month" it is next month's once this month's is past."""
    if spot["month"] == "month":
        days = spot.almanac.months_on(1 if spot["which"] == "next " else 0)
        first = days.first.replace(day=1)
    else:
        first = spot.almanac.next_month_named(month_number(spot["month"]), year_number(spot["year"])).first.replace(
            day=1
        )
    place = _PLACES.get(spot["place"]) or number(spot["place"])
    found = _nth(first, place, WEEKDAYS.index(spot["day"]))
    if found is None:
        return (Day((), dated=True, marks=("invalid_date",)),)
    if found < spot.almanac.today and spot["month"] == "month" and not spot["which"]:
        following = spot.almanac.months_on(1).first
        found = _nth(following, place, WEEKDAYS.index(spot["day"])) or found
    return (one_day(found, dated=True, marks=("past",) if found < spot.almanac.today else ()),)


@rule(
    "the first second third fourth last 0",
    rf"(?:the )?(?P<place>first|second|third|fourth|last|\d{{1,2}}th) week (?:of|in) (?:the )?(?P<which>next |this )?"
    rf"(?P<month>month|{MONTH})",
)
def week_of_month(spot: Spot) -> Built:
    """ "The first week of June" is its first seven days."""
    if spot["month"] == "month":
        month = spot.almanac.months_on(1 if spot["which"] == "next " else 0)
    else:
        month = spot.almanac.next_month_named(month_number(spot["month"]))
    place = _PLACES.get(spot["place"]) or number(spot["place"])
    last = month.last or month.first
    if not 1 <= place <= 5 and place != -1:
        return None
    first = last - timedelta(days=6) if place < 0 else month.first.replace(day=1) + timedelta(days=7 * (place - 1))
    return (_period(spot.almanac.left(DayRange(min(first, last), min(last, first + timedelta(days=6))))),)


def _nth(first: date, place: int, weekday: int) -> date | None:
    """The nth such weekday of the month that begins with `first`; the last for -1."""
    days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    those = [day for day in days if day.weekday() == weekday]
    index = place - 1 if place > 0 else -1
    return those[index] if index < len(those) else None


@rule(
    "in over during the next coming couple few a",
    r"(?:in |over |during )?(?:the )?(?:next|coming) (?:few|couple(?: of)?|several) (?P<unit>days"
    r"|weeks)|(?:in |over )?the coming (?P<unit2>days|weeks)",
)
def coming_days(spot: Spot) -> Built:
    """ "The next few days"."""
    days = 5 if "day" in spot.match.group() else 21
    return (Day((DayRange(spot.almanac.today, spot.almanac.in_days(days)),)),)


RULES = (
    week,
    week_after_next,
    midweek,
    weekend,
    month,
    named_month,
    weekday_of_month,
    week_of_month,
    coming_days,
)
