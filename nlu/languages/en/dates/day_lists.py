"""Rules for several days of one month: "September 15, 16 or 17", "8th to 10th of June", "4th or 5th of next month"."""

from __future__ import annotations

import re

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.cues import counts_something
from nlu.languages.en.dates.dated import ALL_MONTHS, INVALID, MONTH, NOT_CLOCK, YEAR, dated, month_number, year_number
from nlu.languages.en.dates.found import Built, Day, Spot, rule

_JOIN = r"(?:, (?:or|and)|-|to|until|through|and|or|/|,)"
_MORE = rf"(?: {_JOIN}(?: (?:maybe|even|perhaps|possibly))?(?: on)?(?: the)?"
_LIST = rf"(?:on )?(?:the )?\d{{1,2}}(?:th)?{_MORE} \d{{1,2}}(?:th)?){{1,9}}"
_HOURS_NEXT = rf"(?! {_JOIN} \d{{1,2}} (?:am|pm|oclock)(?!\S))"  # "June 9, 10 or 11 am" is one day
_IN_A_PART = (
    r"(?:on )?(?:the )?\d{1,2}(?:th)?(?: , \d{1,2}|, \d{1,2})*,? (?:or|and)(?: the)? \d{1,2}"
    r"(?= in the (?:morning|afternoon|evening))"
)
_LIST_AFTER = (
    rf"(?:{_IN_A_PART}|(?:on )?(?:the )?\d{{1,2}}(?:th)?{_MORE} \d{{1,2}}(?:th|{NOT_CLOCK}{_HOURS_NEXT}(?!\S))){{1,9}})"
)
_PIECE = re.compile(rf"(?: ?(?P<joined>{_JOIN}) )?[a-z ]*?(?P<day>\d{{1,2}})(?:th)?")
_STRETCHED = ("-", "to", "until", "through")


@rule(
    f"the 0 {ALL_MONTHS} between from",
    rf"(?P<between>(?:from|between) )?(?:(?P<list>{_LIST}) (?:of )?(?P<month>{MONTH})(?: ?,? (?P<year>{YEAR}))?"
    rf"|(?P<month2>{MONTH})(?: ,(?= (?:the )?\d{{1,2}}th))? (?P<list2>{_LIST_AFTER})(?: ?,? (?P<year2>{YEAR}))?)",
)
def days_of_month(spot: Spot) -> Built:
    """ "3rd, 4th or 5th of June", "June 8-10"."""
    if spot["list2"] and not spot["list2"].endswith("th") and (counts_something(spot) or not _ascends(spot["list2"])):
        return None
    month, year = month_number(spot["month"] or spot["month2"]), year_number(spot["year"] or spot["year2"])
    return (_joined(spot, month, year),)


@rule(
    "the 0 on",
    rf"(?:the )?(?P<list>{_LIST}|\d{{1,2}}(?:th)?) (?:(?:of|in|day of) (?:the )?)?(?P<which>this|next|following|coming"
    r"|current|same)? ?month(?P<beyond> after next)?",
)
def days_of_named_month(spot: Spot) -> Built:
    """ "The 9th of this month", "the 2nd, 3rd or 4th of next month", "20th next month"."""
    if not spot["which"] and not re.search(r" (?:of|in) ", spot.match.group()):
        return None
    months = 2 if spot["beyond"] else 1 if spot["which"] in ("next", "following", "coming") else 0
    month = spot.almanac.months_on(months).first
    return (_joined(spot, month.month, month.year),)


def _ascends(said: str) -> bool:
    """Whether the figures may all be days: in "June 9, 1 to 3" they are not."""
    days = [int(each) for each in re.findall(r"\d+", said)]
    return days == sorted(days)


def _joined(spot: Spot, month: int, year: int | None) -> Day:
    """The days of a list in that month: stretches and alternatives."""
    days: Day | None = None
    for piece in _PIECE.finditer(spot["list"] or spot["list2"]):
        joined = "to" if piece["joined"] == "and" and spot["between"] == "between " else piece["joined"] or ""
        day = dated(spot.almanac, int(piece["day"]), month, year)
        days = stretch(days, day, joined) if days else day
    return days or INVALID


def stretch(before: Day, one: Day, joined: str) -> Day:
    """A date beside those before it: the end of a stretch ("8th to 10th"), or one more ("8th or 9th")."""
    if not before.ranges or not one.ranges:
        return INVALID
    start, end = before.ranges[-1].first, one.ranges[0].first
    marks = tuple(dict.fromkeys((*before.marks, *one.marks)))
    if joined in _STRETCHED and start <= end:
        return Day((*before.ranges[:-1], DayRange(start, end)), dated=True, marks=marks)
    return Day((*before.ranges, *one.ranges), dated=True, marks=marks)


RULES = (days_of_month, days_of_named_month)
