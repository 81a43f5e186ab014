"""Kinds of doctor and of visit in everyday English."""

from __future__ import annotations

import re

from nlu.core.words import vocabulary
from nlu.languages.en.apposition import BESIDE, WORD_BEFORE
from nlu.languages.en.specialty_table import NEAREST, SPECIALTIES
from nlu.languages.en.visit_table import (
    DULL,
    LENGTHS,
    OF_ANYBODY,
    PEOPLE,
    SMALL_WORDS,
    VISIT_KINDS,
    visit_of_length,
    visit_with,
)
from nlu.languages.vocabularies import Care

_PERSON = vocabulary(
    "doctor doctors doc docs dr drs specialist specialists physician surgeon consultant clinic expert"
    " practitioner person guy man lady care dept department unit"
)

_A_PERSON = re.compile(r"(?:nurse|wife|ist|[eo]r|ian)$")

_ANYBODY = vocabulary("a an any the some someone somebody anyone anybody one medical gp to see")

_JOINS = vocabulary("and the s")

_NEGATIONS = vocabulary("not dont no without except isnt than instead")

_BETWEEN_NEGATION = vocabulary("a an the need want to see of")


def _american(word: str) -> str:
    return word.replace("ae", "e").replace("counsell", "counsel")


def _singular(word: str) -> str:
    return word.removesuffix("s")


CARE = Care(
    specialties=SPECIALTIES,
    nearest=NEAREST,
    person=_PERSON,
    a_person=_A_PERSON,
    anybody=_ANYBODY,
    joins=_JOINS,
    negations=_NEGATIONS,
    mere_no="no",
    between_negation=_BETWEEN_NEGATION,
    spelt=_american,
    singular=_singular,
    visits=VISIT_KINDS,
    of_anybody=OF_ANYBODY,
    dull=DULL,
    named_for=PEOPLE,
    lengths=LENGTHS,
    small_words=SMALL_WORDS,
    visit_of_length=visit_of_length,
    visit_with=visit_with,
    beside=BESIDE,
    word_before=WORD_BEFORE,
)
