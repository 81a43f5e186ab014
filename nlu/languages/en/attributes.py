"""What a doctor must be or speak: "a woman", "somebody who speaks Hindi"."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from nlu.core.meaning import Gender
from nlu.core.words import split, vocabulary
from nlu.languages.readings import Attributes

_GENDERS: dict[Gender, frozenset[str]] = {
    "female": vocabulary("woman women female females lady ladies girl"),
    "male": vocabulary("man men male males gentleman gentlemen guy bloke"),
}
_REFUSED = re.compile(r"\b(?:not|no|than|isn'?t|without|except)\s+(?:(?:a|an|the|to|see|with|by)\s+)*$", re.IGNORECASE)
_SPEAKS = re.compile(r"(?<!n't )(?<!nt )(?<!not )(?<!cannot )\bspeak(?:s|ing)?\b(?! to\b| with\b)", re.IGNORECASE)
_BEFORE_A_DOCTOR = re.compile(
    r"\b(?P<which>woman|female|lady|man|male|gentleman) (?:doctor|doc|dr|gp|nurse|physician|therapist|dentist"
    r"|specialist|consultant|counsell?or|psychologist|surgeon|practitioner)s?\b",
    re.IGNORECASE,
)
_NEAR = 40
"""Characters behind "speaks" in which a language is looked for."""

_COMMON_WORDS = vocabulary("even on to ga no mon so are war yes")
"""Languages whose names are everyday words."""


def attributes(text: str, first: int = 0, last: int | None = None) -> Attributes:
    """The genders and languages that a text names within these places: some words about a doctor."""
    genders: dict[Gender, None] = {}
    languages: dict[str, None] = {}
    spans = []
    for word in split(text[:last]):
        if word.end <= first:
            continue
        for gender, names in _GENDERS.items():
            if word.text in names:
                genders[_other(gender) if _REFUSED.search(text[: word.start]) else gender] = None
                spans.append((word.start, word.end))
        if word.text in _languages():
            languages[_languages()[word.text]] = None
    return Attributes(tuple(genders), tuple(languages), tuple(spans))


def wished_of_a_doctor(text: str) -> Attributes:
    """The gender that stands before a word for a doctor: "a lady doctor", "any female gps"."""
    found = [attributes(text, *match.span("which")) for match in _BEFORE_A_DOCTOR.finditer(text)]
    genders = tuple(dict.fromkeys(one for each in found for one in each.genders))
    return Attributes(genders, (), tuple(place for each in found for place in each.spans))


def spoken_in(text: str) -> tuple[str, ...]:
    """The languages that somebody is said to speak: "my mum only speaks Hindi"; not those that they do not."""
    found = _SPEAKS.search(text)
    return attributes(text, found.end(), found.end() + _NEAR).languages if found else ()


def _other(gender: Gender) -> Gender:
    return "male" if gender == "female" else "female"


@cache
def _languages() -> dict[str, str]:
    """The languages of the world (CLDR) whose English names are one word, by that word."""
    names = (str(name) for name in Locale("en").languages.values())
    return {name.lower(): name for name in names if name.isalpha() and name.lower() not in _COMMON_WORDS}
