"""A name put right: "it's Niamh, not Neeve", "change the name to Orla Keane"."""

from __future__ import annotations

import re

from nlu.core.meaning import Part
from nlu.core.words import vocabulary

_LEAD = (
    r"(?:(?:no|nope|yes|yeah|oh|oops|wait|sorry|hi|hey|but|and|actually|please|pls|hang on"
    r"|(?:can|could|would) (?:you|u)|i (?:want|need|would like|'d like) (?:you )?to)\b[\s,.!:-]*)*"
)
_TAIL = r"(?:[\s,.!]*\b(?:please|pls|thanks|thank you|instead|actually)\b)*[\s.!]*"
_WORD = r"[^\W\d_][\w'’-]*\.?"
_NAME = rf"{_WORD}(?: (?!not\b|please\b|instead\b|thanks\b){_WORD}){{0,3}}?"
_PART = r"(?P<part>first name|given name|surname|last name|family name|name|spelling)"
_WHOSE = r"(?:the|my|his|her|their|our|[^\W\d_]+'s)"
_IS = r"(?:is|'s|s|should be|should read|is supposed to be|is actually|is really|is spelt|is spelled)"
_IT = rf"(?:it|that|this) ?{_IS}(?: (?:actually|really))?"
_NOT = rf"(?:,| -)? (?:and )?not (?P<old>{_NAME})"
PATTERNS = tuple(
    re.compile(_LEAD + pattern + _TAIL, re.IGNORECASE)
    for pattern in (
        rf"(?:change|correct|fix|update|amend|alter|set) {_WHOSE} {_PART}"
        rf"(?: (?:on|for) (?:it|that|this|the (?:booking|appointment)))? (?:in)?to (?P<new>{_NAME})",
        rf"(?:{_WHOSE} )?{_PART} ?(?:is|was)? wrong[\s,.;:-]+"
        rf"(?:(?:{_IT}|should be|{_WHOSE} name {_IS}) )?(?P<new>{_NAME})",
        rf"{_WHOSE} {_PART} (?:should be|should read|is supposed to be|is spelt|is spelled) (?P<new>{_NAME})",
        rf"(?:{_WHOSE} )?{_PART} ?(?:is|'s|s) (?:spelt |spelled |actually )?(?P<new>{_NAME}){_NOT}",
        rf"(?:wrong {_PART}|(?:you|u) (?:\w+ )?(?:spelt|spelled|wrote|got|misspelt) {_WHOSE} name(?: wrong)?)"
        rf"[\s,.;:-]+(?:(?:{_IT}|should be) )?(?P<new>{_NAME})",
        rf"(?:it|that) ?(?:is|'s|s) (?:spelt|spelled|written) (?:as |like )?(?P<new>{_NAME})(?:{_NOT})?",
        rf"(?:{_IT}|i'?m|i am) (?P<new>{_NAME}){_NOT}",
        rf"not (?P<old>{_NAME}), ?(?:but |it'?s |it is )?(?P<new>{_NAME})",
        rf"(?P<new>{_NAME}), ?not (?P<old>{_NAME})",
        rf"put (?:it|that|this) (?:under|down as|in the name of) (?P<new>{_NAME}) instead",
    )
)
NO_NAMES = vocabulary(
    "a an the me my i we us you it him her for on at in to not no now then sure ready thanks thank ok okay fine good"
    " bad wrong right today tomorrow morning afternoon evening dr doctor by with there here that this"
)
PARTS: dict[str, Part] = {
    "first name": "first", "given name": "first", "surname": "surname", "last name": "surname", "family name": "surname"
}  # fmt: skip
OF_A_NAME = re.compile(r"\b(?:\w*name|spelling|spelt|spelled|written|put)\b", re.IGNORECASE)
