"""Kinds of doctor and of visit in everyday English."""

from __future__ import annotations

import re

from nlu.core.words import vocabulary
from nlu.languages.en.specialty_table import NEAREST, SPECIALTIES
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

_EVERYDAY = (
    r"vaccin\w*|immuni[sz]\w*|shots?|jabs?|boosters?",
    r"check[ -]?ups?|physicals?|medicals?",
    r"follow[ -]?ups?|reviews?",
    r"cleanings?|hygien\w*|scale and polish",
    r"blood tests?|bloods|blood draws?",
    r"video\w*",
)
"""Words that mean the same kind of visit; a clinic's visit type is matched by the group its name belongs to."""

_DULL = re.compile(r"an?|and|the|of|for|in|with|visit|appointment|first|new|patient|minutes|min|long|short")


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
    visits=_EVERYDAY,
    dull=_DULL,
)
