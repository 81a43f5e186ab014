"""Whom an appointment is for: names and relations as the message says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlu.core.meaning import Person
from nlu.core.words import Span
from nlu.languages.speaking import grammar
from nlu.people.beneficiaries import beneficiaries, related
from nlu.people.mentions import Found, PeopleMatch, named, oneself, told_once, unnamed, without_s
from nlu.people.name_reader import NameReader, cased, known_name, may_be_first_name, ordinary

_LONGEST_TEXT = 4000  # characters

_LONGEST_INTRODUCED = 4  # words


def find_people(text: str, asked: str | None = None, skip_spans: Iterable[Span] = ()) -> PeopleMatch:
    """Whom the text speaks of as a patient: "for my daughter Mia", "I'm Angela", "me".

    `asked` is what the bot asked last; a bare name counts only where a patient or an appointment was asked about.
    `skip_spans` are places already understood as something else, a doctor's name for one.
    """
    reader = NameReader(text[:_LONGEST_TEXT], tuple(skip_spans))
    found = [*related(reader), *_here(reader), *_introduced(reader), *beneficiaries(reader)]
    if not found and asked in ("patient", "appointment"):
        found = _bare(reader)
    if not found:
        found = _signed(reader, asked)
    return told_once(found)


def _signed(reader: NameReader, asked: str | None) -> list[Found]:
    """ "Me, Tom Baker", whatever was asked; where it was a time, also a first name and a surname all by themselves."""
    if reader.at(0) in grammar().people.me:
        own = oneself(reader, 0)
        return [own] if own.person.name and (known_name(reader.at(1)) or reader.capital(1)) else []
    end = reader.name_at(0, sure=False) if asked in ("slot", "date", "time") and known_name(reader.at(0)) else None
    written = end and end > 1 and all(reader.words[place].raw[0].isupper() for place in range(end))
    return [named(reader, 0, end)] if end and written and reader.ends_clause(end - 1) else []


def _introduced(reader: NameReader) -> Iterator[Found]:
    """ "My name is Angela", "I'm Ben", "this is John", "her name is Mia"."""
    place = 0
    while place < len(reader.words):
        length = _cue_length(reader, place)
        if length:
            relation, sure = grammar().people.cues[tuple(reader.at(place + step) for step in range(length))]
            end = _name_after(reader, place + length, sure=sure)
            if end and reader.at(place - 1) not in grammar().people.things:
                yield named(reader, place + length, end, relation)
        place += max(length, 1)


def _name_after(reader: NameReader, first: int, *, sure: bool) -> int | None:
    """The place after the name that an introduction leads up to; "I'm Ben's mum" introduces nobody."""
    if not re.fullmatch(r"\s*[,:=\-]?\s*", reader.gap(first - 1)):
        return None
    end = reader.name_at(first, sure=sure)
    if not end or reader.words[end - 1].possessive or not (sure or _stands_as_name(reader, first, end)):
        return None
    return end


def _cue_length(reader: NameReader, place: int) -> int:
    """The number of words of the longest introduction that starts at a place; 0 where none does."""
    for length in range(max(map(len, grammar().people.cues), default=0), 0, -1):
        cue = tuple(reader.at(place + step) for step in range(length))
        if cue in grammar().people.cues and (
            cue != grammar().people.cue_of_a_form or re.fullmatch(r"\s*[:=\-]\s*", reader.gap(place))
        ):
            return length
    return 0


def _stands_as_name(reader: NameReader, first: int, end: int) -> bool:
    """After "I'm" or "it's" most words are no names: a known first name, a capital, or the end of the sentence."""
    if reader.promised(first):
        return True
    if ordinary(reader.at(first)):
        return may_be_first_name(reader.at(first)) and reader.capital(first) and end - first > 1
    return reader.capital(first) or (not reader.mixed_case and end - first > 1 and end == len(reader.words))


def _here(reader: NameReader) -> Iterator[Found]:
    """ "Angela here", "it's Angela Moss here"."""
    for place in range(1, len(reader.words)):
        if reader.at(place) != grammar().people.here:
            continue
        begins = range(max(0, place - _LONGEST_INTRODUCED), place)
        whole = (
            first for first in begins if known_name(reader.at(first)) and reader.name_at(first, sure=False) == place
        )
        if (first := next(whole, None)) is not None:
            yield named(reader, first, place, "self")


def _bare(reader: NameReader) -> list[Found]:
    """A short answer to "who is it for?": a name and hardly anything else, or oneself."""
    at = 0
    while reader.at(at) in grammar().people.leading:
        at += 1
    if at >= len(reader.words):
        return []
    word = reader.words[at]
    if word.text in grammar().people.oneself:
        return [oneself(reader, at)]
    if word.text in grammar().relations.relations:
        return [unnamed(word, grammar().relations.relations[word.text])]
    if without_s(word) != word.raw:
        return [Found(Person(cased(without_s(word))), word.start, word.end)]
    if doctor := _is_doctor_too(reader, at):
        return [doctor]
    end = reader.name_at(at, sure=True)
    if not end or not _answers(reader, at, end):
        return []
    if turned := _surname_first(reader, at, end):
        return [turned]
    found = [named(reader, at, end)]
    other = reader.name_at(end + 1, sure=False) if reader.at(end) in grammar().people.joins else None
    return [*found, named(reader, end + 1, other)] if other else found


def _is_doctor_too(reader: NameReader, title: int) -> Found | None:
    """A patient with a doctor's title and a full name, who is none of the clinic's own: "Dr Anna Kowalski"."""
    end = reader.name_at(title + 1, sure=True) if reader.at(title) in grammar().people.titles else None
    full = end and end - title > 2 and not reader.skipped(title)
    whole = end and (reader.ends_clause(end - 1) or reader.at(end) in grammar().people.after_a_name)
    return named(reader, title + 1, end) if end and full and whole else None


def _surname_first(reader: NameReader, first: int, comma: int) -> Found | None:
    """ "Smith, John" is John Smith; "Ben, Mia" are two."""
    end = reader.name_at(comma, sure=True) if reader.gap(comma - 1).strip() == "," else None
    if not end or known_name(reader.at(first)) or not reader.ends_clause(end - 1):
        return None
    if not known_name(reader.at(comma)) and not (reader.capital(comma) and end == len(reader.words)):
        return None
    name = f"{reader.spoken(comma, end)} {reader.spoken(first, comma)}"
    return Found(Person(name), reader.words[first].start, reader.words[end - 1].end)


def _answers(reader: NameReader, first: int, end: int) -> bool:
    """Whether a bare name is the whole of its clause, so that it is not the first word of a sentence."""
    if reader.promised(first):
        return True
    if ordinary(reader.at(first)):
        if end - first > 1 and (reader.ends_clause(end - 1) or reader.at(end) in grammar().people.after_a_name):
            return True
        return end == len(reader.words) and may_be_first_name(reader.at(first))
    return reader.ends_clause(end - 1) or reader.at(end) in grammar().people.after_a_name
