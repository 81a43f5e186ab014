"""Words of a message with their places, in a form in which spelling, case and accents no longer matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int]
"""A place in a text, as [start, end) character offsets."""

# Letters and digits of any script; the ranges are vowel signs and accents that Python's \w leaves out.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u109f])"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ`´]{_LETTER}+)*")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_POSSESSIVE = re.compile(r"['’ʼ`´]s$", re.IGNORECASE)


def vocabulary(words: str) -> frozenset[str]:
    """A set of words, from a text that lists them."""
    return frozenset(words.split())


_CONTRACTIONS = vocabulary(
    "its thats whats hes shes heres theres lets wheres whos hows names todays tomorrows ones whens"
)


class Word(NamedTuple):
    """One word: folded for comparing, as written, and where. A possessive 's is not part of it."""

    text: str
    raw: str
    start: int
    end: int
    possessive: bool = False


def fold(text: str) -> str:
    """The text without case, accents and apostrophes: "O’Brién" is "obrien"."""
    if text.isascii():
        return _APOSTROPHES.sub("", text.lower())
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def split(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [_word(match) for match in _WORD.finditer(text)]


def _word(match: re.Match[str]) -> Word:
    raw = match.group()
    possessive = bool(_POSSESSIVE.search(raw)) and len(raw) > 3 and fold(raw) not in _CONTRACTIONS
    if possessive:
        raw = raw[:-2]
    return Word(fold(raw), raw, match.start(), match.start() + len(raw), possessive)


def overlaps(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span shares any character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in spans)
