"""What bounds a day or a time: "after 3", "no earlier than 10", "the latest I can do is 4", "10 at the latest"."""

from __future__ import annotations

import re
from typing import Literal

Bound = Literal["after", "before", "from", "until", "by", "between"]
"""An hour "until" which one can is the end of a stretch, one "by" which it must be is the last that would do."""

ENDS: tuple[Bound, ...] = ("until", "by")

_FILL = r"(?: (?:about|around|like|say|approximately|on|the|at|roughly|maybe|gone))* ?$"
_PAST = r"(?<!\d )(?<!half )(?<!quarter )past"
_GONE = r"(?<!have )(?<!has )(?<!had )(?<!n't )(?<!not )gone"
_CAN_DO = (
    r"(?: (?:(?:that )?(?:i|we|he|she|they) can (?:do|make|manage|come|get there|be there)|for (?:me|us)))?"
    r"(?: (?:is|would be|will be))?"
)
_CANNOT = r"(?:cannot|can not|unable to|not able to|don't|do not|doesn't|does not|didn't|would not|wouldn't|can't)"
_WHO = (
    r"\b(?:i|we|he|she|they|(?<!make )(?<!let )it|that|class|school|shift|work|(?:my|his|her|our|their) \w+)"
    r" (?:usually |only |always )?"
)
_IS_OVER = rf"{_WHO}(?:finish(?:es)?|ends?|(?:get|come)s? (?:off|out|home|back))(?: \w+){{0,2}} (?:at|by)"
_BEGINS = rf"{_WHO}(?:starts?|begins?|leaves?|(?:have|has) to (?:be|go|leave))(?: \w+){{0,3}} (?:at|by)"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("from", re.compile(r"\b(?:(?:not|nothing|no|never|none|not any|isn't)(?: \w+)?"
        rf"|{_CANNOT}(?: \w+){{0,4}}) (?:earlier than|before|any earlier than|until|until after|sooner than"
        rf"|prior to){_FILL}")),
    ("by", re.compile(r"\b(?:(?:not|nothing|no|never|none|not any)(?: (?!until)\w+)?"
        rf"|{_CANNOT}(?: \w+){{0,4}}) (?:later than"
        rf"|after|past|any later than|beyond){_FILL}")),
    ("from", re.compile(rf"{_IS_OVER}{_FILL}")),
    ("before", re.compile(rf"{_BEGINS}{_FILL}")),
    ("from", re.compile(rf"\b(?:on or after|(?:the )?back of?){_FILL}")),
    ("by", re.compile(rf"\bon or before{_FILL}")),
    ("between", re.compile(rf"\bbetween{_FILL}")),
    ("after", re.compile(rf"\b(?:after|later than|{_PAST}|beyond|following|{_GONE}){_FILL}")),
    ("before", re.compile(rf"\b(?:before|earlier than|prior to|ahead of|sooner than){_FILL}")),
    ("until", re.compile(rf"\b(?:until|up to|up until|through|any time to){_FILL}")),
    ("until", re.compile(rf"\b(?:away|back|done|finished|gone|home|leave|out|over) by{_FILL}")),
    ("by", re.compile(rf"\b(?:by|no later than|latest{_CAN_DO}){_FILL}")),
    ("from", re.compile(rf"\b(?:(?<!apart )(?<!aside )from|starting|starting from|as of|beginning|commencing"
        rf"|earliest{_CAN_DO}){_FILL}")),
)  # fmt: skip
_FROM_BEHIND = re.compile(
    r"^(?:,? ?(?:(?:so|and) )?(?:any ?time )?after (?:that|then)\b|,? ?(?:or|and) (?:later|after"
    r"|any ?time after|onwards?|thereafter|afterwards|on|after that"
    r"|anything after|up)\b|onwards?\b|on wards\b|\+|at the earliest|earliest|forward\b)"
)
_BY_BEHIND = re.compile(
    r"^(?:,? ?(?:or|and) (?:earlier|before|sooner|any ?time before|before that)\b"
    r"|(?:or so )?(?:at )?(?:the )?(?:very |absolute )?(?:latest|max|tops|outside)\b)"
)
_BEHIND: tuple[tuple[Bound, re.Pattern[str]], ...] = (("from", _FROM_BEHIND), ("by", _BY_BEHIND))


def bound_before(lead: str) -> tuple[Bound, int] | None:
    """The bound at the end of what stands before a find, and where its words begin."""
    for bound, pattern in _BEFORE:
        match = pattern.search(lead)
        if match:
            return bound, match.start()
    return None


def bound_behind(trail: str) -> tuple[Bound, int] | None:
    """The bound that what stands behind a find begins with, and where its words end."""
    for bound, pattern in _BEHIND:
        if match := pattern.match(trail):
            return bound, match.end()
    return None
