"""Whether somebody asks for what is not theirs: other people's appointments or data, the clinic's whole book, or that
we forget our rules. To refuse that is a promise, whatever the model makes of it."""

from __future__ import annotations

import re

_THEIRS = r"(?:appointments|bookings|patients|agenda|diary|schedule of patients|patient list|list of patients)"
_DOCTOR = r"(?:dr\.?|doctor|nurse) \w+"
_EVERYBODY = r"(?:every(?:body|one)(?:'?s| else'?s)?|all (?:of )?(?:the |your |other )?(?:patients|people)'?)"
_ASKED_FOR = re.compile(
    rf"\b(?:all|every|any|whole|full|complete) (?:of )?(?:the |your )?{_THEIRS} (?:of|for|with|at|in|from) "
    rf"(?:the (?:clinic|practice|surgery|doctor)|{_DOCTOR}|{_EVERYBODY})"
    rf"|\b{_DOCTOR}'s {_THEIRS}\b"
    rf"|\b(?:list|show|send|give|tell|read|export|print|dump)(?: \w+){{0,3}} (?:all |every )(?:the |your )?patients?\b"
    r"|\bwho (?:else )?(?:is|'s|are|was|will be)(?: \w+){0,2} (?:coming|booked|seeing|on the list)\b"
    r"|\bwho else (?:has|is|comes|sees|did|was)\b"
    r"|\b(?:phone|number|address|names?|details|data|records?|notes|file) (?:number )?(?:of|for|from) "
    r"(?:the |another |other |an?other )?(?:\w+ )?(?:patients?|person (?:after|before)|somebody else)\b"
    rf"|\b(?:cancel|delete|move|wipe|erase|clear) (?:{_EVERYBODY}|the (?:whole|entire) (?:book|clinic|schedule|day))"
    r"|\b(?:cancel|delete|move|wipe|erase) all (?:of )?(?:the |your )?(?:appointments|bookings) "
    r"(?:of|at|in|for) (?:the (?:clinic|practice|surgery|doctors?)|every)"
    r"|\b(?:cancel|delete|move) (?:every(?:body|one)|other people)'?s\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\b(?:ignore|forget|disregard|override|bypass|drop) (?:all |any |of |the |your |these |those |previous |prior )*"
    r"(?:instructions?|rules|prompts?|guidelines|programming|restrictions)\b"
    r"|\b(?:system prompt|developer mode|admin(?:istrator)? mode|jailbreak|debug mode)\b"
    r"|\byou are now (?:an?|in|the)\b",
    re.IGNORECASE,
)


def asks_for_what_is_not_theirs(text: str) -> bool:
    """Whether it asks for others' appointments or data, or to be let past our rules."""
    said = text.replace("’", "'")
    return bool(_ASKED_FOR.search(said) or _RULES.search(said))


_OWNED_BY = re.compile(rf"\b(?:all|every|which|what|list|show|see|tell)\b.*\b{_THEIRS} (?:of|for) \W*$", re.IGNORECASE)


def asks_for_the_book_of(before: str) -> bool:
    """Whether what stands before a doctor's name asks for that doctor's whole book."""
    return bool(_OWNED_BY.search(before))
