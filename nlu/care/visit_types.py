"""Which of the clinic's visit types a message names, in the clinic's own words or in everyday ones."""

from __future__ import annotations

import re

_EVERYDAY = (
    r"vaccin\w*|immuni[sz]\w*|shots?|jabs?|boosters?",
    r"check[ -]?ups?|physicals?|medicals?",
    r"follow[ -]?ups?|reviews?",
    r"cleanings?|hygien\w*|scale and polish",
    r"blood tests?|bloods|blood draws?",
    r"video\w*",
)
"""Words that mean the same kind of visit; a clinic's visit type is matched by the group its name belongs to."""

_DULL = re.compile(r"an?|and|the|of|for|in|with|visit|appointment|first|new|patient|minutes|min|long|short")


class VisitTypeLinker:
    """Finds the visit types of one clinic in messages."""

    def __init__(self, visit_types: tuple[str, ...], also_called: tuple[tuple[str, str], ...] = ()) -> None:
        self._patterns = [
            (name, _pattern(name, *(other for other, kind in also_called if kind == name))) for name in visit_types
        ]
        groups = (re.compile(rf"\b(?:{group})\b", re.IGNORECASE) for group in _EVERYDAY)
        called = (*visit_types, *(other for other, _ in also_called))
        self._not_ours = [group for group in groups if not any(map(group.search, called))]

    def find(self, text: str) -> tuple[str, ...]:
        """The visit types named, in the clinic's order and spelling."""
        return tuple(name for name, pattern in self._patterns if pattern.search(text))

    def strange(self, text: str) -> str | None:
        """The everyday words for a kind of visit that the clinic does not have."""
        return next((match.group() for group in self._not_ours if (match := group.search(text))), None)


def _pattern(name: str, *others: str) -> re.Pattern[str]:
    ways = [_words(one) for one in (name, *others)]
    ways += [group for group in _EVERYDAY if re.search(rf"\b(?:{group})\b", name, re.IGNORECASE)]
    return re.compile(rf"\b(?:{'|'.join(ways)})\b", re.IGNORECASE)


def _words(name: str) -> str:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", name.lower()) if not _DULL.fullmatch(word)]
    return r"[\s-]?".join(words) if words else re.escape(name.lower())
