"""When two names as written are one person's: however the letters are composed, cased and spaced."""

from __future__ import annotations

import unicodedata


def written(name: str) -> str:
    """A name in one spelling: letters composed (NFC), every run of spaces, no-break ones too, a single space."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", written(name).casefold())
