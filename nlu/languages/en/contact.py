"""Answers to what we wrote, and what is said of appointments and messages."""

from __future__ import annotations

import re

from nlu.languages.vocabularies import ContactWords

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

_COUNTED = r"(?!\W*(?:hours?|hrs?|h|min\w*|days?|weeks?|months?|years?|times?|people|persons?|of|things?|more)\b)"
"""A number of these is no rating: "I waited 2 hours", "one of the nurses"."""

_STARS = re.compile(
    rf"(?<![\d.,/])([1-5])(?!\d|[.,:]\d){_COUNTED}|(?<!\bno )\b({'|'.join(_NUMBERS)})\b{_COUNTED}", re.IGNORECASE
)

_WILL_COME = re.compile(r"\bsee (?:you|u|ya) (?:then|there|on|soon)\b|\b(?:we|i)(?: wi|')?ll be there\b", re.IGNORECASE)

_NOTHING = re.compile(
    r"(?:no|nope|nah|no need|nothing|not (?:now|really)|that'?s (?:all|it)|i'?m (?:good|fine)|ok(?:ay)?|bye)?"
    r"[\s,.!]*(?:thanks?(?: you)?|thx|ty|cheers)?",
    re.IGNORECASE,
)
"""A sentence that says nothing of a visit, whatever intent it was given: a remark is what was asked for."""

_LINE = re.compile(
    r"\W*(?:(?:number|no|nr|option|line|reply)\W*)?(?:\d{1,2}|one|two|three|four|five)\W*"
    r"(?:(?:please|pls|plz|thanks|thank you|thx)\W*)*",
    re.IGNORECASE,
)
"""Nothing but the number of a line: "the first one" after "Shall I book it?" may be a time of before."""

_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)

_MINE = re.compile(
    r"\b(?:my|our|his|her|their|\w+['’]s) (?:\w+ ){0,2}(?:appointment|appt|booking|slot)\b", re.IGNORECASE
)

_TOWARDS = re.compile(r"\b(?:to|onto|until|till|into)\s*(?:the\s+)?$", re.IGNORECASE)

_CHILDREN = re.compile(r"\b(?:child\w*|kids?|bab(?:y|ies)|toddlers?|newborns?|infants?|teen\w*)\b", re.IGNORECASE)

_OF_A_CONTACT = re.compile(r"\b(?:number|phone|text\w*|messag\w*|reminders?)\b", re.IGNORECASE)


def _stars(text: str) -> int | None:
    """The one number from 1 to 5 in a text: "5 stars", "four", "4/5"."""
    found = {int(digit) if digit else _NUMBERS[word.lower()] for digit, word in _STARS.findall(text)}
    return found.pop() if len(found) == 1 else None


def _plain_name(name: str) -> str:
    """A name without an s that may be that of a possessive."""
    return name.removesuffix("s")


def _names_in(text: str) -> frozenset[str]:
    return frozenset(map(_plain_name, re.findall(r"\w+", text.casefold().replace("'s", ""))))


CONTACT = ContactWords(
    stars=_stars,
    will_come=_WILL_COME,
    nothing_to_say=_NOTHING,
    line=_LINE,
    ordinal=_ORDINAL,
    mine=_MINE,
    towards=_TOWARDS,
    children=_CHILDREN,
    of_a_contact=_OF_A_CONTACT,
    names_in=_names_in,
    plain_name=_plain_name,
)
