"""A message with its particulars replaced by tokens: what Rasa is taught on, and what it is asked about.

"Dr Rao tomorrow at 5 for Mia" becomes "_doctor_ _when_ for _name_". Intents depend on the shape of a sentence, not on
who or when; so the examples in `nlu/data` are written with these tokens, and no patient's name ever reaches Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

WHEN, DOCTOR, NAME, SPECIALTY, NUMBER = "_when_", "_doctor_", "_name_", "_specialty_", "_number_"

Span = tuple[int, int]

_DIGITS = re.compile(r"(?<![^\W_])\d+(?:[.,:/-]\d+)*(?![^\W_])")
_NEVER = re.compile(r"(?!)")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True)
class Masking:
    """What a language has around its particulars."""

    again: re.Pattern[str] = _NEVER  # two tokens of when with nothing but small words between
    titled: re.Pattern[str] = _NEVER  # a title before a doctor's token
    telling: re.Pattern[str] = _NEVER  # words that say more than when: "anything later?"


def mask(text: str, spans: Iterable[tuple[Span, str]], masking: Masking) -> str:
    """The text with each (start, end) span replaced by its token; of overlapping ones the first counts. `masking`: as
    the language of the text has it."""
    taken: list[tuple[Span, str]] = []
    for (start, end), token in spans:
        if token == WHEN and masking.telling.fullmatch(text[start:end].strip()):
            continue
        if all(end <= other[0] or other[1] <= start for other, _ in taken):
            taken.append(((start, end), token))
    pieces, place = [], 0
    for (start, end), token in sorted(taken):
        pieces += [text[place:start], f" {token} "]
        place = end
    masked = "".join([*pieces, text[place:]]).translate(_APOSTROPHES)
    masked = _DIGITS.sub(f" {NUMBER} ", masked)
    masked = masking.titled.sub("", masking.again.sub(WHEN, _SPACE.sub(" ", masked)))
    return masked.strip()
