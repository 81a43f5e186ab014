"""English words as they are spelt, and where a word that is none may be a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from spellchecker import SpellChecker

from nlu.core.words import split
from nlu.languages.en.common_words import (
    BOOKING_WORDS,
    FUNCTION_WORDS,
    HEALTH_WORDS,
    NOT_A_NAME,
    PEOPLE_WORDS,
    TIME_WORDS,
)
from nlu.languages.en.dates.words import MONTHS, NAMES, WEEKDAYS, WORDS
from nlu.languages.en.doctor_names import CARE_WORDS, TITLES
from nlu.languages.en.first_names import COMMON_SURNAMES, FIRST_NAMES
from nlu.languages.en.relations import RELATIONS
from nlu.languages.en.specialty_table import SPECIALTIES
from nlu.languages.vocabularies import SpelledWords

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


def _words_of(*texts: str) -> frozenset[str]:
    return frozenset(word.text for text in texts for word in split(text))


_SPECIALTY_WORDS = _words_of(*(text for row in SPECIALTIES for texts in row[1:] for text in texts))

_DATES = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))

_CAPITALISED = _DATES | _words_of(*(name for row in SPECIALTIES for name in row.names)) | TITLES | CARE_WORDS
"""What is written with a capital within a sentence and is still not the name of a person."""

_HERE = FUNCTION_WORDS | TIME_WORDS | BOOKING_WORDS | HEALTH_WORDS | PEOPLE_WORDS | _SPECIALTY_WORDS | _CAPITALISED

_KNOWN = _HERE | NOT_A_NAME | FIRST_NAMES | COMMON_SURNAMES | frozenset(NAMES) | frozenset(WORDS)


def _frequency() -> Mapping[str, int]:
    return cast("Mapping[str, int]", _dictionary().word_frequency)


def _neighbours(word: str) -> frozenset[str]:
    return frozenset(_dictionary().known(_dictionary().edit_distance_1(word)))


@cache
def _dictionary() -> SpellChecker:
    """English words and how often they are written; read when it is first needed (a third of a second)."""
    return SpellChecker(language="en", distance=1)


SPELLING = SpelledWords(
    frequency=_frequency,
    neighbours=_neighbours,
    targets=_HERE,
    known=_KNOWN,
    capitalised=_CAPITALISED,
    dates=_DATES,
    after_name_cue=_AFTER_NAME_CUE,
    after_person=_AFTER_PERSON,
    first_name=_FIRST_NAME,
    before_day=_BEFORE_DAY,
    before_person=_BEFORE_PERSON,
)
