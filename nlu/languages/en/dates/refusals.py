"""What refuses a day or a time: "not Monday", "I'm away on Monday", "Monday is no good"."""

from __future__ import annotations

import re

from nlu.languages.en.dates.bounds import Bound
from nlu.languages.en.dates.found import Day, Found, Part

_NOT = re.compile(
    r"\b(?<!if )(?<!why )(?<!or )(?<!can you )(?<!could you )(?<!can we )(?<!could we )"
    r"(?<!if it )(?<!if that )(?:not|cannot|can't|except|excluding|other than|apart from"
    r"|anything but|any ?time but|besides|avoid|never|nor|neither|aside from"
    r"|(?:that|which) (?:isn't|is not|aren't)"
    r"|any (?:other )?(?:day|week|month|morning|afternoon|evening) (?:but|bar)|no (?:chance|way|good)(?: of)?)"
    r"(?: (?:be|do|make|manage|able to|it))*"
    r"(?: (?:on|at|in|for|the|this|next|any|a|available|free|really|good|around|me|us))* ?$"
)
_NOT_WHICH = re.compile(r"\b(?:not|never|except)\b[^.!?]{0,40} (?:which|that) is (?:on |a )?$")
_NO = re.compile(r"(?:\S.*|^)\bno(?: more)? $")
_TAKES_BACK = re.compile(
    r"(?:^|[,.!?])(?: |(?:wait|oh|ah|hmm|um|er|sorry|actually|hang on|hold on|well|ok|okay|yes|yeah|nope|please|right"
    r"|oops)(?!\S))*no $"
)
"""A no that only takes back what was said before it: "oh no, Wednesday"."""
_BUSY = re.compile(
    r"\b(?:i|we|he|she|you|doctor|dr) (?:(?!finish|get|leave|end|stop|off)\w+ )?(?:(?:cannot|can not"
    r"|am unable to|not able to"
    r"|am not able to|don't|do not) (?:do|make|come|attend|manage|be there|get there|go|make it|do it"
    r"|come in)"
    r"|(?:have|am|are|is|got|will be|have got)(?! off)(?: \w+){0,2} (?:something|meeting|class|classes|work"
    r"|plans|school|shift|busy|away|working|unavailable|travelling|traveling|"
    r"(?:not (?:free|available|around|here|in|able))|on holiday|out of town|booked|tied up|lecture"
    r"|exam|interview|funeral|wedding|party|another appointment|conflict)(?: else| on| at| for| all"
    r"| until| the| from)*"
    r"|(?:busy|away|unavailable|working)|(?:(?!finish|get|leave|end|stop|off)\w+ )?(?:work|works"
    r"|have work))(?: it| on| at| in| the"
    r"| for| all| until| this| that)* ?$"
)
_NOT_BEHIND = re.compile(
    r"^(?:at all |either |,? ?i )?(?:(?:doesn't|does not|do not|don't|cannot|can not|will not|wouldn't"
    r"|would not|isn't|is not|are not|aren't|is no|not)"
    r" (?:really |actually |be |going to |so |a )?(?:work|good|great|suit|possible|ok|okay|ideal|free"
    r"|available|convenient|an option|do|fit|any good|for me|make|make it|come)\b"
    r"|(?:is|are) (?:no good|bad|out\b|impossible|too (?:early|late|soon|far)|busy|full|terrible"
    r"|awkward|difficult|hard)|(?:am|are) (?:busy|away|working|unavailable|not (?:free|available|here"
    r"|in))|won't|no good|no longer (?:works|suits|possible)|i am (?:busy|away|working))"
)
_AWAY = re.compile(
    r"(?:^ ?|[,.!?] |\b(?:am|are|is|be|been|we're|he's|she's|they're|i|we) (?:(?!only )\w+ )?)(?:away|busy|unavailable"
    r"|on holiday|out of town|(?:not|isn't|aren't) (?:free|available|around|here|in))(?: (?!i |we )\w+){0,2} $"
)
_SUITS_BEHIND = re.compile(r" ?(?:(?:is|are|would be|will be) )?(?:fine|ok|okay|good|great|works?|suits?|best)\b")


def is_refused(one: Found, lead: str, trail: str, *, more: bool) -> bool:
    """Whether what stands before or behind a find refuses it. `more`: another find follows."""
    if _NOT.search(lead) or _NOT_WHICH.search(lead) or _BUSY.search(lead):
        return True
    behind = _NOT_BEHIND.match(trail)
    if behind and not (more and trail.startswith(",") and behind.end() == len(trail)):
        return True  # but "Friday, I don't do Mondays" refuses what follows
    if not _NO.search(lead):
        return False
    return _is_many(one) or not _TAKES_BACK.search(lead)


def _is_many(one: Found) -> bool:
    """Whether a bare no before it refuses it: "no mornings", "no Tuesdays"."""
    return isinstance(one.value, Part) or (isinstance(one.value, Day) and len(one.value.ranges) > 1)


def is_bound_refused(bound: Bound, before: str, words: str) -> bool:
    """Whether the stretch that a bound opens is refused: "I'm away from the 8th", "not between 9 and 11"."""
    if bound == "between" and _NOT.search(before):
        return True
    return not words.startswith("by") and bool(_AWAY.search(before))  # "I have to be away by 9" is a wish


def suits_behind(line: str, end: int) -> bool:
    """Whether what stands behind says that it suits."""
    return bool(_SUITS_BEHIND.match(line[end : end + 40]))
