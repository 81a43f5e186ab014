"""Whether somebody who was about to change an appointment leaves it as it is."""

from __future__ import annotations

import re

from nlu.core.words import fold

_IT = (
    r"(?:it|that|this|them|those|these|both|all|everything|things|mine|ours|his|hers|theirs"
    r"|(?:my|our|the|what|whatever) (?:\w+ ){0,2}?"
    r"(?:ones?|appointments?|appts?|bookings?|slots?|times?|original|have|had|got|ive|booked))"
)
_MOVE = r"(?:mov|swap|switch|resched|rearrang|postpon|rebook)\w*"
_CHANGE = rf"(?:(?:chang|cancel|touch|alter|scrap|bin|call|drop)\w*|{_MOVE})"
_NOT_TO_BE_KEPT = re.compile(
    r"\b(?:cant|cannot|wont|couldnt|unable|able|dont want|not going) (?:\w+ ){0,3}?(?:keep|leave|stay|stick)\w*"
)
_LEAVES = re.compile(
    rf"\b(?:keep|keeping|leave|leaving) {_IT}\b|\blet {_IT} (?:be|stand|stay)\b"
    r"|\b(?:stick|sticking|stay|staying) (?:with|to|on)\b|\b(?:stays|stands|remains)\b"
    rf"|\b(?:do not|dont|lets not|no need to|rather not|never|not) (?:\w+ (?:to )?)?{_CHANGE}"
    r"|\b(?:as|where|how) (?:it|they) (?:is|are|was|were)\b"
)


_KEEP = re.compile(r"\b(?:keep|leave|leaving|stick|stay|remain|hold on to|come|coming|be there|attend|still)\w*\b")


def says_to_keep(text: str) -> bool:
    """Whether there is a word in it for keeping, or for coming."""
    return bool(_KEEP.search(fold(text)))


_NOTHING_INSTEAD = re.compile(
    r"\b(?:dont|do not|not|wont|never|no need to|without)(?: (?:want|need|wish|looking|asking|it|that|to|for))*"
    rf" (?:{_MOVE}|(?:another|a new|new|any other|a different) (?:time|day|date|one|appointment|slot|booking))\b"
    r"|\bno (?:other|new) (?:time|day|date|one|appointment|slot|booking)\b"
)


_TO_CHANGE = re.compile(rf"\b(?:{_MOVE}|mak(?:e|ing)|put|push\w*|bring|instead|rather)\b")


def says_to_change(text: str) -> bool:
    """Whether a word says that something shall be otherwise: "no, make it Friday", and not "no, Friday's"."""
    return bool(_TO_CHANGE.search(fold(text)))


def wants_nothing_instead(text: str) -> bool:
    """ "And no, I don't want it moved", beside what is called off: no other time is wanted for it."""
    return bool(_NOTHING_INSTEAD.search(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]+", " ", fold(text).replace("'", "").replace("’", "")).split())


def leaves_as_is(text: str) -> bool:
    """ "Keep it", "leave both as they are", "I'll stick with what I have", "don't move it"; not "I can't keep it"."""
    return bool(_LEAVES.search(_NOT_TO_BE_KEPT.sub(" ", fold(text))))
