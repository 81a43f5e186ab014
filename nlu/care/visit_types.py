"""Which of the clinic's visit types a message names, in the clinic's own words or in everyday ones."""

from __future__ import annotations

import re

from nlu.languages.speaking import grammar


class VisitTypeLinker:
    """Finds the visit types of one clinic in messages."""

    def __init__(self, visit_types: tuple[str, ...], also_called: tuple[tuple[str, str], ...] = ()) -> None:
        self._patterns = [
            (name, _pattern(name, *(other for other, kind in also_called if kind == name))) for name in visit_types
        ]
        groups = (re.compile(rf"\b(?:{group})\b", re.IGNORECASE) for group in grammar().care.visits)
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
    ways += [group for group in grammar().care.visits if re.search(rf"\b(?:{group})\b", name, re.IGNORECASE)]
    return re.compile(rf"\b(?:{'|'.join(ways)})\b", re.IGNORECASE)


def _words(name: str) -> str:
    words = [
        re.escape(word) for word in re.findall(r"[^\W_]+", name.lower()) if not grammar().care.dull.fullmatch(word)
    ]
    return r"[\s-]?".join(words) if words else re.escape(name.lower())
