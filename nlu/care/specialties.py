"""Specialties in a message, linked to the clinic's own words for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.care.spelling import is_word
from nlu.core.words import Span, Word, overlaps, split
from nlu.languages.speaking import grammar

_LONGEST_TEXT = 4000  # characters
_LONGEST_PHRASE = 5  # words
_GENERAL = "general practice"
_Phrase = tuple[str, ...]


class SpecialtyMatch(NamedTuple):
    """`stated` are the clinic's words for what was asked for; `guessed` is what a complaint points to."""

    stated: tuple[str, ...] = ()
    guessed: str | None = None
    spans: tuple[Span, ...] = ()
    strange: str | None = None  # a field that is asked for by its name, and that the clinic does not have


class _Table:
    """What a language calls the specialties: phrase -> key."""

    def __init__(self) -> None:
        rows = grammar().care.specialties
        self.names: dict[_Phrase, str] = {_phrase(name): row.key for row in rows for name in row.names}
        self.parts: dict[_Phrase, str] = {_phrase(part): row.key for row in reversed(rows) for part in row.parts}
        self.complaints: dict[_Phrase, tuple[str, ...]] = {}
        for row in rows:
            for phrase in map(_phrase, row.complaints):
                self.complaints[phrase] = (*self.complaints.get(phrase, ()), row.key)
        self.single = {phrase[0] for phrase in self.names if len(phrase) == 1 and len(phrase[0]) > 6}


class SpecialtyLinker:
    """Finds which of a clinic's specialties a message asks for. Built once for a clinic; safe to share."""

    def __init__(self, specialties: Iterable[str], also_called: Iterable[tuple[str, str]] = ()) -> None:
        self._table = _Table()
        self._labels: dict[str, list[str]] = {}
        self._own: dict[_Phrase, list[str]] = {}
        self._named = tuple(dict.fromkeys(specialties))
        for label in self._named:
            self._own.setdefault(_phrase(label), []).append(label)
            if person := _person_of(label):
                self._own.setdefault((person,), []).append(label)
            for key in _keys_of_label(label, self._table):
                self._labels.setdefault(key, []).append(label)
        for name, label in also_called:
            self._own.setdefault(_phrase(name), []).append(label)
        own_words = {word for phrase in self._own if len(phrase) == 1 for word in phrase}
        everyday = grammar().words.not_a_name
        self._spellings = sorted(
            self._table.single | {word for word in own_words if len(word) > 4 and word not in everyday}
        )

    def find(self, text: str, skip_spans: Iterable[Span] = ()) -> SpecialtyMatch:
        """What kind of doctor the text asks for ("the skin dr"), else what its complaint suggests ("a rash")."""
        skipped = tuple(skip_spans)
        words = [
            word for word in split(text[:_LONGEST_TEXT])
            if word.text not in grammar().care.joins and not overlaps((word.start, word.end), skipped)
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
        said = [grammar().care.singular(word.text) for word in split(words) if word.text not in grammar().care.joins]
        if not said or said[-1] in grammar().care.person:
            return None
        fitting = [label for label in self._named if said[-1] in {word.text for word in split(label)}]
        return fitting[0] if len(fitting) == 1 else None

    def of_part(self, word: str) -> tuple[str, ...]:
        """The clinic's labels for what stands before a doctor's name as before "doctor": the skin of "the skin Kim"."""
        key = self._table.parts.get(_phrase(word))
        return tuple(self._labels_for(key)) if key else ()

    def is_anybody(self, words: str) -> bool:
        """Whether a few words only say that somebody is to be seen: "a doctor", "any specialist", "someone"."""
        return all(word.text in grammar().care.person | grammar().care.anybody for word in split(words))

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
                key = self._table.names.get(phrase) or self._part_of_a_person(phrase)
                if key:
                    return length, self._labels_for(key)
        return 0, []

    def _part_of_a_person(self, phrase: _Phrase) -> str | None:
        return self._table.parts.get(phrase[:-1]) if phrase[-1] in grammar().care.person else None

    def _labels_for(self, key: str) -> list[str]:
        for candidate in (key, *grammar().care.nearest.get(key, ())):
            if candidate in self._labels:
                return self._labels[candidate]
        return []

    def _mended(self, word: Word) -> Word:
        """The word with the spelling of a specialty's name, where it comes close to one."""
        known = (word.text,) in self._table.names or word.text in grammar().words.not_a_name
        if len(word.text) < 5 or known or is_word(word.text):
            return word
        furthest = 1 if len(word.text) < 8 else 2
        near = process.extractOne(word.text, self._spellings, scorer=OSA.distance, score_cutoff=furthest)
        return word._replace(text=near[0]) if near and near[0][0] == word.text[0] else word

    def _guessed(self, words: list[Word]) -> SpecialtyMatch:
        """The specialty most of the complaints point to, longer phrases counting more."""
        scores: dict[str, int] = {}
        places: dict[str, list[Span]] = {}
        for first, last, phrase in _runs(words):
            for key in self._table.complaints.get(phrase, ()):
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
    person = len(words) > 1 and grammar().care.a_person.search(words[-1])
    return words[-1] if person and words[-1] not in grammar().care.person else None


def _said(word: Word) -> str:
    """A word in one of its spellings, with the s of its possessive: "women's health" is "womens health"."""
    return grammar().care.spelt(word.text) + "s" * word.possessive


def _readings(words: list[Word]) -> Iterator[_Phrase]:
    """Words as they are said, then as one specialist: "the psychologist's office", "any physios"."""
    said = tuple(_said(word) for word in words)
    yield said
    if (one := grammar().care.singular(said[-1])) != said[-1]:
        yield (*said[:-1], one)


def _phrase(text: str) -> _Phrase:
    return tuple(_said(word) for word in split(text) if word.text not in grammar().care.joins)


def _runs(words: list[Word]) -> Iterator[tuple[int, int, _Phrase]]:
    """Every run of words short enough to be a phrase, as its first and last place and its words."""
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST_PHRASE, len(words))):
            yield first, last, tuple(_said(word) for word in words[first : last + 1])


def _negated(words: list[Word], place: int) -> bool:
    before = place - 1
    while before >= 0 and words[before].text in grammar().care.between_negation:
        before -= 1
    return (
        before >= 0 and words[before].text in grammar().care.negations and words[before].text != grammar().care.mere_no
    )


def _keys_of_label(label: str, known: _Table) -> list[str]:
    """The specialties a clinic's own label speaks of: "ENT Specialist", "Skin Clinic", "Obstetrics & Gynaecology"."""
    words = [word for word in split(label) if word.text not in grammar().care.joins]
    phrases = [phrase for _, _, phrase in _runs(words)]
    for table in (known.names, known.parts):
        longest = max((len(phrase) for phrase in phrases if phrase in table), default=0)
        if longest:
            return list(
                dict.fromkeys(table[phrase] for phrase in phrases if phrase in table and len(phrase) == longest)
            )
    return []
