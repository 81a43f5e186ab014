"""The texts of one language, read from its folder of YAML files, one a subject."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

Entry = str | list[str] | dict[str, str]
"""A text; or several that say the same, so that none is said twice in a row; or one for each plural form of `count`."""


DEFAULT = "en"
"""What is spoken to whom we know no better language of."""


class Catalogue:
    """Texts by key. Raises KeyError for a key the language lacks: tests keep every language complete."""

    def __init__(self, language: str, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self._entries = entries

    def entry(self, key: str) -> Entry:
        """A text as it is kept."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def pattern(self, key: str, *, plural: str, again: int) -> str:
        """The text with its placeholders. `plural` is CLDR's form of its count; `again` picks among variants."""
        entry = self._entries[key]
        if isinstance(entry, dict):
            return entry.get(plural, entry["other"])
        if isinstance(entry, list):
            return entry[again % len(entry)]
        return entry

    def patterns(self, key: str) -> tuple[str, ...]:
        """Every form of a text."""
        entry = self._entries[key]
        if isinstance(entry, str):
            return (entry,)
        return tuple(entry.values() if isinstance(entry, dict) else entry)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names of what goes into a text."""
        return frozenset(
            name for pattern in self.patterns(key) for _, name, _, _ in string.Formatter().parse(pattern) if name
        )


_added: dict[str, Catalogue] = {}


def languages() -> tuple[str, ...]:
    """The languages Docspot speaks, English first: a folder beside this file, or added."""
    folders = (file for file in resources.files(__package__).iterdir() if file.is_dir())
    found = {folder.name for folder in folders if not folder.name.startswith("_")} | _added.keys()
    return (DEFAULT, *sorted(found - {DEFAULT}))


def catalogue(language: str) -> Catalogue:
    """The texts of a language; of English where we do not speak it."""
    return _added.get(language) or _kept_in_folder(language if language in languages() else DEFAULT)


@contextmanager
def added(more: Catalogue) -> Iterator[None]:
    """Within it one more language is spoken, in every thread."""
    _added[more.language] = more
    try:
        yield
    finally:
        del _added[more.language]


@cache
def _kept_in_folder(language: str) -> Catalogue:
    files = sorted(resources.files(__package__).joinpath(language).iterdir(), key=lambda file: file.name)
    entries: dict[str, Entry] = {}
    for file in files:
        entries |= YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return Catalogue(language, entries)
