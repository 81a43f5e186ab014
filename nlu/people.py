"""Whom an appointment is for: names and relations as the message says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from nlu.first_names import FIRST_NAMES
from nlu.meaning import Person, Relation
from nlu.name_reader import NameReader, cased, known_name, ordinary
from nlu.relations import DESCRIBED, MENTIONED_AFTER, OPINIONS, OWNERS, RELATIONS
from nlu.words import Span, Word, vocabulary

_LONGEST_TEXT = 4000  # characters

_SELF_CUES = (  # a name is promised, the writer's own
    "my name is, my names, my full name is, im called, i am called, mi nombre es, me llamo, je mappelle, ich heisse,"
    " mein name ist, nazywam sie, call me"
)
_WEAK_SELF_CUES = "im, i am, this is"  # so much else follows these that the name must look like one
_OTHER_CUES = (
    "her name is, his name is, their name is, her names, his names, hes called, shes called, is called, the name is,"
    " patient is, patients name is, patient name is, patient name, name is"
)
_WEAK_OTHER_CUES = "its, it is, thats, name"
_VISITS = vocabulary("appointment appt appts slot visit booking")
_GIFTS = _VISITS | vocabulary("one time it its be is spot place and both another")
_AND = vocabulary("and n plus")
_PLEASE = _AND | vocabulary("pls plz please thanks thank thx ty")
_LEADING = vocabulary(
    "yes yeah yep sure ok okay oh um uh well hi hello hey it its is that thats for please just name only under of course"
    " absolutely hmm so the actually no sorry i meant mean not"
)
_ONESELF = vocabulary("me myself mine self moi yo ich mi")


class PeopleMatch(NamedTuple):
    """The people of a message in the order they are spoken of, and where."""

    people: tuple[Person, ...]
    spans: tuple[Span, ...]


class _Found(NamedTuple):
    person: Person
    start: int
    end: int


def find_people(text: str, asked: str | None = None, skip_spans: Iterable[Span] = ()) -> PeopleMatch:
    """Whom the text speaks of as a patient: "for my daughter Mia", "I'm Angela", "me".

    `asked` is what the bot asked last; a bare name counts only where a patient or an appointment was asked about.
    `skip_spans` are places already understood as something else, a doctor's name for one.
    """
    reader = NameReader(text[:_LONGEST_TEXT], tuple(skip_spans))
    found = [*_related(reader), *_introduced(reader), *_here(reader), *_beneficiaries(reader)]
    if not found and asked in ("patient", "appointment"):
        found = _bare(reader)
    return _told_once(found)


def _named(
    reader: NameReader, first: int, end: int, relation: Relation | None = None, called: str | None = None
) -> _Found:
    """A person by the name in these words."""
    start, stop = reader.words[first].start, reader.words[end - 1].end
    return _Found(Person(reader.spoken(first, end), relation, called), start, stop)


def _unnamed(word: Word, relation: Relation) -> _Found:
    return _Found(Person(None, relation, word.text), word.start, word.end)


def _related(reader: NameReader) -> Iterator[_Found]:
    """ "my daughter Mia", "our little boy", "kid bem", "my son, he's called Ben"."""
    for place, word in enumerate(reader.words):
        relation = RELATIONS.get(word.text)
        if relation is None or reader.skipped(place):
            continue
        owner = place - 1
        while reader.at(owner) in DESCRIBED:
            owner -= 1
        end = _name_of_relative(reader, place)
        if end and (reader.at(owner) in OWNERS or reader.at(place - 1) in ("", "for", "a", "and") or owner < place - 1):
            first = place + 2 if reader.at(place + 1) in ("called", "named") else place + 1
            found = _named(reader, first, end, relation, word.text)
            yield found._replace(start=word.start)
        elif reader.at(owner) in OWNERS and _is_the_patient(reader, owner, place):
            yield _unnamed(word, relation)


def _name_of_relative(reader: NameReader, place: int) -> int | None:
    """The place after the name that follows a relation, if one does."""
    if reader.words[place].possessive or not re.fullmatch(r"\s*[,:(\-–]?\s*", reader.gap(place)):
        return None
    if reader.at(place + 1) in ("called", "named"):
        return reader.name_at(place + 2, sure=True)
    end = reader.name_at(place + 1, sure=bool(re.fullmatch(r"[ \t]+", reader.gap(place))))
    if end and reader.words[end - 1].possessive:
        return None
    return end


def _is_the_patient(reader: NameReader, owner: int, place: int) -> bool:
    """Whether a relative without a name is the patient, not somebody mentioned."""
    return reader.at(owner - 1) not in MENTIONED_AFTER and reader.at(place + 1) not in OPINIONS


def _cue_table() -> dict[tuple[str, ...], tuple[Relation | None, bool]]:
    """What each introduction says: whose name follows it, and whether it promises a name."""
    own: Relation = "self"
    rows: tuple[tuple[str, Relation | None, bool], ...] = (
        (_SELF_CUES, own, True),
        (_WEAK_SELF_CUES, own, False),
        (_OTHER_CUES, None, True),
        (_WEAK_OTHER_CUES, None, False),
    )
    return {tuple(cue.split()): (relation, sure) for cues, relation, sure in rows for cue in cues.split(",")}


_CUES = _cue_table()
_LONGEST_CUE = max(map(len, _CUES))


def _introduced(reader: NameReader) -> Iterator[_Found]:
    """ "My name is Angela", "I'm Ben", "this is John", "her name is Mia"."""
    place = 0
    while place < len(reader.words):
        length = _cue_length(reader, place)
        if length:
            relation, sure = _CUES[tuple(reader.at(place + step) for step in range(length))]
            first = place + length
            end = reader.name_at(first, sure=sure) if re.fullmatch(r"\s*[,:=\-]?\s*", reader.gap(first - 1)) else None
            if end and (sure or _stands_as_name(reader, first, end)) and not _of_relative(reader, end):
                yield _named(reader, first, end, relation)
        place += max(length, 1)


def _cue_length(reader: NameReader, place: int) -> int:
    """The number of words of the longest introduction that starts at a place; 0 where none does."""
    for length in range(_LONGEST_CUE, 0, -1):
        cue = tuple(reader.at(place + step) for step in range(length))
        if cue in _CUES and (cue != ("name",) or re.fullmatch(r"\s*[:=\-]\s*", reader.gap(place))):
            return length
    return 0


def _of_relative(reader: NameReader, end: int) -> bool:
    """ "I'm Ben's mum" introduces nobody."""
    return reader.words[end - 1].possessive


def _stands_as_name(reader: NameReader, first: int, end: int) -> bool:
    """After "I'm" or "it's" most words are no names: a known first name, a capital, or the end of the sentence."""
    if known_name(reader.at(first)):
        return True
    if ordinary(reader.at(first)):
        return False
    return reader.capital(first) or (not reader.mixed_case and end - first > 1 and end == len(reader.words))


def _here(reader: NameReader) -> Iterator[_Found]:
    """ "Angela here"."""
    for place in range(1, len(reader.words)):
        if reader.at(place) != "here" or not known_name(reader.at(place - 1)):
            continue
        first = place - 2 if place > 1 and known_name(reader.at(place - 2)) else place - 1
        if reader.name_at(first, sure=False) == place:
            yield _named(reader, first, place, "self")


def _beneficiaries(reader: NameReader) -> Iterator[_Found]:
    """ "for Mia", "it's for me", "for both me and Ben", "Mark's appointment"."""
    for place, word in enumerate(reader.words):
        if word.text == "for":
            yield from _listed(reader, place)
        elif word.text in _VISITS and place:
            yield from _owner(reader, place - 1)
        elif word.text in ("me", "myself") and (reader.at(place - 1) == "both" or reader.at(place + 1) in _AND):
            yield from _me_and(reader, place)


def _listed(reader: NameReader, place: int) -> Iterator[_Found]:
    """The people after a "for": one, or several joined by "and"."""
    first = at = place + 1
    while reader.at(at) in ("both", "just", "only"):
        at += 1
    while at < len(reader.words):
        word = reader.words[at]
        end = reader.name_at(at, sure=False)
        if word.text in ("me", "myself") and (word.text == "myself" or at > first or _is_gift(reader, place, at)):
            yield _unnamed(word, "self")
            end = at + 1
        elif end and _looks_like_patient(reader, at):
            yield _named(reader, at, end)
        else:
            return
        if reader.at(end) not in _AND:
            return
        at = end + 1


def _is_gift(reader: NameReader, place: int, me: int) -> bool:
    """ "an appointment for me" names the patient; "do that for me" is a favour."""
    before = reader.at(place - 1)
    return before in _GIFTS or not before or reader.at(me + 1) in _AND


def _looks_like_patient(reader: NameReader, place: int) -> bool:
    """Whether a name after "for" is a person's: a known first name, or a capital that an everyday word follows."""
    if known_name(reader.at(place)):
        return True
    following = reader.at(place + 1)
    return reader.capital(place) and not ordinary(reader.at(place)) and (not following or ordinary(following))


def _owner(reader: NameReader, place: int) -> Iterator[_Found]:
    """ "Mark's appointment", "mias appt"."""
    word = reader.words[place]
    if reader.skipped(place) or word.text in RELATIONS or ordinary(word.text):
        return
    name = _without_s(word)
    if word.possessive or name != word.raw:
        yield _Found(Person(cased(name)), word.start, word.end)


def _without_s(word: Word) -> str:
    """A first name without the s of a possessive typed without its apostrophe: "mias" is Mia's."""
    bare = word.text[:-1]
    if word.text.endswith("s") and word.text not in FIRST_NAMES and bare in FIRST_NAMES and not ordinary(word.text):
        return word.raw[:-1]
    return word.raw


def _me_and(reader: NameReader, place: int) -> Iterator[_Found]:
    """ "me and Ben", "both me and Mia"."""
    yield _unnamed(reader.words[place], "self")
    if reader.at(place + 1) in _AND:
        end = reader.name_at(place + 2, sure=False)
        if end and _looks_like_patient(reader, place + 2):
            yield _named(reader, place + 2, end)


def _bare(reader: NameReader) -> list[_Found]:
    """A short answer to "who is it for?": a name and hardly anything else, or oneself."""
    at = 0
    while reader.at(at) in _LEADING:
        at += 1
    if at >= len(reader.words):
        return []
    word = reader.words[at]
    if word.text in _ONESELF:
        return [_oneself(reader, at)]
    if word.text in RELATIONS:
        return [_unnamed(word, RELATIONS[word.text])]
    end = reader.name_at(at, sure=True)
    if not end or not _answers(reader, at, end):
        return []
    found = [_named(reader, at, end)]
    if end - at == 1:
        found = [_Found(Person(cased(_without_s(word))), word.start, word.end)]
    other = reader.name_at(end + 1, sure=False) if reader.at(end) in _AND else None
    return [*found, _named(reader, end + 1, other)] if other else found


def _oneself(reader: NameReader, place: int) -> _Found:
    """ "me", "me, John Miller"."""
    end = reader.name_at(place + 1, sure=True) if re.fullmatch(r"\s*[,:.\-–(]?\s*", reader.gap(place)) else None
    word = reader.words[place]
    return _named(reader, place + 1, end, "self", word.text) if end else _unnamed(word, "self")


def _answers(reader: NameReader, first: int, end: int) -> bool:
    """Whether a bare name is the whole of its clause, so that it is not the first word of a sentence."""
    if known_name(reader.at(first)):
        return True
    if ordinary(reader.at(first)):
        return first == 0 and end == len(reader.words) and end > 1
    follows = reader.at(end) in _PLEASE or (reader.capital(first) and ordinary(reader.at(end)))
    return reader.ends_clause(end - 1) or follows


def _told_once(found: list[_Found]) -> PeopleMatch:
    """One entry a person: overlaps dropped, "my kid … her name is Angela" told as one."""
    kept: list[_Found] = []
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
