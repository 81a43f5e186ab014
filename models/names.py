"""People's names, as they may be kept, and when two as written are one person's."""

from __future__ import annotations

import unicodedata

from models.errors import BadName

LONGEST = 200
"""Characters. Longer ones are texts that were put in the wrong place."""

_JOINERS = "\u200c\u200d"
"""Persian and Indian names are written with these; on their own they are nothing."""


def clean_name(given: str) -> str:
    """The name in one spelling (NFC), with single plain spaces. Raises BadName for what is none."""
    name = spelt(given)
    if len(name) > LONGEST:
        raise BadName(f"A name may have at most {LONGEST} characters; this one has {len(name)}.")
    if not name.strip(_JOINERS + "\u200b\u2060\ufeff "):
        raise BadName("A name is needed, and nothing that can be seen was given.")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") and char not in _JOINERS for char in name):
        raise BadName("The name holds characters that cannot be seen; write it anew rather than pasting it.")
    if not any(char.isalpha() for char in name):
        raise BadName("A name needs at least one letter.")
    return name


def is_name(given: str) -> bool:
    """Whether this can be kept as a name."""
    try:
        clean_name(given)
    except BadName:
        return False
    return True


def spelt(name: str) -> str:
    """A name in one spelling: letters composed (NFC), every run of spaces, no-break ones too, a single space."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", spelt(name).casefold())
