"""Specialties in a message, linked to the clinic's own words for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.care.spelling import is_english
from nlu.core.words import Span, Word, overlaps, split, vocabulary
from nlu.languages.en.common_words import NOT_A_NAME
from nlu.languages.en.specialty_table import NEAREST, SPECIALTIES

_LONGEST_TEXT = 4000  # characters
_LONGEST_PHRASE = 5  # words
_GENERAL = "general practice"
_Phrase = tuple[str, ...]

_PERSON = vocabulary(
    "doctor doctors doc docs dr drs specialist specialists physician surgeon consultant clinic expert"
    " practitioner person guy man lady care dept department unit"
)
_A_PERSON = re.compile(r"(?:nurse|wife|ist|[eo]r|ian)$")
_ANYBODY = vocabulary("a an any the some someone somebody anyone anybody one medical gp to see")
_JOINS = vocabulary("and the s")
_NEGATIONS = vocabulary("not dont no without except isnt than instead")
_BETWEEN_NEGATION = vocabulary("a an the need want to see of")


class SpecialtyMatch(NamedTuple):
    """`stated` are the clinic's words for what was asked for; `guessed` is what a complaint points to."""

    stated: tuple[str, ...] = ()
    guessed: str | None = None
    spans: tuple[Span, ...] = ()
    strange: str | None = None  # a field that is asked for by its name, and that the clinic does not have


class SpecialtyLinker:
    """Finds which of a clinic's specialties a message asks for. Built once for a clinic; safe to share."""

    def __init__(self, specialties: Iterable[str], also_called: Iterable[tuple[str, str]] = ()) -> None:
        self._labels: dict[str, list[str]] = {}
        self._own: dict[_Phrase, list[str]] = {}
        self._named = tuple(dict.fromkeys(specialties))
        for label in self._named:
            self._own.setdefault(_phrase(label), []).append(label)
            if person := _person_of(label):
                self._own.setdefault((person,), []).append(label)
            for key in _keys_of_label(label):
                self._labels.setdefault(key, []).append(label)
        for name, label in also_called:
            self._own.setdefault(_phrase(name), []).append(label)
        own_words = {word for phrase in self._own if len(phrase) == 1 for word in phrase}
        self._spellings = sorted(
            _SINGLE_NAMES | {word for word in own_words if len(word) > 4 and word not in NOT_A_NAME}
        )

    def find(self, text: str, skip_spans: Iterable[Span] = ()) -> SpecialtyMatch:
        """What kind of doctor the text asks for ("the skin dr"), else what its complaint suggests ("a rash")."""
        skipped = tuple(skip_spans)
        words = [
            word for word in split(text[:_LONGEST_TEXT])
            if word.text not in _JOINS and not overlaps((word.start, word.end), skipped)
        ]  # fmt: skip
        stated, spans = self._stated([self._mended(word) for word in words])
        if stated:
            return SpecialtyMatch(tuple(stated), None, tuple(spans))
        return self._guessed(words)._replace(strange=self._strange(text, words))

    def _strange(self, text: str, words: list[Word]) -> str | None:
        """The words for a field, where no doctor of the clinic works in it or in one near to it."""
        for place in range(len(words)):
            length, found = self._longest(words, place)
            if length and not found and not _negated(words, place):
                return text[words[place].start : words[place + length - 1].end]
        return None

    def of_person(self, words: str) -> str | None:
        """The clinic's label that has the word for a person in it with which a few words end: "the nurse" is the
        "Practice Nurse". None where none has, or several have."""
        said = [word.text.removesuffix("s") for word in split(words) if word.text not in _JOINS]
        if not said or said[-1] in _PERSON:
            return None
        fitting = [label for label in self._named if said[-1] in {word.text for word in split(label)}]
        return fitting[0] if len(fitting) == 1 else None

    def of_part(self, word: str) -> tuple[str, ...]:
        """The clinic's labels for what stands before a doctor's name as before "doctor": the skin of "the skin Kim"."""
        key = _PARTS.get(_phrase(word))
        return tuple(self._labels_for(key)) if key else ()

    def is_anybody(self, words: str) -> bool:
        """Whether a few words only say that somebody is to be seen: "a doctor", "any specialist", "someone"."""
        return all(word.text in _PERSON | _ANYBODY for word in split(words))

    def _stated(self, words: list[Word]) -> tuple[list[str], list[Span]]:
        named: list[list[str]] = []
        spans: list[Span] = []
        place = 0
        while place < len(words):
            length, found = self._longest(words, place)
            if found and not _negated(words, place):
                named.append(found)
                spans.append((words[place].start, words[place + length - 1].end))
            place += max(length, 1)
        # "a therapist who is a psychologist": what fits several kinds gives way to the one among them that is named too
        exact = {found[0] for found in named if len(found) == 1}
        narrowed = (found for found in named if len(found) == 1 or not exact & set(found))
        return list(dict.fromkeys(label for found in narrowed for label in found)), spans

    def _longest(self, words: list[Word], place: int) -> tuple[int, list[str]]:
        """The longest phrase at a place that names a specialty, as its length and the clinic's labels for it."""
        for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            for phrase in _readings(words[place : place + length]):
                if phrase in self._own:
                    return length, self._own[phrase]
                key = _NAMES.get(phrase) or (_PARTS.get(phrase[:-1]) if phrase[-1] in _PERSON else None)
                if key:
                    return length, self._labels_for(key)
        return 0, []

    def _labels_for(self, key: str) -> list[str]:
        for candidate in (key, *NEAREST.get(key, ())):
            if candidate in self._labels:
                return self._labels[candidate]
        return []

    def _mended(self, word: Word) -> Word:
        """The word with the spelling of a specialty's name, where it comes close to one."""
        if len(word.text) < 5 or (word.text,) in _NAMES or word.text in NOT_A_NAME or is_english(word.text):
            return word
        furthest = 1 if len(word.text) < 8 else 2
        near = process.extractOne(word.text, self._spellings, scorer=OSA.distance, score_cutoff=furthest)
        return word._replace(text=near[0]) if near and near[0][0] == word.text[0] else word

    def _guessed(self, words: list[Word]) -> SpecialtyMatch:
        """The specialty most of the complaints point to, longer phrases counting more."""
        scores: dict[str, int] = {}
        places: dict[str, list[Span]] = {}
        for first, last, phrase in _runs(words):
            for key in _COMPLAINTS.get(phrase, ()):
                label = next(iter(self._labels_for(key)), None)
                if label:
                    scores[label] = scores.get(label, 0) + 2 * len(phrase) - (key == _GENERAL)
                    places.setdefault(label, []).append((words[first].start, words[last].end))
        if not scores:
            return SpecialtyMatch()
        best = max(scores, key=lambda label: scores[label])
        return SpecialtyMatch((), best, tuple(places[best]))


def _person_of(label: str) -> str | None:
    """The word for a person with which a longer label ends: "Practice Nurse", "Family Counselor"."""
    words = [_said(word) for word in split(label)]
    return words[-1] if len(words) > 1 and _A_PERSON.search(words[-1]) and words[-1] not in _PERSON else None


def _said(word: Word) -> str:
    """A word in American spelling, with the s of its possessive: "women's health" is "womens health"."""
    return word.text.replace("ae", "e").replace("counsell", "counsel") + "s" * word.possessive


def _readings(words: list[Word]) -> Iterator[_Phrase]:
    """Words as they are said, then as one specialist: "the psychologist's office", "any physios"."""
    said = tuple(_said(word) for word in words)
    yield said
    if said[-1].endswith("s"):
        yield (*said[:-1], said[-1][:-1])


def _phrase(text: str) -> _Phrase:
    return tuple(_said(word) for word in split(text) if word.text not in _JOINS)


def _runs(words: list[Word]) -> Iterator[tuple[int, int, _Phrase]]:
    """Every run of words short enough to be a phrase, as its first and last place and its words."""
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST_PHRASE, len(words))):
            yield first, last, tuple(_said(word) for word in words[first : last + 1])


def _negated(words: list[Word], place: int) -> bool:
    before = place - 1
    while before >= 0 and words[before].text in _BETWEEN_NEGATION:
        before -= 1
    return before >= 0 and words[before].text in _NEGATIONS and words[before].text != "no"


def _keys_of_label(label: str) -> list[str]:
    """The specialties a clinic's own label speaks of: "ENT Specialist", "Skin Clinic", "Obstetrics & Gynaecology"."""
    phrases = [phrase for _, _, phrase in _runs([word for word in split(label) if word.text not in _JOINS])]
    for table in (_NAMES, _PARTS):
        longest = max((len(phrase) for phrase in phrases if phrase in table), default=0)
        if longest:
            return list(
                dict.fromkeys(table[phrase] for phrase in phrases if phrase in table and len(phrase) == longest)
            )
    return []


_NAMES: dict[_Phrase, str] = {_phrase(name): row.key for row in SPECIALTIES for name in row.names}
_PARTS: dict[_Phrase, str] = {_phrase(part): row.key for row in reversed(SPECIALTIES) for part in row.parts}
_COMPLAINTS: dict[_Phrase, tuple[str, ...]] = {}
for _specialty in SPECIALTIES:
    for _complaint in _specialty.complaints:
        _COMPLAINTS[_phrase(_complaint)] = (*_COMPLAINTS.get(_phrase(_complaint), ()), _specialty.key)
_SINGLE_NAMES = {phrase[0] for phrase in _NAMES if len(phrase) == 1 and len(phrase[0]) > 6}
