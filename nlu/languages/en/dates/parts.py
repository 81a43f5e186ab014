"""Rules for parts of the day: "in the morning", "late afternoon", "after lunch", "first thing", "tonight"."""

from __future__ import annotations

import re
from datetime import time

from nlu.languages.en.dates.found import Built, Part, Spot, between, one_day, rule

WINDOWS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), None),
    "night": (time(18), None),
    "lunch": (time(12), time(14)),
    "teatime": (time(16), time(18)),
    "am": (None, time(12)),
    "pm": (time(12), None),
}
_NARROWER = {
    "early morning": (time(6), time(9, 30)), "mid morning": (time(9, 30), time(11, 30)),
    "late morning": (time(10, 30), time(12)), "early afternoon": (time(12), time(14, 30)),
    "mid afternoon": (time(14), time(16)), "late afternoon": (time(15, 30), time(18)),
    "early evening": (time(17), time(19)), "late evening": (time(19, 30), None),
}  # fmt: skip
_HABITS = {
    "work": (time(9), time(17)),
    "school": (time(8, 45), time(15, 30)),  # 8:45 to 15:15, and a quarter of an hour to be away from there
    "breakfast": (time(9), time(9)),
    "lunch": (time(12), time(13)),
    "dinner": (time(18), time(19)),
}
"""Before when, and from when on. School: the week of 32.5 hours that England's Department for Education expects of
schools, which it spells out as 8:45 to 15:15 ("Length of the school week: minimum expectation", 2023)."""
_DROP_OFF, _PICK_UP = (time(8, 45), time(9)), (time(15), time(15, 30))
"""Before when children are taken to school, or fetched, and from when on that is done."""

_WELL_WISHED = re.compile(
    r"\b(?:good|nice|great|lovely|wonderful|pleasant|rest of your|every|each|all|your|yesterday|last) $"
)


def part(name: str, how: str = "") -> Part:
    """The part of the day of that name."""
    start, end = _NARROWER.get(f"{how} {name}", WINDOWS[name])
    return Part(name, between(start, end))


@rule(
    "in during the middle early late mid later earlier morning afternoon evening night mornings afternoons"
    " evenings nights at this that on first",
    r"(?:(?P<lead>in|during|on|at|for|this|that) )?(?:the )?(?:very |really )?(?:(?P<how>early|earlier|middle of|middle"
    r"|late|later|mid)(?: in the| on in the| the| -)? )?"
    r"(?P<name>morning|afternoon|evening|night)s?(?: time| hours)?",
)
def part_of_day(spot: Spot) -> Built:
    """ "In the morning", "late afternoon"; "this morning" is today's. Not "good morning", nor "it hurts at night"."""
    if (
        _WELL_WISHED.search(spot.before)
        or _is_greeting(spot)
        or re.match(r"sickness|person|all\b|pain|after (?:pill|thing|tablet)", spot.after)
    ):
        return None
    if spot["name"] == "night" and spot["lead"] not in ("", "this") and spot.asked != "time" and spot.gap is None:
        return None
    how = {"earlier": "early", "later": "late", "middle of": "mid", "middle": "mid"}.get(spot["how"], spot["how"])
    found = part(spot["name"], how)
    return (one_day(spot.almanac.today), found) if spot["lead"] == "this" else (found,)


def _is_greeting(spot: Spot) -> bool:
    """ "Morning, I need to see a doctor"."""
    alone = spot.match.group() in ("morning", "afternoon", "evening") and not spot.before.strip()
    return alone and spot.asked not in ("time", "date", "slot") and not re.match(r"(?:of|on|or|is|works)\b", spot.after)


@rule("tonight", r"tonight")
def tonight(spot: Spot) -> Built:
    """Today, in the evening."""
    return one_day(spot.almanac.today), part("evening")


@rule(
    "at over around lunch lunchtime during my the",
    r"(?:(?:at|over|around|about|during|in) )?(?:my |the )?(?:lunch(?: ?time| ?break| ?hours)?|lunchtime)",
)
def lunch(spot: Spot) -> Built:
    """Around noon."""
    if spot.match.group() == "lunch" and not re.search(
        r"(?:after|before|until|at|over|around|about) $|^$", spot.before
    ):
        return None
    return (part("lunch"),)


@rule("at around about by tea teatime", r"(?:(?:at|around|about) )?(?:tea ?time)")
def teatime(spot: Spot) -> Built:
    """Late in the afternoon."""
    return (part("teatime"),)


@rule(
    "after before when once as",
    r"(?P<way>after|before) (?:my |the |i finish |i leave |(?:his|her|their) (?!dinner))?"
    r"(?P<what>lunch(?: ?time)?|lunchtime|work|school|breakfast|dinner)(?: hours)?"
    r"|(?:when|once|as soon as) (?P<what2>school|work)(?:'s| is|s)? (?:out|over|finished|done|finishes|ends)",
)
def around_habits(spot: Spot) -> Built:
    """ "After work" is from 17:00, "after school" from 15:30, "after lunch" from 13:00."""
    what, after = spot["what"] or spot["what2"], spot["way"] != "before"
    starts, over = _HABITS.get(what, _HABITS["lunch"])
    return _around(starts, over, after=after)


def _around(starts: time, over: time, *, after: bool) -> Built:
    return (Part("after" if after else "before", between(over, None) if after else between(None, starts)),)


_MY_KIDS = r"(?:the |my |our )?(?:kids?|children|boys?|girls?|wee ones|son|daughter|him|her|them|[A-Z]\w+)"


@rule(
    "after before once when as",
    r"(?P<way>after|before) (?:i (?:do|have done|have to do) |doing )?(?:the |my )?(?:morning )?(?:school )?"
    r"(?P<run>run|drop ?off|pick ?up)"
    rf"|(?P<way2>after|before|once|when|as soon as) (?:i |i have |i am |we )?(?:back from )?"
    rf"(?:drop(?:ping|ped)?|tak(?:ing|e)|took|taken|leav(?:ing|e)|left)(?: off)? {_MY_KIDS}(?: off)?"
    r"(?: (?:at|to|for) (?:the )?(?:school|nursery))?"
    rf"|(?P<way3>once|as soon as|after) {_MY_KIDS} (?:is|are) (?:at|in) (?:school|nursery)",
)
def around_the_run(spot: Spot) -> Built:
    """ "After the school run" is after the children are there, as "after drop-off" is; "after pick-up" when they are
    back."""
    starts, over = _PICK_UP if "pick" in spot["run"] else _DROP_OFF
    if spot["run"] == "run" and "school" not in spot.match.group():
        return None
    if spot["way2"] and not re.search(r"school|nursery|drop", spot.match.group()):
        return None
    return _around(starts, over, after=(spot["way"] or spot["way2"]) != "before")


@rule("first", r"first thing(?: in the morning)?")
def first_thing(spot: Spot) -> Built:
    """The first hour or so of the clinic's day: settled against its hours later."""
    return (Part("first thing", between(None, time(10))),)


@rule(
    "end the at towards last later close latest",
    r"(?:at |towards |by )?(?:the )?(?:very )?(?:end of (?:the |my )?(?:working |business |work )?day"
    r"|last thing|close of business|later in the day|late in the day)",
)
def last_thing(spot: Spot) -> Built:
    """The end of the clinic's day: settled against its hours later."""
    late = "late" in spot.match.group()
    return (Part("later" if late else "last thing", between(time(14 if late else 15), None)),)


@rule("in am pm the an a", r"(?:in the |an? |the )?(?P<half>am|pm)s?(?: slot| appointment| please)?")
def half_alone(spot: Spot) -> Built:
    """ "Tuesday pm", "an am appointment"; not the am of "I am"."""
    if spot["half"] == "am" and spot.match.group().startswith("am") and spot.gap not in ("", ","):
        return None
    if spot["half"] == "am" and re.match(r"(?:i|not|free|off|in|a|going|so)\b", spot.after):
        return None
    return (part(spot["half"]),)


RULES = (part_of_day, tonight, lunch, teatime, around_habits, around_the_run, first_thing, last_thing, half_alone)
