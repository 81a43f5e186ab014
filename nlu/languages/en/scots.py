"""Words as they are spelt in Scots, read as the English ones: what is taught and listed knows these alone."""

from __future__ import annotations

import re

_ENGLISH = {
    "aboot": "about", "arenae": "aren't", "aroon": "around", "cannae": "can't", "couldnae": "couldn't",
    "didnae": "didn't", "dinnae": "don't", "disnae": "doesn't", "doesnae": "doesn't", "doon": "down",
    "hadnae": "hadn't", "hasnae": "hasn't", "havenae": "haven't", "havnae": "haven't", "heid": "head",
    "isnae": "isn't", "noo": "now", "oot": "out", "shouldnae": "shouldn't", "wasnae": "wasn't", "werenae": "weren't",
    "willnae": "won't", "winnae": "won't", "wisnae": "wasn't", "wouldnae": "wouldn't",
}  # fmt: skip
"""None of them is a name that people have, nor another English word."""

_WORDS = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)


def in_english(text: str) -> str:
    """The text with these words in English."""
    return _WORDS.sub(lambda found: _ENGLISH[found.group().lower()], text)
