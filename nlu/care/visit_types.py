"""Which of the clinic's visit types a message names, in the clinic's own words or in everyday ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlu.core.words import Span, split
from nlu.languages.speaking import grammar
from nlu.languages.vocabularies import VisitKind

_NAMED, _MEANT, _WORD = 3.0, 2.0, 1.0
"""What a name of the clinic's counts, a word that means the same, and one word of the name by itself."""

_NEAR = 3
"""Characters between two finds that are one: "my yearly check-up"."""


class _Kind(NamedTuple):
    name: str
    patterns: tuple[re.Pattern[str], ...]
    words: frozenset[str]  # that tell it from others
    meanings: tuple[VisitKind, ...]
    general: frozenset[str]  # words of its name that by themselves say little: the "review" of "asthma review"


class _Find(NamedTuple):
    start: int
    end: int
    name: str
    score: float


class VisitTypeLinker:
    """Finds the visit types of one clinic in messages."""

    def __init__(self, visit_types: tuple[str, ...], also_called: tuple[tuple[str, str], ...] = ()) -> None:
        self._kinds = [
            _kind(name, [other for other, kind in also_called if kind == name]) for name in visit_types
        ]  # fmt: skip
        called = (*visit_types, *(other for other, _ in also_called))
        self._not_ours = [
            kind
            for kind in grammar().care.visits
            if kind not in grammar().care.of_anybody and not any(map(kind.names.search, called))
        ]

    def find(self, text: str) -> tuple[str, ...]:
        """The visit types named, in the clinic's order and spelling; several where a word fits several."""
        return self._in_order({name for one in self.find_each(text) for name in one})

    def find_each(self, text: str) -> list[tuple[str, ...]]:
        """The same for each place where one is named, in the order said: "a jab and a check-up"."""
        others = [match.span() for kind in self._not_ours for match in kind.names.finditer(text)]
        finds = (find for kind in self._kinds for find in _finds(kind, text))
        return self._best([find for find in finds if not _is_part_of_another(find, others)])

    def find_in_piece(self, text: str, *, whole: bool = False) -> tuple[str, ...]:
        """The same of a few words that are known to be about a visit, where one word of a name will do: "smear".
        `whole`: only if they say nothing else, "asthma" and not "asthma is worse"."""
        found = self.find(text)
        if found:
            return found
        finds = [find for kind in self._kinds for find in _by_word(kind, text) if not whole or _is_all(kind, text)]
        return self._in_order({name for one in self._best(finds) for name in one})

    def strange(self, text: str) -> str | None:
        """The everyday words for a kind of visit that the clinic does not have."""
        return next((match.group() for kind in self._not_ours if (match := kind.names.search(text))), None)

    def _best(self, finds: list[_Find]) -> list[tuple[str, ...]]:
        """The best of each place in the text, ties kept."""
        places: list[list[_Find]] = []
        for one in sorted(finds, key=lambda find: -find.score):
            here = next((place for place in places if any(_near(one, other) for other in place)), None)
            if here is None:
                places.append([one])
            elif one.score == here[0].score:
                here.append(one)
        ordered = sorted(places, key=lambda place: min(find.start for find in place))
        return list(dict.fromkeys(self._in_order({find.name for find in place}) for place in ordered))

    def _in_order(self, names: set[str]) -> tuple[str, ...]:
        return tuple(kind.name for kind in self._kinds if kind.name in names)


def _near(one: _Find, other: _Find) -> bool:
    """Whether two finds are of one place."""
    return one.start < other.end + _NEAR and other.start < one.end + _NEAR


def _kind(name: str, others: list[str]) -> _Kind:
    words = _words(name)
    meanings = [
        one
        for one in grammar().care.visits
        if any(map(one.names.search, (name, *others))) and _means(one, name, others)
    ]
    patterns = tuple(re.compile(rf"\b(?:{_pattern(one)})\b", re.IGNORECASE) for one in (name, *others))
    general = frozenset(
        word for word in words for one in grammar().care.visits if one.general and one.names.fullmatch(word)
    )
    return _Kind(name, patterns, words, tuple(meanings), general)


def _means(one: VisitKind, name: str, others: list[str]) -> bool:
    """Whether a visit is meant by whatever means such a one: by a general word only where it is called nothing else."""
    return not one.general or any(not _words(one.names.sub(" ", called)) for called in (name, *others))


def _words(name: str) -> frozenset[str]:
    said = [word.text for word in split(name)]
    telling = [word for word in said if word not in grammar().care.dull]
    return frozenset(
        word for word in telling if word not in grammar().care.lengths | grammar().care.named_for and not word.isdigit()
    )


def _pattern(name: str) -> str:
    """The clinic's name for it, without the words that every visit may have; how long it is needs one of these."""
    said = [word.text for word in split(name)]
    telling = [re.escape(word) for word in said if word not in grammar().care.dull]
    if not telling:
        return r"\W+".join(map(re.escape, said))
    if set(telling) <= grammar().care.lengths:
        return grammar().care.visit_of_length(r"\W+".join(telling))
    if set(telling) <= grammar().care.named_for:  # "the nurse" names no kind of visit
        return grammar().care.visit_with(" ".join(telling))
    return r"(?:['’]?s)?[\s-]?".join(telling)


def _finds(kind: _Kind, text: str) -> Iterator[_Find]:
    said = {word.text for word in split(text)}
    told = len(kind.words & said)
    for pattern in kind.patterns:
        for match in pattern.finditer(text):
            yield _Find(match.start(), match.end(), kind.name, _NAMED + told + _whole(kind, match.group()))
    for meaning in kind.meanings:
        for pattern in (meaning.names, meaning.ways):
            for match in pattern.finditer(text):
                yield _Find(match.start(), match.end(), kind.name, _MEANT + told)

    for word in split(text):
        if word.text.removesuffix("s") in kind.general:
            yield _Find(word.start, word.end, kind.name, _MEANT + told - 1)


def _whole(kind: _Kind, said: str) -> float:
    """A little more where a name is said and another is only part of it: "consultation", "long consultation"."""
    return len(said) / (len(kind.name) + 100)


def _is_part_of_another(find: _Find, others: list[Span]) -> bool:
    """Whether it lies in the longer name of a visit that is not this clinic's: "physical therapy"."""
    return any(start <= find.start and find.end <= end and end - start > find.end - find.start for start, end in others)


def _by_word(kind: _Kind, text: str) -> Iterator[_Find]:
    told = [word for word in split(text) if word.text in kind.words]
    for word in told:
        yield _Find(word.start, word.end, kind.name, _WORD * len(told))


def _is_all(kind: _Kind, text: str) -> bool:
    return all(word.text in kind.words or grammar().care.small_words.fullmatch(word.text) for word in split(text))
