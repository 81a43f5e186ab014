"""Rules for weekdays: "next Friday", "Monday this week", "a week on Tuesday", "two Sundays from now"."""

from __future__ import annotations

import re
from datetime import date

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.days import ALL_WEEKDAYS, PLURALS, RECURRING_WEEKS, WEEKDAY, number
from nlu.languages.en.dates.found import Built, Day, Spot, one_day, rule
from nlu.languages.en.dates.words import WEEKDAYS

_GONE_BY = re.compile(r"\b(?:was|were|had|did|saw|came|went|got|been|started|since|missed)\b[^.,;!?]*$")
_OF_A_WEEK = re.compile(r"\b(?:this|that|the|next|last|every|each|same|following|any|whole|all|a) $")
"""Before "week": it is that week, and no "week on Friday"."""


@rule(
    f"this next coming following {ALL_WEEKDAYS} the upcoming last past",
    rf"(?:the )?(?P<which>this coming|this|next|coming|upcoming|following|last|past) (?P<day>{WEEKDAY})"
    rf"|(?P<day5>{WEEKDAY}) (?P<which5>coming)"
    rf"|(?P<day2>{WEEKDAY}) (?P<which2>this|next) week"
    rf"|(?P<which3>this|next) week(?:'s)?(?: on)?,? (?P<day3>{WEEKDAY})"
    rf"|(?P<day4>{WEEKDAY}) (?:of|in) (?P<which4>this|next) week",
)
def weekday_of_week(spot: Spot) -> Built:
    """ "This Friday" is the coming one, "next Friday" that of next week; of this week, what is past is next week's."""
    which = spot["which"] or spot["which2"] or spot["which3"] or spot["which4"] or spot["which5"]
    week = spot.almanac.week(1) if which == "next" else None if spot["which"] else spot.almanac.week(0)
    weekday = WEEKDAYS.index(spot["day"] or spot["day2"] or spot["day3"] or spot["day4"] or spot["day5"])
    if which in ("next", "following"):
        return (one_day(spot.almanac.in_week(weekday, 1), week=week),)
    if which in ("last", "past"):
        ago = (spot.almanac.today.weekday() - weekday - 1) % 7 + 1
        return (one_day(spot.almanac.in_days(-ago), marks=("past",)),)
    if which == "this" and not spot["which"] and _GONE_BY.search(spot.before):
        gone = spot.almanac.in_week(weekday, 0)
        return (one_day(gone, week=week, marks=("past",) if gone < spot.almanac.today else ()),)
    if which == "this" and not spot["which"]:
        return (one_day(spot.almanac.coming(weekday), week=week),)
    return (one_day(_coming(which, weekday, spot.almanac)),)


def _coming(which: str, weekday: int, almanac: Almanac) -> date:
    """What is coming is not today: "Monday coming", on a Monday, is in a week."""
    day = almanac.coming(weekday)
    return almanac.in_week(weekday, 1) if day == almanac.today and which != "this" else day


@rule(f"the {ALL_WEEKDAYS}", rf"(?:the )?(?P<day>{WEEKDAY}) after next")
def weekday_after_next(spot: Spot) -> Built:
    """A week after next Friday."""
    return (one_day(spot.almanac.in_week(WEEKDAYS.index(spot["day"]), 2)),)


@rule(
    f"a an 0 {ALL_WEEKDAYS} fortnight one today week",
    rf"(?P<many>an?|\d{{1,2}}|one)? ?(?P<unit>weeks?|fortnight) (?:on|from|this|after|come|today|tomorrow) ?"
    rf"(?P<day>{WEEKDAY}|today|tomorrow|now)?"
    rf"|(?P<day2>{WEEKDAY}|today) (?P<unit2>week|fortnight)(?! (?:or|after|of|is|works))"
    rf"|(?P<day3>{WEEKDAY}),? (?:in (?P<many3>an?|\d{{1,2}}) (?P<unit3>weeks?|fortnight)(?: time)?"
    rf"|(?P<many4>an?|\d{{1,2}}) (?P<unit4>weeks?|fortnight) (?:from (?:now|today)|hence))"
    rf"|(?P<many5>an?|\d{{1,2}}|one) (?P<unit5>weeks?|fortnight) (?P<day5>{WEEKDAY})",
)
def weeks_on(spot: Spot) -> Built:
    """ "A week on Tuesday", "two weeks from today", "Monday week", "Friday fortnight", "Monday in two weeks", "a week
    Thursday"."""
    unit = spot["unit"] or spot["unit2"] or spot["unit3"] or spot["unit4"] or spot["unit5"]
    many = spot["many"] or spot["many3"] or spot["many4"] or spot["many5"] or "a"
    weeks = number(many) * (2 if unit == "fortnight" else 1)
    day = spot["day"] or spot["day2"] or spot["day3"] or spot["day5"]
    said = spot.match.group()
    if not (day or re.search("today|tomorrow", said)) or (said.startswith("week ") and _OF_A_WEEK.search(spot.before)):
        return None
    if spot["day3"]:
        return (one_day(spot.almanac.in_week(WEEKDAYS.index(day), weeks)),)
    if day in WEEKDAYS:
        ahead = (WEEKDAYS.index(day) - spot.almanac.today.weekday()) % 7
        return (one_day(spot.almanac.in_days(ahead + 7 * weeks)),)
    return (one_day(spot.almanac.in_days(7 * weeks + ("tomorrow" in said))),)


@rule(
    f"a the any every each some 0 {ALL_WEEKDAYS} {PLURALS}",
    rf"(?:(?:a|the|any|some|each|every) )?(?P<day>{WEEKDAY})(?P<many>s)?",
)
def weekday(spot: Spot) -> Built:
    """A bare weekday is the coming one, today included; "Mondays" are the next of them."""
    named = WEEKDAYS.index(spot["day"])
    first = spot.almanac.coming(named)
    if not spot["many"]:
        that = spot.match.group().startswith("the ")
        return (Day((DayRange(first, first, weekday=True, of_that_week=that),), weekday=named),)
    ahead = (first - spot.almanac.today).days
    days = (spot.almanac.in_days(ahead + 7 * week) for week in range(RECURRING_WEEKS))
    return (Day(tuple(DayRange(day, day) for day in days), weekday=named),)


@rule(
    f"the previous {ALL_WEEKDAYS}",
    rf"(?:the )?(?P<day>{WEEKDAY}) (?P<way>after|before|that follows)(?: that)?(?= ?(?:$|[,.!?]|then|please|instead))"
    rf"|(?:the )?(?P<way2>previous) (?P<day2>{WEEKDAY})",
)
def weekday_after(spot: Spot) -> Built:
    """ "The Monday after", "the Friday before": of the days that are spoken of, which the conversation knows."""
    first = spot.almanac.coming(WEEKDAYS.index(spot["day"] or spot["day2"]))
    before = (spot["way"] or spot["way2"]) in ("before", "previous")
    return (Day((DayRange(first, first, weekday=True, after=not before, before=before),)),)


@rule("0 a one", rf"(?P<many>\d{{1,2}}|an?|one) (?P<day>{WEEKDAY})s? from (?:now|today)")
def weekdays_from_now(spot: Spot) -> Built:
    """ "Two Sundays from now": the second one to come."""
    named = WEEKDAYS.index(spot["day"])
    ahead = (named - spot.almanac.today.weekday() - 1) % 7 + 1
    return (one_day(spot.almanac.in_days(ahead + 7 * (number(spot["many"]) - 1))),)


RULES = (weekday_of_week, weekday_after_next, weeks_on, weekday, weekday_after, weekdays_from_now)
