"""Rules for days counted from now: "tomorrow", "in two weeks", "within ten days", "a day later"."""

from __future__ import annotations

import re

from nlu.core.meaning import DayRange
from nlu.languages.en.dates.almanac import Almanac
from nlu.languages.en.dates.found import Built, Day, Offset, Spot, one_day, rule
from nlu.languages.en.dates.words import WEEKDAYS

WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
ALL_WEEKDAYS = " ".join(WEEKDAYS)
COUNT = r"(?:an?|\d{1,3}|couple(?: of)?|a couple(?: of)?|few|a few|some|several)"
PLURALS = " ".join(f"{day}s" for day in WEEKDAYS)
SOONER = r"forward|earlier|sooner|prepon"
"""What a move by some time goes towards, if not later; to prepone is Indian English."""

RECURRING_WEEKS = 4  # "Mondays" means the next four of them


def number(count: str) -> int:
    """How many "a", "a couple of" or "3" are."""
    digits = re.search(r"\d+", count)
    if digits:
        return int(digits.group())
    return 2 if "couple" in count else 3 if re.search("few|some|several", count) else 1


def counted(almanac: Almanac, count: str, unit: str) -> Day:
    """The day so many days, weeks or months from now. A few is a stretch, and a week may be narrowed to its weekday."""
    many = number(count)
    vague = "few" in count or "several" in count or "some" in count
    if unit.startswith("month"):
        day = almanac.months_later(almanac.today, many)
        return one_day(day, scope=almanac.month(day.year, day.month))
    days = 7 * many if unit.startswith("week") else 14 * many if unit.startswith("fortnight") else many
    if vague:
        return Day((DayRange(almanac.in_days(days - days // 3), almanac.in_days(days + days // 3)),))
    day = almanac.in_days(days)
    return one_day(day, scope=almanac.week(days // 7) if not unit.startswith("day") and days % 7 == 0 else None)


@rule("today this", r"today|this day")
def today(spot: Spot) -> Built:
    """Today; `context` knows when it is only talked about."""
    return (one_day(spot.almanac.today),)


@rule("today's", r"today's(?= (?:appointment|visit|booking|slot|session|check))")
def todays(spot: Spot) -> Built:
    """Today's appointment."""
    return (one_day(spot.almanac.today),)


@rule("tomorrow the day", r"(?:(?:the )?day after )?tomorrow(?P<week> week| fortnight)?")
def tomorrow(spot: Spot) -> Built:
    """Tomorrow, the day after, tomorrow week."""
    days = 2 if "after" in spot.match.group() else 1
    days += {" week": 7, " fortnight": 14}.get(spot["week"], 0)
    return (one_day(spot.almanac.in_days(days)),)


@rule("day", r"day after(?= ?(?:$|[,.!?]|please|morning|afternoon|evening|at \d))")
def day_after(spot: Spot) -> Built:
    """ "Day after" is short for the day after tomorrow; "Monday or day after" goes on from Monday."""
    return (one_day(spot.almanac.in_days(2)),) if spot.gap is None and not spot.before.endswith("the ") else None


@rule(
    "in within 0 a an couple few fortnight",
    rf"in (?:about |around |like |exactly )?(?P<many>{COUNT} )(?P<unit>days?|weeks?|months?"
    r"|fortnights?)(?: time)?(?: from (?:now|today))?"
    rf"|(?P<many2>{COUNT} )(?P<unit2>days?|weeks?|months?|fortnights?) (?:from (?:now|today)|time|hence|out)",
)
def counted_from_now(spot: Spot) -> Built:
    """ "In two weeks", "3 days from now", "in a fortnight's time"."""
    if re.match(r"(?:with|of) ", spot.after):
        return None
    return (counted(spot.almanac, spot["many"] or spot["many2"], spot["unit"] or spot["unit2"]),)


@rule(
    "in 0 a an",
    r"(?:in )?(?:about )?(?P<few>\d{1,2}|an?) ?(?:-|to|or) (?P<many>\d{1,2}) (?P<unit>days|weeks"
    r"|months)(?P<tail> time| from now)?"
    r"|in an? (?P<unit2>day|week|month) or (?P<many2>2|so)",
)
def counted_between(spot: Spot) -> Built:
    """ "In two or three weeks", "in a week or so"."""
    if not spot.match.group().startswith("in ") and not spot["tail"]:
        return None
    unit = spot["unit"] or spot["unit2"]
    few = counted(spot.almanac, spot["few"] or "a", unit).ranges[0].first
    many = counted(spot.almanac, spot["many"] or "2", unit).ranges[0].first
    return (Day((DayRange(min(few, many), max(few, many)),)),)


@rule(
    "within in over during the sometime next coming",
    r"(?:within|(?:in|over|during|within|sometime in|for) the (?:next|coming"
    rf"|following)) ?(?P<many>{COUNT} )?(?P<unit>days?|weeks?|months?|fortnight)"
    rf"|(?:the )?(?:next|coming) (?P<many2>{COUNT} )(?P<unit2>days?|weeks?)",
)
def within(spot: Spot) -> Built:
    """ "Within ten days", "in the next couple of weeks"."""
    many, unit = spot["many"] or spot["many2"] or "a", spot["unit"] or spot["unit2"]
    until = counted(spot.almanac, many, unit).ranges[0]
    return (Day((DayRange(spot.almanac.today, until.last),)),)


_OF_NO_DAY = re.compile(
    r"(?:(?:my|our|his|her|their) (?!appointment|visit)\w|work|school|lunch|half|quarter|\d{1,2}(?!\S|th))"
)
"""Behind "next week after": it goes on with an hour, or with what happens that week."""


@rule(
    "0 a an one the couple few next day",
    rf"(?P<many>{COUNT} |one |the |(?:the )?(?:next|following) |)(?P<unit>days?|weeks?|months?"
    r"|fortnights?) (?P<way>later|earlier|sooner|after|before|from|back|forward|afterwards|prior"
    r"|on(?= ?(?:$|[,.!?]|please)))",
)
def offset(spot: Spot) -> Built:
    """ "A day later", "two days after …", "the week before"."""
    if spot["way"] in ("after", "before") and _OF_NO_DAY.match(spot.after):
        return None
    unit, many = spot["unit"], number(spot["many"])
    days = many * (7 if unit.startswith("week") else 14 if unit.startswith("f") else 30 if unit.startswith("m") else 1)
    sign = -1 if spot["way"] in ("earlier", "sooner", "before", "forward", "prior") else 1
    alone = spot["way"] not in ("after", "before", "from", "prior") or spot["many"] == "the " or _ends(spot)
    return (Offset(sign * days, anchored=not alone),)


def _ends(spot: Spot) -> bool:
    """ "Two days before", and nothing it would be before but the appointment spoken of."""
    return spot["way"] in ("after", "before") and bool(re.match(r"$|[.!?]|(?:please|then|instead)\b", spot.after))


@rule(
    "the next following by back forward up out",
    r"the (?:next|following) (?P<unit>day|week)|next day"
    r"|(?:(?:back|forward|up|out)(?: by)?|by) (?P<many>an?|\d{1,2}|one|a couple of) (?P<unit2>days?|weeks?)",
)
def following(spot: Spot) -> Built:
    """ "The next day", "the following week", "push it back by a week"."""
    unit = spot["unit"] or spot["unit2"] or "day"
    if re.search(r"(?:in|over|within|during) $", spot.before):
        return None
    earlier = re.search(rf"{SOONER}|\bup\b", f"{spot.before} {spot.match.group()} {spot.after[:8]}")
    days = number(spot["many"] or "a") * (7 if unit.startswith("week") else 1)
    return (Offset(-days if earlier else days),)


@rule(
    "yesterday the last past 0 a",
    r"(?:the day before )?yesterday|(?P<many>\d{1,3}|an?) (?P<unit>days?|weeks?) ago|last (?P<unit2>week|night)",
)
def past(spot: Spot) -> Built:
    """Days gone by: only worth telling where a day was asked for or they are what is asked for."""
    wished = re.search(r"(?:^|\b(?:for|on|to|book|come|appointment)) ?$", spot.before)
    if spot.asked not in ("date", "slot", "time") and not wished:
        return None
    many = number(spot["many"] or "a") * (7 if "week" in spot.match.group() else 1)
    return (one_day(spot.almanac.in_days(-many - ("before" in spot.match.group())), marks=("past",)),)


RULES = (today, todays, tomorrow, day_after, counted_from_now, counted_between, within, offset, following, past)
