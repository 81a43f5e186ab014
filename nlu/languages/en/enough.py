"""Whether a message says that no more is wanted than what was asked for: "nothing more", "only those two"."""

from __future__ import annotations

import re

from nlu.core.meaning import Enough
from nlu.core.words import fold

_NUMBERS = {"one": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|\d(?= |$))"
_VISIT = r"(?:appointments?|appts?|bookings?|visits?|people|persons?|of (?:us|them|those))"
_ANY = r"any(?:thing|one|body) (?:else|more)"
_ELSE = rf"(?:{_ANY}|any (?:more|others?)|another(?: one)?|more|others?)"
_MAKE = r"(?:book|add|make|want|need|put|arrange|do)"
_NO_MORE = (
    rf"(?:nothing|no one|nobody|none) (?:else|more|further)|no (?:more|others?|further)(?: {_VISIT})?(?: than that)?"
    rf"|not (?:another|any more)(?: one| {_VISIT})?"
    rf"|(?:please )?(?:dont|do not|never|no need to) (?:you )?{_MAKE} {_ELSE}(?: {_VISIT})?"
    rf"|(?:i|we) (?:dont|do not) (?:want|need) {_ELSE}(?: {_VISIT})?"
)
_LEAD = r"(?:its |thats |it is |that is |it was )?(?:only|just) (?:for )?"
_WANTS = r"(?:i|we) (?:only|just) (?:want|need|wanted|needed|asked for|meant) "
_THOSE = r"(?P<those>those|these|the|us|them|this|that)"
_ONLY = rf"(?:{_LEAD}|{_WANTS})(?:{_THOSE}(?: {_COUNT})?|{_COUNT.replace('count', 'many')})(?: {_VISIT})?"
_TAIL = r"(?: (?:for (?:now|us|me|today)|then|please|pls|thanks|thank you|ta|cheers|at all))*"
_SAYS = re.compile(rf"(?:{_NO_MORE}|{_ONLY}){_TAIL}")
_FILLER = re.compile(
    r"(?:no|nope|nah|yes|yeah|yep|ok|okay|right|thanks|thank you|ta|cheers|please|pls"
    r"|that(?:s| is) (?:all|it|everything|the lot)|were done|im done|all done)"
    r"(?: (?:thanks|thank you|please|then|for now))*"
)


def enough(text: str) -> Enough | None:
    """That no more is wanted, and of how many, where all of a message says so; None where it says anything else."""
    clauses = [part for clause in re.split(r"[.,;!\n–—-]+", fold(text)) if (part := " ".join(clause.split()))]
    clauses = [
        clause.removeprefix("no ") if _SAYS.fullmatch(clause.removeprefix("no ")) else clause for clause in clauses
    ]
    said = [found for clause in clauses if (found := _SAYS.fullmatch(clause))]
    if not said or not all(_SAYS.fullmatch(clause) or _FILLER.fullmatch(clause) for clause in clauses):
        return None
    told = [found for found in said if found["those"] or found["count"] or found["many"]]
    number = next((word for found in told if (word := found["count"] or found["many"])), None)
    return Enough(_number(number) if number else None, those=bool(told))


def number_in(words: str) -> int | None:
    """The last number in a few words that tell how many: "4", "no, three visits"."""
    found = [word for word in re.findall(r"\w+", fold(words)) if word.isdigit() or word in _NUMBERS]
    return _number(found[-1]) if found else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


_WHAT_ELSE = re.compile(
    r"\bwhat(?:s| is| was| were| are)? (?:else|left|next|the (?:others?|rest|second)(?: one)?|still to (?:do|come))"
    r"(?! (?:time|day|slot|date)s?\b)(?! (?:have|do|can|could|is there|are there|you)\b)"
    r"|\b(?:forgotten|forget|forgot|remember|missed|got|get|noted) (?:about )?(?:the|my) (?:others?|rest|second)\b"
    r"|\b(?:what about|and) the (?:other|second)(?: one| visit| appointment| booking)\b"
)


def asks_what_else(text: str) -> bool:
    """Whether it asks what was asked for besides: "what else was there", "have you forgotten the other one"."""
    return bool(_WHAT_ELSE.search(fold(text)))
