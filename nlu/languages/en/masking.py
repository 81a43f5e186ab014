"""What stands between, before and within the particulars of an English message."""

from __future__ import annotations

import re

from nlu.core.mask import DOCTOR, WHEN, Masking

_BETWEEN = r"(?:[\s,.]|\b(?:on|at|in|the|of|for|and|from|around|about)\b)*"

_AGAIN = re.compile(rf"{WHEN}(?:{_BETWEEN}{WHEN})+", re.IGNORECASE)

_TITLED = re.compile(rf"\b(?:dr|doctor|doc|prof)\.?\s+(?={DOCTOR})", re.IGNORECASE)

# "Anything later?" asks for other times and "later" is a goodbye: such words say more than when.
_TELLING = re.compile(
    r"(?:(?:a|an|any|the|bit|little|much|even|at|your|very|as|or) )*"
    r"(?:asap|earlier|earliest|evening|first|later|latest|next|night|one|same (?:time|day)|soon|sooner|soonest)"
    r"(?: (?:available|one|time|possible|than that))*|.*\b(?:late|behind)\b.*",
    re.IGNORECASE,
)


MASKING = Masking(again=_AGAIN, titled=_TITLED, telling=_TELLING)
