"""Misspelt words that a clinic's patients are likely to have meant, spelt right before a message is read.

Only a word that is no word is mended, and only to one that matters here: a day, a symptom, a specialty, a verb of
booking. Everything else stays as it was typed, and names above all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from nlu.core.lexicon import Lexicon
from nlu.core.words import fold, split
from nlu.languages.en.common_words import (
    BOOKING_WORDS,
    FUNCTION_WORDS,
    HEALTH_WORDS,
    NOT_A_NAME,
    PEOPLE_WORDS,
    TIME_WORDS,
)
from nlu.languages.en.dates.words import MONTHS, NAMES, WEEKDAYS, WORDS
from nlu.languages.en.first_names import COMMON_SURNAMES, FIRST_NAMES
from nlu.languages.en.relations import RELATIONS
from nlu.languages.en.specialty_table import SPECIALTIES
from nlu.people.titled_names import CARE_WORDS, TITLES, take_apart

_WORD = re.compile(r"(?<![\w'’@./])[^\W\d_]{4,20}(?![\w@/]|['’]\w|\.\w)")
_AFTER_NAME_CUE = re.compile(
    r"(?:\b(?:dr|doctor|doc|prof|mr|mrs|ms|miss|called|named|name is|i am|i'm|im)\.? *)$", re.I
)
_AFTER_PERSON = re.compile(rf"\b(?:for|{'|'.join(sorted(RELATIONS))})[ ,]*$", re.I)
"""What a first name may follow: only a day or a longer word is taken for misspelt there."""

_FIRST_NAME = re.compile(rf"(?P<cue>\b(?:for|is|called|{'|'.join(sorted(RELATIONS))}) )?(?P<word>[^\W\d_]+) $", re.I)
"""The word before, and whether something in front of it promises a name."""

_BEFORE_DAY = re.compile(
    r"(?:\b(?:on|this|next|coming|by|until|till|before|after|of|from|to|and|or|every|the)|[\d,]|\dth) $", re.I
)
_BEFORE_PERSON = re.compile(r"\b(?:for|with|see|by|is|am|im|i'm|me|and) $", re.I)
_NUMBER_FOLLOWS = re.compile(r" \d")
_BEFORE = 30
"""Characters read back from a word."""

_SHORT = 4
"""Letters below which nothing is mended."""
_LONG = 8
"""Letters from which on two slips may be mended, else one."""
_LIKELIER_HERE = 30
"""How much oftener than elsewhere people write a clinic's words to a clinic."""
_SAME_START = 3
"""How much likelier a word is that begins with the letter typed."""
_CLEARLY = 2
"""By how much a word must be likelier than the next to be taken for what was meant."""


def _words_of(*texts: str) -> frozenset[str]:
    return frozenset(word.text for text in texts for word in split(text))


_SPECIALTY_WORDS = _words_of(*(text for row in SPECIALTIES for texts in row[1:] for text in texts))
_DATES = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
_CAPITALISED = _DATES | _words_of(*(name for row in SPECIALTIES for name in row.names)) | TITLES | CARE_WORDS
"""What is written with a capital within a sentence and is still not the name of a person."""
_HERE = FUNCTION_WORDS | TIME_WORDS | BOOKING_WORDS | HEALTH_WORDS | PEOPLE_WORDS | _SPECIALTY_WORDS | _CAPITALISED
_KNOWN = _HERE | NOT_A_NAME | FIRST_NAMES | COMMON_SURNAMES | frozenset(NAMES) | frozenset(WORDS)


class Spelling:
    """The spelling of one clinic's patients: the names of its doctors and houses are words too."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = [name for doctor in lexicon.doctors for name in (doctor.name, *doctor.also_called)]
        parts = [part for name in names for part in take_apart(name)]
        others = [name for name, _ in (*lexicon.fields_called, *lexicon.kinds_called)]
        self._people = sorted(_long({token for part in parts if part.person for token in part.tokens}))
        houses = {token for part in parts if not part.person for token in part.tokens} - set(self._people)
        self._capitalised = _CAPITALISED | houses | _words_of(*lexicon.specialties, *lexicon.visit_types, *others)
        self._known = _KNOWN | self._capitalised | set(self._people)
        self._targets = sorted(_long(_HERE | self._capitalised))
        self._meant = lru_cache(maxsize=4096)(self._nearest)

    def mend(self, text: str) -> str:
        """The text with the misspelt words that matter spelt right."""
        sentence = not text.islower() and not text.isupper()

        def right(match: re.Match[str]) -> str:
            word, before = match.group(), text[max(0, match.start() - _BEFORE) : match.start()]
            meant = None if _AFTER_NAME_CUE.search(before) else self._meant(fold(word))
            if meant is None or self._follows_first_name(before, sentence=sentence):
                return word
            if sentence and word[0].isupper() and self._as_name(before, meant, text[match.end() :]):
                return word
            person = len(word) < _LONG and meant not in TIME_WORDS and _AFTER_PERSON.search(before)
            return word if person else meant

        return _WORD.sub(right, text)

    def _follows_first_name(self, before: str, *, sentence: bool) -> bool:
        """Whether the word before is a first name, known or by what surrounds it: then this one is a surname."""
        match = _FIRST_NAME.search(before)
        if match is None:
            return False
        word = fold(match["word"])
        if word in FIRST_NAMES and word not in NOT_A_NAME:
            return True
        known = word in self._known or word in _dictionary().word_frequency
        unknown = not known and self._meant(word) is None
        return unknown and (bool(match["cue"]) or (sentence and match["word"][0].isupper()))

    def _as_name(self, before: str, meant: str, after: str) -> bool:
        """Whether a capital is that of a name: it begins no sentence, and what may be meant is not written with one
        here."""
        if not before.strip() or before.rstrip()[-1] in ".!?":
            return False
        if meant in _DATES:
            return not (_BEFORE_DAY.search(before) or _NUMBER_FOLLOWS.match(after))
        return meant not in self._capitalised or bool(_BEFORE_PERSON.search(before))

    def _nearest(self, word: str) -> str | None:
        """The word that a misspelt one stands for; None where it is a word itself, or could be too many."""
        english = _dictionary().word_frequency
        if word in self._known or word in english:
            return None
        furthest = 2 if len(word) >= _LONG else 1
        close = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=furthest, limit=10)
        near = [row for row in close if len(word) > _SHORT + 1 or _begins_alike(word, row[0])]
        slips = min((distance for _, distance, _ in near), default=0)
        if not near or process.extractOne(word, self._people, scorer=OSA.distance, score_cutoff=slips):
            return None
        weights = {
            meant: _LIKELIER_HERE * max(english[meant], 1) * (_SAME_START if meant[0] == word[0] else 1)
            for meant, distance, _ in near
            if distance == slips
        }
        best, *others = sorted(weights, key=lambda meant: -weights[meant])
        elsewhere = _dictionary().known(_dictionary().edit_distance_1(word)) - set(weights)
        rivals = [_CLEARLY * weights[other] for other in others[:1]] + [english[other] for other in elsewhere]
        return best if weights[best] > max(rivals, default=0) else None


def is_english(word: str) -> bool:
    """Whether a folded word is an English word, spelt right."""
    return word in _dictionary().word_frequency


def _begins_alike(word: str, meant: str) -> bool:
    """Whether two words have the same first letter, or the same letters with two of them swapped."""
    return word[0] == meant[0] or sorted(word) == sorted(meant)


def _long(words: Iterable[str]) -> set[str]:
    return {word for word in words if len(word) >= _SHORT and word.isalpha()}


@cache
def _dictionary() -> SpellChecker:
    """English words and how often they are written; read when it is first needed (a third of a second)."""
    return SpellChecker(language="en", distance=1)
