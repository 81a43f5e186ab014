"""A made-up second language, registered by tests alone: English with other letters, as a mirror shows it.

"Hello, can I see Dr Lee?" is "Jimmu, del O tii Dr Lee?". Its grammar is that of English behind the mirror, so whatever
can be said in English can be said in it; what a mechanism finds by an English word of its own, it does not find. The
language has Esperanto's code, for the days and months of its texts, which come from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from bot.texts import catalogue
from bot.texts.catalogue import Catalogue, Entry
from bot.texts.catalogue import added as texts_added
from nlu.core.words import Word, vocabulary
from nlu.languages.grammar import Grammar
from nlu.languages.readings import Specialty
from nlu.languages.speaking import added as grammar_added
from nlu.languages.speaking import grammar
from nlu.languages.vocabularies import VisitKind

CODE = "eo"
NAMES = vocabulary("dr sam lee maya rao petra lind priya tom baker mia kaur ann field riverside clinic")
"""Words that are the same in every language."""

_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_PAIRS = {
    **{one: _VOWELS[(place + 1) % 5] for place, one in enumerate(_VOWELS)},
    **{one: _CONSONANTS[(place + 1) % 21] for place, one in enumerate(_CONSONANTS)},
}
_LETTERS = _PAIRS | {one.upper(): other.upper() for one, other in _PAIRS.items()}
_THERE = str.maketrans(_LETTERS)
_BACK = str.maketrans({other: one for one, other in _LETTERS.items()})
_KEPT = re.compile(r"\{[^{}]*\}|\b_[a-z]+_\b|[A-Za-z]+")
"""Placeholders and the tokens of a masked text stay as they are."""


def mirror(text: str) -> str:
    """English in the made-up language."""
    return _exchanged(text, _THERE)


def unmirror(text: str) -> str:
    """The made-up language in English."""
    return _exchanged(text, _BACK)


def _exchanged(text: str, letters: Mapping[int, Any]) -> str:
    def other(found: re.Match[str]) -> str:
        word = found.group()
        return word if word[0] in "{_" or word.lower() in NAMES else word.translate(letters)

    return _KEPT.sub(other, text)


@contextmanager
def spoken() -> Iterator[None]:
    """Within it there is a second language."""
    with grammar_added(_grammar()), texts_added(_texts()):
        yield


@cache
def _texts() -> Catalogue:
    english = catalogue("en")
    return Catalogue(CODE, {key: _mirrored_text(key, english.entry(key)) for key in english})


def _mirrored_text(key: str, entry: Entry) -> Entry:
    if key.startswith(("format.day", "format.short")):
        return entry  # CLDR's patterns
    if isinstance(entry, str):
        return mirror(entry)
    return list(map(mirror, entry)) if isinstance(entry, list) else {form: mirror(one) for form, one in entry.items()}


class _Match:
    """A match in the mirrored text, with its words as they stand there."""

    def __init__(self, found: re.Match[str]) -> None:
        self._found = found

    def group(self, *which: Any) -> Any:
        return _mirrored_group(self._found.group(*which))

    def __getitem__(self, which: Any) -> Any:
        return _mirrored_group(self._found[which])

    def groupdict(self) -> dict[str, str | None]:
        return {name: _mirrored_group(said) for name, said in self._found.groupdict().items()}

    def groups(self) -> tuple[str | None, ...]:
        return tuple(map(_mirrored_group, self._found.groups()))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found, name)


def _mirrored_group(said: str | None) -> str | None:
    return said if said is None else mirror(said)


class _Pattern:
    """An English expression that looks into the mirror. Letters stand where they stood, so places are the same."""

    def __init__(self, english: re.Pattern[str]) -> None:
        self._english = english

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pattern) and self._english == other._english

    def __hash__(self) -> int:
        return hash(self._english)

    def _found(self, how: str, text: str, *places: int) -> _Match | None:
        found = getattr(self._english, how)(unmirror(text), *places)
        return None if found is None else _Match(found)

    def search(self, text: str, *places: int) -> _Match | None:
        return self._found("search", text, *places)

    def match(self, text: str, *places: int) -> _Match | None:
        return self._found("match", text, *places)

    def fullmatch(self, text: str, *places: int) -> _Match | None:
        return self._found("fullmatch", text, *places)

    def finditer(self, text: str, *places: int) -> Iterator[_Match]:
        return map(_Match, self._english.finditer(unmirror(text), *places))

    def findall(self, text: str) -> list[Any]:
        return [mirror(one) for one in self._english.findall(unmirror(text))]

    def split(self, text: str) -> list[str]:
        return [mirror(one) for one in self._english.split(unmirror(text)) if one is not None]

    def sub(self, by: str | Callable[[Any], str], text: str) -> str:
        if isinstance(by, str):
            return mirror(self._english.sub(unmirror(by), unmirror(text)))
        return mirror(self._english.sub(lambda found: unmirror(by(_Match(found))), unmirror(text)))


class _Frequencies(Mapping[str, int]):
    def __init__(self, english: Mapping[str, int]) -> None:
        self._english = english

    def __getitem__(self, word: str) -> int:
        return self._english[unmirror(word)]

    def __contains__(self, word: object) -> bool:
        return unmirror(str(word)) in self._english

    def __iter__(self) -> Iterator[str]:
        return map(mirror, self._english)

    def __len__(self) -> int:
        return 1


_LABEL_AT = {"lone": 1, "leading": 1, "is_said": 0, "repeats": 1}
"""Where functions are given a word of the mechanism's own."""

_OF_TEXT = {"standard", "spelt", "singular", "plain_name"}
"""Functions that give back text."""


def _mirrored(value: Any, name: str = "") -> Any:
    match value:
        case str():
            return mirror(value)
        case re.Pattern():
            return _Pattern(value)
        case frozenset():
            return frozenset(_mirrored(one) for one in value)
        case Word() | Specialty() | VisitKind():
            return type(value)(*(_mirrored(one) for one in value))
        case tuple():
            return tuple(_mirrored(one) for one in value)
        case Mapping():
            return {_mirrored(key): one for key, one in value.items()}
    if is_dataclass(value):
        return replace(
            value, **{one.name: _mirrored_field(one.name, getattr(value, one.name)) for one in fields(value)}
        )
    return _function(value, name) if callable(value) else value


_LABELS = {"rules", "marks"}
"""Tables that pair the mechanism's own words with expressions."""


def _mirrored_field(name: str, value: Any) -> Any:
    if name in _LABELS:
        return tuple((label, _mirrored(pattern)) for label, pattern in value)
    if name == "specialties":
        return tuple(
            one._replace(names=_mirrored(one.names), parts=_mirrored(one.parts), complaints=_mirrored(one.complaints))
            for one in value
        )
    return _mirrored(value, name)


def _function(english: Callable[..., Any], name: str) -> Callable[..., Any]:
    def behind(*given: Any, **more: Any) -> Any:
        seen = [
            unmirror(one) if isinstance(one, str) and place != _LABEL_AT.get(name) else one
            for place, one in enumerate(given)
        ]
        found = english(*seen, **more)
        if name in _OF_TEXT:
            return mirror(found)
        if name in ("yes_no", "leading") and found:
            return found[0], mirror(found[1])
        if name in ("names_in", "neighbours"):
            return frozenset(map(mirror, found))
        return _Frequencies(found) if name == "frequency" else found

    return behind


@cache
def _grammar() -> Grammar:
    return replace(_mirrored(grammar()), language=CODE, taught=False)
