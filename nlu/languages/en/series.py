"""A row of visits: "every Tuesday for six weeks", "weekly for a month", "ten sessions, once a week"."""

from __future__ import annotations

import re

from nlu.core.meaning import Series
from nlu.languages.en.dates.numbers import spoken

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)s?"
_EVERY: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (step, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for step, words in (
        (
            14,
            rf"(?:every|each) (?:other|second|2nd|two) (?:weeks?|{_DAY})|fortnightly|(?:every|a) fortnight|bi-?weekly",
        ),
        (28, r"(?:every|each|once a|once every) (?:four weeks|4 weeks|month)|monthly"),
        (7, rf"(?:every|each|once a|once every) (?:single )?(?:week|{_DAY})|weekly"),
    )
)
_MANY = r"(?P<many>\d{1,2}|an?|couple of|[a-z]+)"
_SPAN = re.compile(
    rf"\b(?:for|over|x|next|during) (?:the )?(?:next )?{_MANY} (?P<unit>weeks?|months?)\b", re.IGNORECASE
)
_COUNT = re.compile(
    rf"\b{_MANY} (?:(?:weekly|monthly|fortnightly|physio|therapy) )?"
    r"(?:sessions|visits|appointments|appts|times|of them|treatments)\b",
    re.IGNORECASE,
)
_MOST = 12


def series_said(text: str) -> Series | None:
    """The row that is asked for; None where none is, or where it is not told how often and how long."""
    step = next((days for days, pattern in _EVERY if pattern.search(text)), None)
    if step is None:
        return None
    span, count = _SPAN.search(text), _COUNT.search(text)
    many = _number(span["many"]) if span else None
    if many and span:
        weeks = many * (4 if span["unit"].lower().startswith("month") else 1)
        return _row(step, weeks * 7 // step)
    return _row(step, _number(count["many"]) if count else None)


def _row(step: int, many: int | None) -> Series | None:
    return Series(step, min(many, _MOST) - 1) if many and many > 1 else None


def _number(said: str) -> int | None:
    words = said.casefold()
    if words in ("a", "an"):
        return 1
    if words == "couple of":
        return 2
    found = (words, 1) if words.isdigit() else spoken([words], 0)
    return int(found[0]) if found and found[0].isdigit() else None
