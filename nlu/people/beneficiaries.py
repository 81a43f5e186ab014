"""For whom something is asked: relatives, the people after a "for", the owner of an appointment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.core.meaning import Person, Relation
from nlu.languages.speaking import grammar
from nlu.people.mentions import Found, named, oneself, unnamed, without_s
from nlu.people.name_reader import NameReader, cased, known_name, may_be_first_name, ordinary


def related(reader: NameReader) -> Iterator[Found]:
    """ "my daughter Mia", "our little boy", "kid bem", "my son, he's called Ben"."""
    for place, word in enumerate(reader.words):
        relation = grammar().relations.relations.get(word.text)
        if relation is None or reader.skipped(place):
            continue
        owner = place - 1
        while reader.at(owner) in grammar().relations.described or reader.at(owner).isdigit():  # "my 2 kids"
            owner -= 1
        end = _name_of_relative(reader, place)
        first = place + 2 if reader.at(place + 1) in grammar().people.called else place + 1
        owned = (
            reader.at(owner) in grammar().relations.owners
            or owner < place - 1
            or reader.at(place - 1) in {"", *grammar().people.begins_kin}
        )
        if end and (owned or reader.promised(first)):
            found = named(reader, first, end, relation, word.text)
            yield found._replace(start=word.start)
            if word.text in grammar().relations.several:
                yield from _others_of(reader, end, relation, word.text)
        elif reader.at(owner) in grammar().relations.owners and _is_the_patient(reader, owner, place):
            yield unnamed(word, relation)


def _others_of(reader: NameReader, place: int, relation: Relation, called: str) -> Iterator[Found]:
    """The further names of several: Max and Jan of "my sons Ivo, Max and Jan"."""
    while place < len(reader.words):
        joined = reader.at(place) in grammar().people.joins
        if not joined and reader.gap(place - 1).strip() != ",":
            return
        first = place + joined
        end = reader.name_at(first, sure=False)
        if not end or not _looks_like_patient(reader, first):
            return
        yield named(reader, first, end, relation, called)
        place = end


def _name_of_relative(reader: NameReader, place: int) -> int | None:
    """The place after the name that follows a relation, if one does."""
    if reader.words[place].possessive:
        return _is_called(reader, place)
    if not re.fullmatch(r"\s*[,:(\-–]?\s*", reader.gap(place)):
        return None
    if reader.at(place + 1) in grammar().people.called:
        return reader.name_at(place + 2, sure=True)
    end = reader.name_at(place + 1, sure=bool(re.fullmatch(r"[ \t]+", reader.gap(place))))
    if end and reader.words[end - 1].possessive:
        return None
    return end


def _is_called(reader: NameReader, place: int) -> int | None:
    """The place after the name in "mum's Rosa"."""
    written = reader.capital(place + 1) if place + 1 < len(reader.words) else False
    end = reader.name_at(place + 1, sure=False) if written or known_name(reader.at(place + 1)) else None
    return end if end and not reader.words[end - 1].possessive else None


def _is_the_patient(reader: NameReader, owner: int, place: int) -> bool:
    """Whether a relative without a name is the patient, not somebody mentioned."""
    if reader.words[place].possessive and reader.at(place + 1) not in grammar().people.visits | {
        grammar().people.named_thing
    }:
        return False
    if (
        reader.at(place) == grammar().people.addressed
        and reader.ends_clause(place)
        and reader.at(owner - 1) != grammar().people.leads
    ):
        return False  # "thanks, my friend"
    return (
        reader.at(owner - 1) not in grammar().relations.mentioned_after
        and reader.at(place + 1) not in grammar().relations.opinions
    )


def beneficiaries(reader: NameReader) -> Iterator[Found]:
    """ "for Mia", "it's for me", "for both me and Mia", "Mark's appointment"."""
    for place, word in enumerate(reader.words):
        if word.text == grammar().people.leads and reader.at(place - 1) not in grammar().people.refused:
            yield from _listed(reader, place)
        elif word.text in grammar().people.visits and place:
            yield from _owner(reader, place - 1)
        elif word.text in grammar().people.me and (
            reader.at(place - 1) == grammar().people.both or reader.at(place + 1) in grammar().people.joins
        ):
            yield from _me_and(reader, place)


def _listed(reader: NameReader, place: int) -> Iterator[Found]:
    """The people after a "for": one, or several joined by "and"."""
    first = at = place + 1
    while reader.at(at) in grammar().people.only:
        at += 1
    while at < len(reader.words):
        word = reader.words[at]
        end = reader.name_at(at, sure=False)
        if word.text in grammar().people.me and (
            word.text == grammar().people.myself or at > first or _is_gift(reader, place, at)
        ):
            yield oneself(reader, at)
            end = at + 1
        elif end and _looks_like_patient(reader, at):
            yield named(reader, at, end)
        else:
            return
        if reader.at(end) not in grammar().people.joins:
            return
        at = end + 1


def _is_gift(reader: NameReader, place: int, me: int) -> bool:
    """ "An appointment for me" and "at 10 for me, Ann Field" name the patient; "do that for me" is a favour."""
    before = reader.at(place - 1)
    named_too = known_name(reader.at(me + 1)) or (reader.gap(me).strip() == "," and reader.name_at(me + 1, sure=True))
    return (
        before in grammar().people.gifts or not before or reader.at(me + 1) in grammar().people.joins or bool(named_too)
    )


def _looks_like_patient(reader: NameReader, place: int) -> bool:
    """Whether a name after "for" is a person's: a known first name, or a capital that an everyday word follows."""
    if reader.promised(place) or (may_be_first_name(reader.at(place)) and reader.capital(place)):
        return True
    following = reader.at(place + 1)
    return reader.capital(place) and not ordinary(reader.at(place)) and (not following or ordinary(following))


def _owner(reader: NameReader, place: int) -> Iterator[Found]:
    """ "Mark's appointment", "mias appt"."""
    word = reader.words[place]
    if reader.skipped(place) or word.text in grammar().relations.relations or ordinary(word.text):
        return
    name = without_s(word)
    if word.possessive or name != word.raw:
        yield Found(Person(cased(name)), word.start, word.end)


def _me_and(reader: NameReader, place: int) -> Iterator[Found]:
    """ "me and Ben", "both me and Mia"."""
    yield unnamed(reader.words[place], "self")
    if reader.at(place + 1) in grammar().people.joins:
        end = reader.name_at(place + 2, sure=False)
        if end and _looks_like_patient(reader, place + 2):
            yield named(reader, place + 2, end)
