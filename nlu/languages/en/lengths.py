"""How long a visit is to be, as it is wished: "45 minutes", "a double", "the usual length"."""

from __future__ import annotations

import re

from nlu.core.meaning import Length
from nlu.languages.en.dates.numbers import spoken
from nlu.languages.en.visit_table import HEADS

_MANY = r"(?P<many>\d{1,3}|[a-z]+(?:[- ][a-z]+)?)"
_MINUTES = re.compile(
    rf"\b{_MANY}[- ]?(?:minutes?|mins?)\b(?= ?-?(?:long\b|{HEADS}\b|with\b|of\b|therapy\b|consult\w*\b)|\W*$)",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(
    r"\b(?:in|within|about|late|for the (?:last|past)|last|past|every|by|after|another)(?: about)? $", re.IGNORECASE
)
_HOUR = re.compile(
    rf"\b(?P<half>half[- ](?:an )?hours?|half hour)(?:['’]?s)?\b(?= ?-?(?:{HEADS}|long|with)\b)"
    rf"|\b(?:an|one|1|full|whole)[- ]hour\b(?= ?-?(?:{HEADS}|long|with)\b)|\b(?P<and_half>hour and a half)\b",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"\b(?:usual|normal|standard|ordinary|regular|same) (?:length|amount of time|time slot|long)\b"
    rf"|\b(?:usual|standard|ordinary|single)(?:[- ]length)? {HEADS}\b",
    re.IGNORECASE,
)
_LONG = re.compile(rf"\b(?:double|long(?:er)?|extended|extra[- ]long) {HEADS}\b|\bextra time\b", re.IGNORECASE)
_SHORT = re.compile(rf"\b(?:short(?:er)?|quick|brief) {HEADS}\b", re.IGNORECASE)


def length_said(text: str) -> Length | None:
    """Minutes, or the usual, the long or the short of several kinds; None where no length is wished for."""
    for found in _MINUTES.finditer(text):
        if not _NO_LENGTH.search(text[: found.start()]) and (many := _number(found["many"])):
            return many
    if hour := _HOUR.search(text):
        return 30 if hour["half"] else 90 if hour["and_half"] else 60
    if _USUAL.search(text):
        return "usual"
    return "long" if _LONG.search(text) else "short" if _SHORT.search(text) else None


def _number(said: str) -> int | None:
    if said.isdigit():
        return int(said)
    words = said.casefold().replace("-", " ").split()
    for first in range(len(words)):
        found = spoken(words, first)
        if found and first + found[1] == len(words):
            return int(found[0]) if found[0].isdigit() else None
    return None
