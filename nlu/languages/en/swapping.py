"""Whether somebody asks that two appointments take each other's times."""

from __future__ import annotations

import re

from nlu.core.words import fold

_SWAPS = re.compile(
    r"\b(?:(?:swap|switch|trade|change|exchange)(?:ped|ed|d|ping|ing)? "
    r"(?:them|us|these|those|both|the two|places|(?:(?:their|our|the) )?(?:times|slots|places))"
    r"|(?:swap|switch)(?:ped|ed)? (?:a?round|over)"
    r"|(?:the )?other way (?:a?round|about)|vice versa)\b"
)
_ANOTHER_DAY = re.compile(r"\b(?:swap|switch|change) (?:them|these|those|both) (?:to|for|onto|until)\b")


_TRADES = re.compile(r"\b(?:swap|switch|trade|exchange)(?:ped|ping|d|ed|ing)?\b(?!.* (?:to|onto|until) )")


def trades(text: str) -> bool:
    """ "Swap mine with Ron's": where two appointments are told in it, they shall change places."""
    return bool(_TRADES.search(fold(text)))


def swaps(text: str) -> bool:
    """ "Swap them round", "the other way about"; not "swap them for Thursday", which is a move."""
    said = " ".join(re.sub(r"[^\w\s]+", " ", fold(text)).split())
    return bool(_SWAPS.search(said)) and not _ANOTHER_DAY.search(said)
