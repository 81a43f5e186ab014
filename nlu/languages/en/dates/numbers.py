"""Number words read as figures: "twenty four" is 24, "two thousand and seventeen" 2017, "thirty first" 31th."""

from __future__ import annotations

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MISSPELT = {"eigth": 8, "fiveteen": 15, "twelv": 12, "elven": 11, "twleve": 12, "twevle": 12, "elevn": 11}
_MISSPELT_ORDINALS = {"nineth": 9, "twelth": 12, "ninteenth": 19, "thirtieth": 30}
UNITS = {word: value for value, word in enumerate(_SMALL.split())} | _MISSPELT
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50}
ORDINALS = {word: value for value, word in enumerate(_SMALL_ORDINALS.split(), 1)} | _MISSPELT_ORDINALS
CARDINALS = {**UNITS, **TENS}

CHOICE_WORDS = frozenset(("first", "second", "third", "fourth", "fifth"))
"""Ordinals that number the lines of a list as often as the days of a month: their neighbours decide."""


def spoken(words: list[str], at: int) -> tuple[str, int] | None:
    """The number said from word `at` on, in figures ("24", "31th"), and how many words it took; None if none is."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in TENS:
        if 0 < UNITS.get(following, 0) < 10:
            return str(TENS[word] + UNITS[following]), 2
        if ORDINALS.get(following, 99) < 10:
            return f"{TENS[word] + ORDINALS[following]}th", 2
        return str(TENS[word]), 1
    if word in UNITS:
        return _thousands(words, at) or (str(UNITS[word]), 1)
    if word in ORDINALS:
        return f"{ORDINALS[word]}th", 1
    return None


def _thousands(words: list[str], at: int) -> tuple[str, int] | None:
    """ "two thousand [and] [twenty] [six]": a year."""
    if words[at : at + 2] != ["two", "thousand"]:
        return None
    start = at + 3 if words[at + 2 : at + 3] == ["and"] else at + 2
    rest = spoken(words, start) if start < len(words) and words[start] in CARDINALS else None
    if rest is None or not rest[0].isdigit():
        return "2000", 2
    return str(2000 + int(rest[0])), start - at + rest[1]
