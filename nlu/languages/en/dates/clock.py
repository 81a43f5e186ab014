"""Rules for times of the clock: "3pm", "half past 3", "15:30", "quarter to 2 in the afternoon", "at 5"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from nlu.core.meaning import TimeRange
from nlu.languages.en.dates.cues import AT, DANGLING, PART, hour_spoken_of, may_be_hour, part_named
from nlu.languages.en.dates.days import number
from nlu.languages.en.dates.found import Built, Clock, Day, Half, Moment, Spot, one_day, rule

PART_HALF: dict[str, Half] = {
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "pm",
    "am": "am",
    "pm": "pm",
}


def clock(hour: int, minute: int, half: Half | None = None, *, settled: bool = False) -> Clock | None:
    """The clock time, or None where no clock shows it. 13 and above, and 0, settle the half of the day."""
    if hour == 24 and minute == 0:
        return Clock(0, 0, settled=True)
    if hour > 23 or minute > 59:
        return None
    if hour > 12 or hour == 0:
        return Clock(hour, minute, settled=True)
    return Clock(hour, minute, half, settled)


def with_half(found: Clock, half: Half) -> Clock:
    """The clock time in the given half of the day."""
    return found if found.settled else replace(found, half=half)


def in_part(found: Clock, part: str) -> Clock:
    """The clock time in the given part of the day: 12 and 1 at night are after midnight, 12 in the morning is noon."""
    if part == "night" and (found.hour == 12 or found.hour < 5):
        return with_half(found, "am")
    if part == "morning" and found.hour == 12:
        return with_half(found, "pm")
    return with_half(found, PART_HALF[part]) if part in PART_HALF else found


def built(found: Clock | None, part: str = "", half: str = "") -> Built:
    """What a rule builds of a clock time, in the part and the half of the day said with it."""
    if found is None:
        return None
    return (in_part(in_part(found, part), half),)


_HALF_OR_PART = (
    rf"(?: ?oclock)?(?:(?: in the)? ?(?P<half>am|pm)(?: in the {PART})?| ?-? ?(?:in|at|during"
    rf"|of)? ?(?:the )?{part_named('part2')})"
)


@rule(
    "0",
    r"(?P<hour>\d{1,2})(?: ?[:. ] ?(?P<minute>\d\d)(?::\d\d)?| oh (?P<oh>\d))?(?:ish"
    rf"| ish)?{_HALF_OR_PART}(?: sharp)?",
)
def said_in_full(spot: Spot) -> Built:
    """ "3pm", "3.30 pm", "10 30 am", "3 in the afternoon"."""
    if not spot["half"] and not may_be_hour(spot):
        return None
    minute = int(spot["minute"] or spot["oh"] or 0)
    return built(clock(int(spot["hour"]), minute), spot["part"] or spot["part2"], spot["half"])


@rule(
    "0",
    r"(?P<digits>\d{3,4}) ?(?P<half>am|pm)|(?P<digits2>\d{3,4}) ?(?P<unit>hours|h)|(?P<digits3>\d{3,4})"
    r"|(?P<hour>\d{1,2}) h",
)
def military(spot: Spot) -> Built:
    """ "330pm", "1530 hrs", "at 1530", "15 h"."""
    if spot["hour"]:
        return built(clock(int(spot["hour"]), 0, settled=True))
    digits = spot["digits"] or spot["digits2"] or spot["digits3"]
    if spot["digits3"] and not (may_be_hour(spot) and (AT.search(spot.before) or _answers_with_a_time(spot, digits))):
        return None
    settled = bool(spot["digits2"]) or digits.startswith("0")
    return built(clock(int(digits[:-2]), int(digits[-2:]), settled=settled), half=spot["half"])


def _answers_with_a_time(spot: Spot, digits: str) -> bool:
    """ "1500" alone, where times are on offer or were asked for; "0930" is nothing else."""
    alone = not spot.before.strip() and not spot.after.strip(" .!?")
    if digits.startswith("0") and len(digits) == 4 and int(digits) % 5 == 0 and digits != "0000":
        return True
    return spot.asked == "time" or (spot.asked == "slot" and alone and len(digits) == 4)


@rule("0 12 noon midnight", r"(?:12 |twelve )?(?P<word>noon|midnight)(?: ?oclock)?")
def noon(spot: Spot) -> Built:
    """Noon is 12:00, midnight 00:00."""
    return (Clock(12 if spot["word"] == "noon" else 0, 0, settled=True),)


@rule("0", r"(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>\d\d)(?::\d\d)?(?: ?ish| sharp| oclock| hours)?")
def figures(spot: Spot) -> Built:
    """ "15:30"; "3.40" unless it counts something."""
    if spot["mark"] == "." and (not may_be_hour(spot) or int(spot["minute"]) % 5):
        return None
    settled = len(spot["hour"]) == 2 and spot["hour"].startswith("0")
    return built(clock(int(spot["hour"]), int(spot["minute"]), settled=settled))


@rule(
    "morning afternoon evening night early late in at the this for around from by about during",
    rf"(?:(?:in|at|for|around|from|by|about|during) )?(?:the |(?P<this>this ))?{PART},? ?(?:at|around|about|by|@"
    r"|for|like|say|-)? ?(?:about "
    r"|around )?(?P<hour>\d{1,2})(?:[:. ](?P<minute>\d\d))?(?: oclock)?(?! ?(?:am|pm))",
)
def after_part(spot: Spot) -> Built:
    """ "Afternoon 3:15", "in the evening 4", "morning at 10"."""
    if not may_be_hour(spot) or re.search(r"good $", spot.before):
        return None
    found = built(clock(int(spot["hour"]), int(spot["minute"] or 0)), spot["part"])
    return (one_day(spot.almanac.today), *found) if found and spot["this"] else found


@rule(
    "0",
    r"(?P<hour>\d{1,2})(?: (?P<minute>[0-5]\d)| oh (?P<oh>\d))? ?oclock"
    r"|(?P<hour2>\d{1,2}) (?P<minute2>[0-5]\d)|(?P<hour3>\d{1,2}) oh (?P<oh3>[1-9])",
)
def spoken(spot: Spot) -> Built:
    """ "5 o'clock"; "10 30" where a time is spoken of."""
    hour = spot["hour"] or spot["hour2"] or spot["hour3"]
    alone = not spot.before.strip() and re.match(r"$|[.!?,]|please", spot.after)
    if not spot["hour"] and not (may_be_hour(spot) and (alone or hour_spoken_of(spot))):
        return None
    minute = spot["minute"] or spot["minute2"] or spot["oh"] or spot["oh3"] or 0
    return built(clock(int(hour), int(minute)))


@rule("0", r"(?P<hour>\d{1,2})(?P<ish> ?ish| sharp| on the dot| or so)?")
def bare(spot: Spot) -> Built:
    """A bare number is an hour only after a cue, next to another time, or as the answer when a time was asked."""
    if DANGLING.match(spot.after):
        return None
    if spot["ish"] or (may_be_hour(spot) and hour_spoken_of(spot)):
        return _dated_weekday(spot) or built(clock(int(spot["hour"]), 0))
    return None


_HOUR_FOLLOWS = re.compile(r"(?:at|@|from|after|before|by) (?:about |around )?(?:\d|half|quarter|noon)")


def _dated_weekday(spot: Spot) -> Built:
    """ "Thursday 12": the 12th, where that is a Thursday soon; "Monday 13 at 2": where an hour of its own follows."""
    if spot.gap != "" or spot.last is None or not isinstance(spot.last.value, Day) or spot.last.value.weekday is None:
        return None
    said, weekday = int(spot["hour"]), spot.last.value.weekday
    day = spot.almanac.next_day_of_month(said) if said else None
    if day and day.weekday() != weekday and _HOUR_FOLLOWS.match(spot.after):
        day = spot.almanac.soon_on(said, weekday) or day
    elif day is None or day.weekday() != weekday:
        return None
    if day is None:
        return None
    return (one_day(day, month_day=day.day, dated=True),)


_COMPARES = re.compile(r"(?:later|earlier|sooner)(?!\S)")
"""Behind "come in an hour": it is an hour later, and none from now."""


@rule(
    "in within 0 half an",
    r"(?:in )?(?:about )?(?P<many>half an|an?|\d{1,3}|a couple of|couple of"
    r"|an hour and a half) ?(?P<unit>hours|minutes)?(?P<tail> from now| time)?"
    r"|(?P<within>within|in) the next (?P<many2>half|\d{1,3}|couple of)? ?(?P<unit2>hours|minutes)"
    r"|within (?:(?:the|an)|(?P<many3>\d{1,3})) (?P<unit3>hours|minutes)",
)
def from_now(spot: Spot) -> Built:
    """ "In an hour", "in 30 minutes", "within the next two hours"."""
    said = spot.match.group()
    unit = spot["unit"] or spot["unit2"] or spot["unit3"]
    if not unit or _COMPARES.match(spot.after):
        return None
    if not said.startswith(("in ", "within ")) and spot["tail"] != " from now":
        return None
    now = spot.almanac.now.replace(second=0, microsecond=0)
    then = spot.almanac.in_minutes(_minutes(spot["many"] or spot["many2"] or spot["many3"], unit))
    if said.startswith("within") or spot["within"]:
        end = then.time() if then.date() == now.date() else None
        return one_day(now.date()), Moment(TimeRange(now.time(), end))
    moment = time(then.hour, then.minute)
    return one_day(then.date()), Moment(TimeRange(moment, moment))


def _minutes(many: str, unit: str) -> int:
    if "half" in many:
        return 90 if "and" in many else 30
    return number(many or "a") * (1 if unit == "minutes" else 60)


RULES = (said_in_full, military, noon, figures, after_part, spoken, bare, from_now)
