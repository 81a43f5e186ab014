"""Whether a wish comes besides what was said before: "or after 4", "afternoons would do too"."""

from __future__ import annotations

import re

from nlu.languages.en.dates.said import Said

_OR_FIRST = re.compile(r"(?:(?:yes|yeah|ok|okay|well|hmm|actually|and) ?,? ?)*or(?: (?:else|maybe|even|perhaps))?\b")
_ALSO_BEFORE = re.compile(r"\balso\b[^.!?]*$")
_TOO_BEHIND = re.compile(
    r"(?:(?:would|will|could|can|might|is|are|be|do|work|works|suit|suits|me|us|just|fine|ok|okay|good|possible|alright)"
    r"(?!\S) ?){0,5}(?:too|also|as well|after all)(?!\S)"
)


def adds(line: str, said: list[Said]) -> bool:
    """Whether the times of a line are more of the same, rather than others instead."""
    if not said:
        return False
    first, last = said[0], said[-1]
    begins = bool(_OR_FIRST.match(line)) and first.start <= line.index("or") + _NEAR
    also = bool(_ALSO_BEFORE.search(line[: first.start]))
    return begins or also or bool(_TOO_BEHIND.match(line[last.end :].lstrip()))


_NEAR = 20
"""Characters: the "or" at the beginning belongs to the time that soon follows."""
