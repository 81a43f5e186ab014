"""A message with its particulars replaced by tokens: what Rasa is taught on, and what it is asked about.

"Dr Rao tomorrow at 5 for Mia" becomes "_doctor_ _when_ for _name_". Intents depend on the shape of a sentence, not on
who or when; so the examples in `nlu/data` are written with these tokens, and no patient's name ever reaches Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WHEN, DOCTOR, NAME, SPECIALTY, NUMBER = "_when_", "_doctor_", "_name_", "_specialty_", "_number_"

Span = tuple[int, int]

_BETWEEN = r"(?:[\s,.]|\b(?:on|at|in|the|of|for|and|from|around|about)\b)*"
_AGAIN = re.compile(rf"{WHEN}(?:{_BETWEEN}{WHEN})+", re.IGNORECASE)
_TITLED = re.compile(rf"\b(?:dr|doctor|doc|prof)\.?\s+(?={DOCTOR})", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![^\W_])\d+(?:[.,:/-]\d+)*(?![^\W_])")
# "Anything later?" asks for other times and "later" is a goodbye: such words say more than when.
_TELLING = re.compile(
    r"(?:(?:a|an|any|the|bit|little|much|even|at|your|very|as|or) )*"
    r"(?:asap|earlier|earliest|evening|first|later|latest|next|night|one|same (?:time|day)|soon|sooner|soonest)"
    r"(?: (?:available|one|time|possible|than that))*|.*\b(?:late|behind)\b.*",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


def mask(text: str, spans: Iterable[tuple[Span, str]]) -> str:
    """The text with each (start, end) span replaced by its token; of overlapping ones the first counts."""
    taken: list[tuple[Span, str]] = []
    for (start, end), token in spans:
        if token == WHEN and _TELLING.fullmatch(text[start:end].strip()):
            continue
        if all(end <= other[0] or other[1] <= start for other, _ in taken):
            taken.append(((start, end), token))
    pieces, place = [], 0
    for (start, end), token in sorted(taken):
        pieces += [text[place:start], f" {token} "]
        place = end
    masked = "".join([*pieces, text[place:]]).translate(_APOSTROPHES)
    masked = _DIGITS.sub(f" {NUMBER} ", masked)
    masked = _TITLED.sub("", _AGAIN.sub(WHEN, _SPACE.sub(" ", masked)))
    return masked.strip()
