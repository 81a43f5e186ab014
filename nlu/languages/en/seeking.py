"""Whether a text asks to be seen: then it is a booking, and what else it tells of makes it no other wish."""

from __future__ import annotations

import re

_SOMEBODY = r"(?:i|we|he|she|they|(?:my|our) \w+|someone|somebody)"
_SEEN = (
    r"(?:see|come(?: in)?|be seen|visit|get (?:in|seen|an? (?:appointment|appt|slot|visit))"
    r"|have an? (?:appointment|appt|slot))"
)
_ASKS = re.compile(
    rf"\b(?:can|could|may|might) {_SOMEBODY} (?:please )?{_SEEN}\b"
    rf"|\b(?:need|needs|want|wants|like|love|hoping|wish) (?:to )?(?:{_SEEN}|an? (?:appointment|appt|slot)"
    r"|(?:dr|doctor)\b)"
    r"|\b(?:can|could|would|will) (?:you|dr\.? \w+|doctor \w+|the doctor) (?:please )?"
    r"(?:see|look at|have a look at|fit|squeeze) (?:me|us|him|her|them|my|it|this)\b"
    r"|\b(?:please )?book (?:me|us|him|her|my \w+|in|an?|dr|doctor)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:mov(?:e|ing)|chang(?:e|ing)|resched\w*|re-?book\w*|re-?arrang\w*|postpon\w*|push|shift|switch|swap|bring"
    r"|cancel\w*|call(?:ing)? off|instead|rather|earlier|later|(?:another|different|other) (?:time|day|date|slot)"
    r"|(?:my|our|the|his|her) (?:\w+ )?(?:appointment|appt|booking|slot))\b",
    re.IGNORECASE,
)


def asks_to_be_seen(text: str) -> bool:
    """Whether it asks for a visit, in words for nothing that is booked already."""
    return bool(_ASKS.search(text)) and not _CHANGES.search(text)
