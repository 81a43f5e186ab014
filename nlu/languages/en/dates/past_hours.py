"""Rules for minutes past or to an hour: "half past 3", "quarter to 2 in the afternoon", "10 to 9", "half 3"."""

from __future__ import annotations

import re

from nlu.languages.en.dates.clock import built, clock
from nlu.languages.en.dates.cues import DANGLING, PART, counts_something
from nlu.languages.en.dates.found import Built, Clock, Spot, rule

_TAIL = rf"(?: ?oclock)?(?: ?(?P<half>am|pm))?(?:,? (?:in|at|during|of)? ?(?:the )?{PART})?"
_MINUTES = r"(?P<word>half|(?:an? )?quarter|\d{1,2}(?: minutes)?)"
_TO = ("to", "until", "before", "of")
_STRETCH = re.compile(
    r"\b(?:from|between|any ?time|anything|free|available|open|here|in|works?|working|hours|age|aged|ages|scale"
    r"|score) $"
)
_ONE_TIME = re.compile(r"\b(?:the|at|it|about|around|take|that|not|or|by|until|after|before|gone|nearly|almost) $")


@rule(
    "half quarter a 0",
    rf"(?:{_MINUTES} (?P<way>past|after|to|until|before|of) (?P<hour>\d{{1,2}}|noon|midnight)"
    rf"|half (?P<bare>\d{{1,2}})){_TAIL}",
)
def past_the_hour(spot: Spot) -> Built:
    """ "Half past 3", "quarter to 2 in the afternoon", "20 past 4", "half 3"."""
    way, minutes = spot["way"], 30 if spot["bare"] else _minutes(spot["word"])
    hour = {"noon": 12, "midnight": 24}.get(spot["hour"]) or int(spot["hour"] or spot["bare"])
    if not 1 <= hour <= 24 or not 0 < minutes < 60 or not _is_past(spot, way, minutes, hour):
        return None
    if way in _TO:
        hour, minutes = (hour - 1 if hour > 1 else 12), 60 - minutes
    found = clock(hour % 24, minutes, settled=spot["hour"] in ("noon", "midnight"))
    return built(found, spot["part"], spot["half"])


def _minutes(word: str) -> int:
    return 30 if "half" in word else 15 if "quarter" in word else int(re.findall(r"\d+", word)[0])


def _is_past(spot: Spot, way: str, minutes: int, hour: int) -> bool:
    """Whether "10 to 4" is ten minutes to four and not a stretch, "5 after 3" a time and not two."""
    word = spot["word"]
    if not word[:1].isdigit() or "minutes" in word or way == "past":
        return True
    if spot["half"] and way in ("after", "to", "before"):
        return minutes >= 20 and minutes % 5 == 0
    if way != "to" or counts_something(spot):
        return False
    if minutes in (5, 10):
        return _is_minutes_to(spot, minutes, hour)
    return minutes in (20, 25)


def _is_minutes_to(spot: Spot, minutes: int, hour: int) -> bool:
    """Whether five or ten are minutes and not an hour: as one of the times shown, or where the hours make no day.

    From ten to nine, or from five to eleven, no clinic is open; from ten to four many are.
    """
    if _STRETCH.search(spot.before):
        return bool(re.search(r"\bbetween $", spot.before)) and spot.after.startswith("and ")
    if spot.asked == "slot" or _ONE_TIME.search(spot.before):
        return True
    return hour in ((7, 8, 9, 10) if minutes == 10 else (1, 2, 3, 4, 5, 10, 11, 12))


@rule("half quarter a 0", _MINUTES + r" (?P<way>past|to)")
def past_an_hour_said(spot: Spot) -> Built:
    """ "9:10 or half past", "between 10 and quarter past": of the hour said just before."""
    before, minutes = spot.last.value if spot.last else None, _minutes(spot["word"])
    if not isinstance(before, Clock) or spot.gap not in ("or", "and", "to", "until", ",", "-", "or at", ", or"):
        return None
    if not 0 < minutes < 60 or not DANGLING.match(f"{spot['way']} {spot.after}".strip()):
        return None
    minute = 60 - minutes if spot["way"] == "to" else minutes
    hour = before.hour + (minute <= before.minute)
    return (Clock(hour % 24, minute, before.half if hour != 12 else None, before.settled),)


RULES = (past_the_hour, past_an_hour_said)
