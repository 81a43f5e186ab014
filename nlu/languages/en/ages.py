"""How old somebody is: "my 6 year old", "she's 8 months", "my boy is 4"."""

from __future__ import annotations

import re

from nlu.languages.en.dates.numbers import CARDINALS
from nlu.languages.en.relations import RELATIONS

_NUMBER = rf"(?P<{{name}}>\d{{{{1,3}}}}|{'|'.join(CARDINALS)})(?:[ -](?:and a half|½))?"
_UNIT = r"(?P<{name}>years?|yrs?|months?|mths?|weeks?|wks?|days?)"
_WHOSE = rf"(?:he|she|they|(?:{'|'.join(sorted(RELATIONS))})(?: (?-i:[A-Z])\w+)?|(?-i:[A-Z])\w+)"
_IS = r"(?:'?s| is|'?re| are)(?: (?:only|just|nearly|almost|about|now|turning))?"
_AGES = re.compile(
    rf"\b{_NUMBER.format(name='old')}[ -]?(?:(?:{_UNIT.format(name='of_old')})[ -]?old|y/?o|yr[ -]?old)\b"
    rf"|\baged? {_NUMBER.format(name='aged')}\b"
    rf"|\b{_WHOSE}{_IS} {_NUMBER.format(name='is')}"
    rf"(?: {_UNIT.format(name='of_is')}\b)?"
    r"(?! ?(?:am|pm|o'?clock|minutes?|hours?|[:.]\d|pregnant|along|gone|late|st|nd|rd|th)\b)"
    r"(?=\W*(?:$|[.,;!?]|and\b|but\b|so\b|can\b|now\b|with\b|has\b))",
    re.IGNORECASE,
)


def ages_in(text: str) -> tuple[tuple[int, tuple[int, int]], ...]:
    """The ages in whole years, each with its place in the text."""
    return tuple((_years(match), match.span()) for match in _AGES.finditer(text.replace("’", "'")))


def _years(match: re.Match[str]) -> int:
    number = next(match[name] for name in ("old", "aged", "is") if match[name])
    unit = match["of_old"] or match["of_is"] or "years"
    if not unit.startswith("y"):
        return 0
    return int(number) if number.isdigit() else CARDINALS[number.lower()]
