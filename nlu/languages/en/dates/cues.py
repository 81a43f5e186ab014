"""What tells that a bare number is an hour of the clock, and what tells that it is none."""

from __future__ import annotations

import re

from nlu.languages.en.dates.found import Clock, Day, Spot


def part_named(group: str) -> str:
    """The pattern of a part of the day, its name in the group of that name."""
    return rf"(?:very )?(?:early |late |mid )?(?P<{group}>morning|afternoon|evening|night)"


PART = part_named("part")

AT = re.compile(
    r"(?:@|\b(?:at|by|after|before|around|about|approx|approximately|roughly|until|past|from|between|than|near|"
    r"anytime|except|bar|start|starts|starting|circa|anything but|any time but|up to|gone|back of?"
    r"|(?<!the )(?:latest|earliest)|(?:latest|earliest) (?:(?:i|we) can (?:do|make|manage|come|get there)(?: is)?|is)"
    r"))(?: (?:about|around|like"
    r"|approximately|exactly|say|or|maybe))? $"
)
DANGLING = re.compile(
    r"(?:minutes )?past(?!\S)"
    r"|(?:minutes )?(?:to|before) ?(?=$|[,.!?)]|(?:please|thanks|then|is|works|suits|sounds|would|will|if|or|and"
    r"|for (?:me|us)|on|with|one|slot|the|this|next|any|[A-Z]\w+)(?!\S))"
)
"""Behind minutes whose hour is left out: "five to", "twenty past"."""

OF_ITS_WEEK = re.compile(
    r"(?:\bweeks? ?,? ?(?:of|commencing|comm|beginning|begining|begin|starting|start|ending|containing)"
    r"|\bw / [cbe]|\bwk?[cb])(?: (?:on|the|:))* $"
)
"""Before a day that names its week: "week commencing", "w/c"."""

_LOOSE = re.compile(
    r"(?:^|[,.!?(:-]|\b(?:for|to|do|it|make it|maybe|perhaps|prefer|say|take|about|how about|what about|be|is|was|the|"
    r"works|please|thanks|yes|no|yeah|ok|okay|sure|then|actually|sorry|mean|with|want|need|like|have"
    r"|get|and|or|not|that|of|try|free|available|any ?time|anything)) $"
)
_JOINS = re.compile(
    r"^(?:or|and|to|until|through|-|/|,|, or|, and|or maybe|or even|or at|and maybe|but before|but after|or around"
    r"|or the|and the)$"
)
_CORRECTS = re.compile(
    r"(?:sorry|no|actually|mean|rather|make (?:it|that)|wait|not|correction|oops|scratch that|but),?$"
)
_ENDS = re.compile(
    r"$|[,.!?)/-]|(?:please|thanks|thank|pls|if|or|and|on|in|from|by|tomorrow|today|tonight|this|next|would"
    r"|works|work|is|was|will|"
    rf"sounds|suits|then|instead|ish|sharp|but|with|to|until|though|perhaps|maybe|could|can|should|because|cos|cause|"
    rf"so|may|for (?:me|us|my|the|him|her|a|an|Dr|dr|both)|at|[A-Z]\w+|after|before|when|unless|works|it|i|we|dr|"
    rf"doctor|sorry|no|actually|local|every|each|preferably|ideally|available|ok|okay|good|fine|great|{PART})(?![\w'])"
)
_UNITS = re.compile(
    r"(?:-? ?)(?:year|yr|yo|y o|month|week|day|hour|minute|sec|time|people|person|kid|child|children"
    r"|of us|appointment|appts?|patient|"
    r"visit|dollar|buck|pound|euro|quid|percent|%|degree|mg|ml|kg|lb|lbs|stone|mile|km|cm|feet|foot|ft"
    r"|inch|floor|street|st|"
    r"avenue|ave|road|rd|lane|drive|blvd|tablet|pill|dose|slot|option|other|more|different|of my|of the|of them|"
    r"adult|star|month|night|shot|jab|fillings?|teeth|tooth|son|daughter|bed|block)s?(?![\w'])"
    r"|\w+ (?:street|st|avenue|ave|road|rd|lane|drive|blvd)(?![\w'])"
)
_NEXT_HALF = re.compile(
    r"(?:(?:or|and|to|-|until|,|, or) (?:at )?\d{1,2}(?:[:.]\d\d)? ?){1,4}(?:am|pm|oclock"
    r"|in the (?:morning|afternoon|evening))(?!\S)"
    r"|until \d{1,2}(?!\S)|(?:-|to) \d{1,2} (?:today|tomorrow|on|[A-Z])|(?:tonight|this (?:morning"
    r"|afternoon|evening)|tomorrow (?:morning|afternoon"
    r"|evening|night))(?!\S)"
    r"|(?:(?:or|and) (?:later|after|earlier|before)|onwards?"
    r"|(?:at )?(?:the )?(?:very |absolute )?(?:latest|earliest|outside))"
    r"\b(?! (?:i|we|that|this|the)\b)"
)
_TURNED_DOWN = re.compile(
    r"(?:work|good|late|early|available|busy|free|taken|gone|full) ?[,.]?(?: but)?(?: (?:how"
    r"|what) about| can we do| maybe)?$"
)
_WISHED = re.compile(
    r"\b(?:move|make|change|push|do|book|have|put|get|try|need|want|how|what) (?:it |that |me "
    r"|him |her |us |one |something )?(?:in |down )?(?:for|to|about) $|\b(?:appointment|slot"
    r"|time|else|you|something|anything) for $|(?:make it|do|say|try|prefer|suggest) $"
    r"|how about $|what about $"
)


def counts_something(spot: Spot) -> bool:
    """Whether the number counts what follows it: years, tablets, people."""
    return bool(_UNITS.match(spot.after))


def may_be_hour(spot: Spot) -> bool:
    """Whether the number does not count something else."""
    return not counts_something(spot)


def hour_spoken_of(spot: Spot) -> bool:
    """Whether a time of day is what the number is about."""
    if AT.search(spot.before):
        return True
    if _beside_a_time(spot) or _NEXT_HALF.match(spot.after):
        return True
    if not _ENDS.match(spot.after) or spot.asked in ("rating", "phone", "comment", "patient", "doctor"):
        return False
    if spot.gap in ("", ",", "for") and spot.last and isinstance(spot.last.value, Day):
        return True
    if spot.asked == "date":
        return False
    if spot.asked in ("time", "slot"):
        return bool(_LOOSE.search(spot.before))
    return bool(_WISHED.search(spot.before))


def _beside_a_time(spot: Spot) -> bool:
    """Whether another time stands just before: "3 or 4", "3pm, sorry 4", "3pm doesn't work, 4?"."""
    if spot.gap is None or spot.last is None or not isinstance(spot.last.value, Clock):
        return False
    return bool(_JOINS.match(spot.gap) or _CORRECTS.search(spot.gap) or _TURNED_DOWN.search(spot.gap))
