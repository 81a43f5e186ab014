"""Rules for days said by their number: "march 7th", "the 8th", "7/3", "2026-06-08", "12 Jun 26"."""

from __future__ import annotations

import re
from datetime import date

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac, sane_date
from nlu.languages.en.dates.cues import OF_ITS_WEEK
from nlu.languages.en.dates.found import Built, Day, Spot, one_day, rule
from nlu.languages.en.dates.words import MONTHS

MONTH = rf"(?:{'|'.join(MONTHS)})"
ALL_MONTHS = " ".join(MONTHS)
YEAR = r"(?:(?:19|20)\d\d|20 [1-4]\d|(?:2[5-9]|[3-5]\d)(?! ?(?:am|pm|minutes|past|to)))"
NOT_CLOCK = r"(?! (?:am|pm|oclock|in the (?:morning|afternoon|evening)))"

INVALID = Day((), dated=True, marks=("invalid_date",))
NOT_A_DAY = re.compile(
    r"(?:one|option|choice|slot|appointment|visit|available|floor|street|st|avenue|ave|road|time|person|opinion|dose|"
    r"birthday|grade|week|month|day|shot|jab|child|kid|baby|trimester|anniversary)s?\b(?! (?:is|works|would|at|of))"
)


def month_number(name: str) -> int:
    """1 for January."""
    return MONTHS.index(name) + 1


def year_number(said: str) -> int | None:
    """2026 for "2026", "20 26" and "' 26"."""
    digits = re.sub(r"\D", "", said)
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def dated(almanac: Almanac, day: int, month: int, year: int | None) -> Day:
    """The day of that date: the next one where no year is said, marked where it is past or does not exist."""
    found = sane_date(year, month, day) if year is not None else almanac.next_dated(day, month)
    if found is None:
        return INVALID
    return one_day(found, dated=True, marks=("past",) if found < almanac.today else ())


@rule(
    f"the 0 {ALL_MONTHS}",
    rf"(?:the )?(?P<day>\d{{1,2}})(?:th)?,? (?:day )?(?:of )?(?:[-/] |(?<!th )\. )?(?P<month>{MONTH})"
    rf"(?: ?[-,/.]? (?P<year>{YEAR}))?|(?P<month2>{MONTH}) ?[-.,]? ?(?:the )?(?P<day2>\d{{1,2}}(?=th)"
    rf"|\d{{1,2}}(?!th){NOT_CLOCK}(?! ?-? ?\d{{1,2}} (?:am"
    rf"|pm)))(?:th)?(?: ?,? (?:of )?(?P<year2>{YEAR}))?",
)
def day_and_month(spot: Spot) -> Built:
    """ "March 7th", "7 March 2026", "the seventh of March"."""
    day, month = int(spot["day"] or spot["day2"]), month_number(spot["month"] or spot["month2"])
    return (dated(spot.almanac, day, month, year_number(spot["year"] or spot["year2"])),)


@rule(
    "the last",
    rf"(?:the )?last day (?:of|in) (?:(?P<month>{MONTH})(?: ?,? (?P<year>{YEAR}))?"
    r"|(?:the |this )?(?P<next>next )?month)",
)
def last_of_month(spot: Spot) -> Built:
    """ "The last day of June", "the last day of next month"."""
    if spot["month"]:
        month = spot.almanac.next_month_named(month_number(spot["month"]), year_number(spot["year"]))
    else:
        month = spot.almanac.months_on(1 if spot["next"] else 0)
    return (one_day(month.last or month.first),)


_BY_DAY = re.compile(r"\b(?:on|for|by|until|before|after|from) $")
_AFTER_DAY = re.compile(
    r"$|[^a-z]|(?:at|or|and|if|is|works|work|would|please|in|of|around|after|before|between|from|to"
    r"|with|then|but|will|was|"
    r"until|through|instead|not|early|late|any|some|i|we|my|morning|afternoon|evening|noon|half"
    r"|quarter|when|because|so|"
    r"thanks|suits|seems|sounds|looks|might|may|can|could|should|available|ok|okay|please|for|on|by"
    r"|preferably|as|though|a|an|the|dr|doctor|this|next)(?![\w'])"
)
_CUE = re.compile(
    r"(?:^|[,.(\-]|\b(?:on|for|by|until|before|after|from|about|and|or|not|to|it|is|no|yes|try|do|say)) $"
)


@rule("the 0", rf"(?P<the>the )?(?P<day>\d{{1,2}})(?:(?P<th>th)|{NOT_CLOCK})")
def day_alone(spot: Spot) -> Built:
    """ "The 8th"; "the 8" and "8" only where a day is spoken of."""
    day = int(spot["day"])
    if OF_ITS_WEEK.search(spot.before) and 1 <= day <= 31:
        found = spot.almanac.next_day_of_month(day)
        return (_numbered(found),) if found else None
    if not spot["th"]:
        asked = spot.asked == "date" and (spot["the"] or _CUE.search(spot.before)) and _ends(spot.after)
        if not (asked or (spot["the"] and re.search(r"(?:on|for|until|by) $", spot.before) and _ends(spot.after))):
            return None
    elif not spot["the"] and spot.asked not in ("date", "slot") and not _CUE.search(spot.before) and spot.gap != "":
        return None
    if NOT_A_DAY.match(spot.after) or not (_BY_DAY.search(spot.before) or spot.asked or _goes_on(spot.after)):
        return None
    if not 1 <= day <= 31:
        return (INVALID,) if spot["th"] else None
    found = spot.almanac.next_day_of_month(day)
    return (_numbered(found),) if found else (INVALID,)


def _numbered(day: date) -> Day:
    """A day said by its number alone."""
    return Day((DayRange(day, day, numbered=True),), month_day=day.day, dated=True)


def _goes_on(after: str) -> bool:
    """Whether what follows a day is not a noun that the day would count: "the 13th president"."""
    return bool(_AFTER_DAY.match(after))


def _ends(after: str) -> bool:
    """Whether what follows lets a bare number stand for itself."""
    return bool(
        re.match(r"$|[,.!?)]|(?:please|thanks|thank|at|would|is|works|then|if|or|and|in|maybe|in the)\b", after)
    )


@rule("0", r"(?P<iso>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
def iso(spot: Spot) -> Built:
    """ "2026-06-08"."""
    return (dated(spot.almanac, int(spot["day"]), int(spot["month"]), int(spot["iso"])),)


@rule("the 0", r"(?:the )?(?P<one>\d{1,2})(?P<dot>[/.-])(?P<two>\d{1,2})(?:(?P=dot)(?P<year>\d{4}|\d{2}))?")
def figures(spot: Spot) -> Built:
    """ "7/3" and "07.03.2026" in the clinic's order of day and month, the other way where only that exists."""
    one, two = int(spot["one"]), int(spot["two"])
    if not spot["year"] and (spot["dot"] != "/" or re.search(r"\b(?:pain|score|rate|about a) (?:\w+ )?$", spot.before)):
        return None
    if not spot["year"] and spot.after.startswith(("out", "cup", "hour", "of a", "pain")):
        return None
    year = year_number(spot["year"]) if spot["year"] else None
    day, month = (one, two) if spot.almanac.day_first else (two, one)
    if month > 12 >= day:
        day, month = month, day
    if not spot["year"] and not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    found = dated(spot.almanac, day, month, year)
    return (_mark_doubtful(spot.almanac, found, day, month, year),)


def _mark_doubtful(almanac: Almanac, found: Day, day: int, month: int, year: int | None) -> Day:
    """Where the clinic's order gives a day far off or past, and the other order one soon, the patient is asked."""
    if day > 12 or month > 12 or day == month or not found.ranges:
        return found
    other = dated(almanac, month, day, year)
    soon = _near(almanac, other.ranges[0].first) if other.ranges else False
    if soon and not _near(almanac, found.ranges[0].first):
        return Day(found.ranges, dated=True, marks=(*found.marks, "day_month"))
    return found


def _near(almanac: Almanac, day: date) -> bool:
    return 0 <= (day - almanac.today).days <= 120


RULES = (day_and_month, last_of_month, day_alone, iso, figures)
