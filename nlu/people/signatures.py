"""The name with which somebody signs: it says who writes, and asks for nobody's visit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from nlu.core.meaning import Meaning, Person
from nlu.languages.speaking import grammar
from nlu.people.name_reader import NameReader, known_name, ordinary

_AFTER = re.compile(r"[\s,.!x*]*(?:\+?[\d\s().-]{7,})?[\s.!]*", re.IGNORECASE)
"""What may still stand behind the name: kisses, a number to ring."""

_NEXT_LINE = re.compile(r"[^\S\n]*\n\s*")
_NEXT_SENTENCE = re.compile(r"[.!?]\s+")


class Signed(NamedTuple):
    """A message without its signature, and the name it is signed with."""

    body: str
    name: str


def signed(text: str, asked: str | None = None) -> Signed | None:
    """The signature of a message, if it has one: a name after a farewell, on a line of its own, or in full after the
    last sentence. Where a patient's name was asked for, only a farewell makes a name the writer's."""
    reader = NameReader(text, ())
    for start, body_end, sure in _places(text, bare=asked not in ("patient", "phone")):
        body, name = text[:body_end].rstrip(" \t,;-–\n"), _name_from(reader, start, sure=sure)
        if name and re.search(r"\w", body) and (sure or _is_told(body)):
            return Signed(body, name)
    return None


def _places(text: str, *, bare: bool) -> Iterator[tuple[int, int, bool]]:
    """Where a signature may begin, where what goes before it ends, and whether a farewell leads up to it."""
    for farewell in grammar().people.farewell.finditer(text):
        yield farewell.end(), farewell.start(), True
    if bare:
        last = [(found.end(), found.start()) for found in _NEXT_LINE.finditer(text.rstrip())]
        yield from ((start, end, False) for start, end in last)
        sentences = [(found.end(), found.start() + 1) for found in _NEXT_SENTENCE.finditer(text.rstrip())]
        yield from ((start, end, False) for start, end in sentences if " " in text[start:].strip())


def _name_from(reader: NameReader, start: int, *, sure: bool) -> str | None:
    """The name that begins here and ends the message."""
    first = next((place for place, word in enumerate(reader.words) if word.start >= start), None)
    if first is None or reader.text[start : reader.words[first].start].strip():
        return None
    end = reader.name_at(first, sure=True)
    if not end or not _AFTER.fullmatch(reader.text, reader.words[end - 1].end):
        return None
    capitals = all(reader.words[place].raw[0].isupper() for place in range(first, end))
    of_nothing_else = capitals and not ordinary(reader.at(first)) and (sure or end - first > 1)
    named = reader.promised(first) if sure else known_name(reader.at(first)) and capitals
    return reader.spoken(first, end) if named or of_nothing_else else None


def _is_told(body: str) -> bool:
    """Whether what goes before is complete: neither a name nor a list of names is still to come."""
    *_, line = body.splitlines()
    last = NameReader(body, ()).words[-1].text
    rows = NameReader(line, ())
    a_name = "\n" in body and rows.name_at(0, sure=True) == len(rows.words)
    return not (
        a_name or body.endswith(":") or last in grammar().people.names_next or last in grammar().relations.relations
    )


def introduced(people: Iterable[Person]) -> str | None:
    """The name of whoever says who they are, and not that anything is for them: "Ann Field here"."""
    return next((one.name for one in people if one.relation == "self" and one.called is None), None)


def by_writer(meaning: Meaning, name: str) -> Meaning:
    """A meaning and all after it, by whoever is called so: whatever is "for me" is for them."""
    people = tuple(
        replace(one, name=name) if one.relation == "self" and one.name is None else one for one in meaning.people
    )
    then = meaning.then and by_writer(meaning.then, name)
    return replace(meaning, people=people, signed=name, then=then)
