"""One mention of a person in a message, and several mentions of the same person told as one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from nlu.core.meaning import Person, Relation
from nlu.core.words import Span, Word
from nlu.languages.speaking import grammar
from nlu.people.name_reader import NameReader, known_name, ordinary


class PeopleMatch(NamedTuple):
    """The people of a message in the order they are spoken of, and where."""

    people: tuple[Person, ...]
    spans: tuple[Span, ...]


class Found(NamedTuple):
    """One mention of a person and where it stands."""

    person: Person
    start: int
    end: int


def named(
    reader: NameReader, first: int, end: int, relation: Relation | None = None, called: str | None = None
) -> Found:
    """A person by the name in these words."""
    start, stop = reader.words[first].start, reader.words[end - 1].end
    return Found(Person(reader.spoken(first, end), relation, called), start, stop)


def unnamed(word: Word, relation: Relation) -> Found:
    """A person by what they are to the patient."""
    return Found(Person(None, relation, word.text), word.start, word.end)


def oneself(reader: NameReader, place: int) -> Found:
    """The writer, with the name that may follow: "me", "me, John Miller"."""
    marked = re.fullmatch(r"\s*[,:.\-–(]\s*", reader.gap(place)) is not None
    follows = reader.gap(place).isspace() and _opens_a_name(reader, place + 1)
    end = reader.name_at(place + 1, sure=True) if marked or follows else None
    word = reader.words[place]
    return named(reader, place + 1, end, "self", word.text) if end else unnamed(word, "self")


def _opens_a_name(reader: NameReader, place: int) -> bool:
    """Whether a word behind "me" is a name with nothing before it to promise one: "me Judith Moss"."""
    if place >= len(reader.words):
        return False
    return known_name(reader.at(place)) or (reader.capital(place) and not ordinary(reader.at(place)))


def without_s(word: Word) -> str:
    """A first name without the s of a possessive typed without its apostrophe: "mias" is Mia's."""
    bare = word.text[:-1]
    if (
        word.text.endswith("s")
        and word.text not in grammar().words.first_names
        and bare in grammar().words.first_names
        and not ordinary(word.text)
    ):
        return word.raw[:-1]
    return word.raw


def told_once(found: list[Found]) -> PeopleMatch:
    """One entry a person: overlaps dropped, "my kid … her name is Angela" told as one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    people: list[Person] = []
    for one in kept:
        _add(people, one.person)
    return PeopleMatch(tuple(people), tuple((one.start, one.end) for one in kept))


def _add(people: list[Person], person: Person) -> None:
    """Add a person, or what is newly said of one already spoken of."""
    for place, known in enumerate(people):
        awaits_name = known.name is None and known.relation not in (None, "self") and person.relation is None
        same_name = bool(person.name and known.name) and str(person.name).casefold() == str(known.name).casefold()
        oneself = known.relation == "self" == person.relation
        mentioned = person.name is None and (known.relation, known.called) == (person.relation, person.called)
        if awaits_name or same_name or oneself or mentioned:
            people[place] = replace(
                known,
                name=known.name or person.name,
                relation=known.relation or person.relation,
                called=known.called or person.called,
            )
            return
    people.append(person)
