"""The languages that are understood, and which of them is being spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

import nlu.languages
from nlu.core.words import split
from nlu.languages.grammar import Grammar

DEFAULT = "en"
"""What is spoken where nobody says otherwise."""

Made = TypeVar("Made")

_ENOUGH = 2
"""Small words by which a language is told: one alone may be of any."""


def _kept(language: str) -> Grammar:
    found: Grammar = import_module(f"nlu.languages.{language}.grammar").GRAMMAR
    return found


_known = {folder.name: _kept(folder.name) for folder in iter_modules(nlu.languages.__path__) if folder.ispkg}
_spoken: ContextVar[Grammar | None] = ContextVar("the language being spoken", default=None)


def grammar() -> Grammar:
    """The grammar of the language that is being spoken."""
    return _spoken.get() or _known[DEFAULT]


@contextmanager
def speaking(language: str | None) -> Iterator[Grammar]:
    """Within it a language is spoken, in this thread; English, where it is none that we understand."""
    chosen = _known.get(language or DEFAULT, _known[DEFAULT])
    token = _spoken.set(chosen)
    try:
        yield chosen
    finally:
        _spoken.reset(token)


def understood() -> tuple[str, ...]:
    """The languages that have a grammar: a folder beside this file, or added."""
    return tuple(_known)


def grammars() -> tuple[Grammar, ...]:
    """The grammars of all of them."""
    return tuple(_known.values())


@contextmanager
def added(more: Grammar) -> Iterator[None]:
    """Within it one more language is understood, in every thread."""
    _known[more.language] = more
    try:
        yield
    finally:
        del _known[more.language]


def likeliest(text: str) -> str | None:
    """The language with the most small words in a text; None where they are few, or no single one has the most."""
    words = {word.text for word in split(text)}
    counted = sorted((len(words & one.words.function), one.language) for one in grammars())
    most, language = counted[-1]
    others = [count for count, _ in counted[:-1]]
    return language if most >= _ENOUGH and most > max(others, default=0) else None


class OfLanguage(Generic[Made]):
    """What is made once for each language that is spoken, when it is first needed. Safe to share between threads."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: dict[str, Made] = {}

    def now(self) -> Made:
        """The one of the language that is being spoken."""
        spoken = grammar().language
        if spoken not in self._made:
            self._made[spoken] = self._make()
        return self._made[spoken]
