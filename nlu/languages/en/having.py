"""Whether somebody says that there is an appointment, without asking for anything."""

from __future__ import annotations

import re

from nlu.core.words import fold

_WHO = r"(?:i|we|he|she|they|ive|weve|hes|shes|theyve|im|were|theyre|(?:my|our) \w+)"
_HAS = r"(?: (?:have|has|had|am|is|are))?(?: (?:already|also|currently))*(?: got| been)?"
_APPOINTMENT = r"(?:an? |my |our |the |this )?(?:appointment|appt|apt|appoint|booking|slot|dr|doctor)"
_BOOKED = r"(?:booked|down|due|scheduled|pencilled|meant|supposed) (?:in |to |for |with |on )"
_HAVING = re.compile(rf"(?:^(?:\w+ ){{0,2}}(?:got|have)|\b{_WHO}{_HAS}) {_APPOINTMENT}\b|\b{_WHO}{_HAS} {_BOOKED}")
_WISHES = re.compile(r"\b(?:can|could|would|need|want|like|please|book me|do you|have you|any|another|is there)\b|\?")


def says_to_have(text: str) -> bool:
    """ "I've an appointment on Tuesday", "I'm down to see Dr Lee"; not "have you got an appointment"."""
    said = fold(text)
    plain = " ".join(re.sub(r"[^\w\s?]+", " ", said).split())
    return bool(_HAVING.search(plain)) and not _WISHES.search(plain)
