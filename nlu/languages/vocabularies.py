"""The words and expressions that a language gives to mechanisms which look for names, doctors, wishes and answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nlu.core.meaning import Part, Relation
from nlu.languages.readings import Specialty

NEVER = re.compile(r"(?!)")
"""Matches nothing."""

Pattern = re.Pattern[str]
Vocabulary = frozenset[str]
_NO_WORDS: Vocabulary = frozenset()


@dataclass(frozen=True)
class Words:
    """Everyday words by what they are for, folded; and names."""

    function: Vocabulary = _NO_WORDS
    time: Vocabulary = _NO_WORDS
    health: Vocabulary = _NO_WORDS
    people: Vocabulary = _NO_WORDS
    not_a_name: Vocabulary = _NO_WORDS
    surnames_too: Vocabulary = _NO_WORDS
    first_names: Vocabulary = _NO_WORDS
    common_surnames: Vocabulary = _NO_WORDS


@dataclass(frozen=True)
class Relations:
    """What people are to each other, and the words around it."""

    relations: Mapping[str, Relation] = field(default_factory=dict)
    several: Vocabulary = _NO_WORDS
    owners: Vocabulary = _NO_WORDS
    described: Vocabulary = _NO_WORDS
    groups: Vocabulary = _NO_WORDS
    opinions: Vocabulary = _NO_WORDS
    mentioned_after: Vocabulary = _NO_WORDS
    one_of: Mapping[str, str] = field(default_factory=dict)  # one of several, as they would be called
    other: str = ""  # before the one of two who was not named yet
    article: Vocabulary = _NO_WORDS  # that stands for an owner: "the little one"


Cues = Mapping[tuple[str, ...], tuple[Relation | None, bool]]
"""The words that introduce a name: whose it is, and whether they promise one."""


@dataclass(frozen=True)
class People:
    """How a patient's name, and whom something is for, stand in a sentence."""

    particles: Vocabulary = _NO_WORDS  # within surnames
    honorifics: Vocabulary = _NO_WORDS  # before a name, no part of it
    saint: str = ""  # before a surname, with a full stop
    ordinary_too: Vocabulary = _NO_WORDS  # first names that are everyday words
    never: Vocabulary = _NO_WORDS  # no name, whatever promises one
    days: Vocabulary = _NO_WORDS
    short_surnames: Vocabulary = _NO_WORDS
    like_a_verb: Pattern = NEVER
    joins: Vocabulary = _NO_WORDS  # between two people
    leads: str = ""  # before whom it is for
    begins_kin: Vocabulary = _NO_WORDS  # before a relation, beside its owner
    called: Vocabulary = _NO_WORDS
    named_thing: str = ""  # of "my son's name"
    addressed: str = ""  # of "thanks, my friend"
    both: str = ""
    only: Vocabulary = _NO_WORDS
    me: Vocabulary = _NO_WORDS
    myself: str = ""
    refused: Vocabulary = _NO_WORDS
    visits: Vocabulary = _NO_WORDS
    gifts: Vocabulary = _NO_WORDS
    cues: Cues = field(default_factory=dict)
    cue_of_a_form: tuple[str, ...] = ()  # counts only before a colon: "name: Ann"
    after_a_name: Vocabulary = _NO_WORDS
    things: Vocabulary = _NO_WORDS
    leading: Vocabulary = _NO_WORDS
    oneself: Vocabulary = _NO_WORDS
    here: str = ""
    titles: Vocabulary = _NO_WORDS  # of a patient who is a doctor too
    letters_by_words: Pattern = NEVER
    letter_of: Pattern = NEVER
    surname_told: Pattern = NEVER
    strange_doctor: Pattern = NEVER
    renamed: tuple[Pattern, ...] = ()  # groups: new, old, part
    no_names: Vocabulary = _NO_WORDS
    parts: Mapping[str, Part] = field(default_factory=dict)
    of_a_name: Pattern = NEVER
    farewell: Pattern = NEVER  # and what stands before the name that follows it
    names_next: Vocabulary = _NO_WORDS  # what a name answers, so that it is no signature
    for_whom: str = "{}"  # words as they stand after what leads to whom it is for


@dataclass(frozen=True)
class DoctorNames:
    """Doctors' names as clinics write them, and what tells in a sentence that a word names a doctor."""

    titles: Vocabulary = _NO_WORDS
    short: str = ""  # the title that is written together with a name: "drrao"
    shorts: Vocabulary = _NO_WORDS  # and those that are no part of one in a clinic's file
    abbreviated: Vocabulary = _NO_WORDS  # titles that make even an unknown word a name
    credentials: Vocabulary = _NO_WORDS
    signed: frozenset[tuple[str, ...]] = frozenset()  # credentials that alone show a doctor
    shown: Vocabulary = _NO_WORDS  # words of a name that show a person
    care_words: Vocabulary = _NO_WORDS
    house_words: Vocabulary = _NO_WORDS
    dividers: Pattern = NEVER
    titled: Pattern = NEVER
    joins: str = ""
    leads: str = ""  # before whom it is for
    cues: Vocabulary = _NO_WORDS
    links: Vocabulary = _NO_WORDS
    determiners: Vocabulary = _NO_WORDS
    ruled_out: Pattern = NEVER
    also: Pattern = NEVER
    only_compared: Pattern = NEVER
    introduced: Pattern = NEVER  # group: other
    named: Pattern = NEVER
    place: Pattern = NEVER
    any: Pattern = NEVER
    any_when_asked: Pattern = NEVER


def _same(word: str) -> str:
    return word


class VisitKind(NamedTuple):
    """`names` are words for a kind of visit, `ways` what else asks for it ("my blood taken"). A `general` one is only
    meant where a clinic's visit is called that and nothing more: a "follow-up" is no asthma review."""

    names: Pattern
    ways: Pattern
    general: bool = False


@dataclass(frozen=True)
class Care:
    """Specialties and kinds of visit, as professions and patients name them."""

    specialties: tuple[Specialty, ...] = ()
    nearest: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    person: Vocabulary = _NO_WORDS
    a_person: Pattern = NEVER
    anybody: Vocabulary = _NO_WORDS
    joins: Vocabulary = _NO_WORDS
    negations: Vocabulary = _NO_WORDS
    mere_no: str = ""  # a negation that also only begins an answer
    between_negation: Vocabulary = _NO_WORDS
    spelt: Callable[[str], str] = _same  # a word in one of its spellings
    singular: Callable[[str], str] = _same
    visits: tuple[VisitKind, ...] = ()
    of_anybody: tuple[VisitKind, ...] = ()  # those that every clinic has, under one name or another
    dull: Vocabulary = _NO_WORDS  # of a visit's name, that do not tell it from others
    named_for: Vocabulary = _NO_WORDS  # for whom a visit may be named
    lengths: Vocabulary = _NO_WORDS
    small_words: Pattern = NEVER  # beside the name of a visit, saying nothing of it
    visit_of_length: Callable[[str], str] = _same  # an expression for one, from the words for its length
    visit_with: Callable[[str], str] = _same  # and from the word for somebody
    beside: Pattern = NEVER  # between a doctor's name and field
    word_before: Pattern = NEVER  # group: word, right before a doctor's name


def _no_frequency() -> Mapping[str, int]:
    return {}


def _no_neighbours(word: str) -> Vocabulary:
    return _NO_WORDS


@dataclass(frozen=True)
class SpelledWords:
    """What misspelt words may have been meant, and where a word is a name."""

    frequency: Callable[[], Mapping[str, int]] = _no_frequency  # how often each word is written
    neighbours: Callable[[str], Vocabulary] = _no_neighbours  # words one slip away
    targets: Vocabulary = _NO_WORDS  # words that matter here
    known: Vocabulary = _NO_WORDS
    capitalised: Vocabulary = _NO_WORDS  # written with a capital, and no person's name
    dates: Vocabulary = _NO_WORDS
    after_name_cue: Pattern = NEVER
    after_person: Pattern = NEVER
    first_name: Pattern = NEVER  # groups: cue, word
    before_day: Pattern = NEVER
    before_person: Pattern = NEVER


@dataclass(frozen=True)
class Elsewhere:
    """What people book and cancel that is no clinic's. The expressions find it as the group `object`."""

    changed: Pattern = NEVER
    booked: Pattern = NEVER
    with_whom: Pattern = NEVER
    visits: Vocabulary = _NO_WORDS
    ours: Vocabulary = _NO_WORDS
    elsewhere: Vocabulary = _NO_WORDS
    medical: Pattern = NEVER


@dataclass(frozen=True)
class Wishing:
    """How several wishes, and the pieces of one, are joined and told apart."""

    additional: Pattern = NEVER
    another: Pattern = NEVER
    for_whom: Pattern = NEVER
    but_not: Pattern = NEVER
    clause: Pattern = re.compile(r"[.,;!?\n]+")
    one_at_end: Pattern = NEVER
    one: Pattern = NEVER
    goes_on: Pattern = NEVER
    same_time: Pattern = NEVER
    inner_and: Pattern = NEVER
    between: Pattern = NEVER
    other_day: Pattern = NEVER
    the_one_with: Pattern = NEVER  # before the doctor of an appointment
    correcting: Pattern = NEVER  # between what was said first and what is meant
    of: str = " "  # between how many and whose: "both of mine"


def _no_stars(text: str) -> int | None:
    return None


def _every_word(text: str) -> Vocabulary:
    return frozenset(re.findall(r"\w+", text.casefold()))


@dataclass(frozen=True)
class ContactWords:
    """Answers to what we wrote, and what is said of appointments and messages."""

    stars: Callable[[str], int | None] = _no_stars
    will_come: Pattern = NEVER
    nothing_to_say: Pattern = re.compile(r"\W*")
    line: Pattern = re.compile(r"\W*\d{1,2}\W*")
    ordinal: Pattern = NEVER
    mine: Pattern = NEVER
    towards: Pattern = NEVER
    children: Pattern = NEVER
    of_a_contact: Pattern = NEVER
    names_in: Callable[[str], Vocabulary] = _every_word  # words that may be somebody's name, whoever's it is
    plain_name: Callable[[str], str] = _same


@dataclass(frozen=True)
class DoctorsChat:
    """What a doctor writes."""

    marks: tuple[tuple[str, Pattern], ...] = ()  # the status of a visit, and its words
    number: Pattern = NEVER
    agenda: Pattern = NEVER
    agenda_off: Pattern = NEVER
    agenda_every: Pattern = NEVER
    agenda_booked: Pattern = NEVER
    agenda_at: Pattern = NEVER  # groups: hour, minutes, half of the day
    afternoon: str = ""
    unblock: Pattern = NEVER
    not_coming: Pattern = NEVER
    ill: Pattern = NEVER
    away: Pattern = NEVER
    from_now: tuple[Pattern, str] = (NEVER, "")  # and what it stands for
    today: Pattern = NEVER
    whom: Pattern = NEVER
    ratings: Pattern = NEVER
    week: Pattern = NEVER
    list: Pattern = NEVER
    thanks: Pattern = NEVER
    no: Pattern = NEVER
    yes: Pattern = NEVER
