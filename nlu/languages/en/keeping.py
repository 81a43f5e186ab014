"""Whether somebody who was about to change an appointment leaves it as it is."""

from __future__ import annotations

import re

from nlu.core.words import fold

_IT = (
    r"(?:it|that|this|them|those|these|both|all|everything|things|mine|ours|his|hers|theirs"
    r"|(?:my|our|the|what|whatever) (?:\w+ ){0,2}?"
    r"(?:ones?|appointments?|appts?|bookings?|slots?|times?|original|have|had|got|ive|booked))"
)
_CHANGE = r"(?:mov|chang|cancel|swap|switch|touch|alter|resched|postpon|scrap|bin|call|drop)\w*"
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


def leaves_as_is(text: str) -> bool:
    """ "Keep it", "leave both as they are", "I'll stick with what I have", "don't move it"; not "I can't keep it"."""
    return bool(_LEAVES.search(_NOT_TO_BE_KEPT.sub(" ", fold(text))))
