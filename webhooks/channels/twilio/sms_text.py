"""How a text fits into SMS: the GSM 7-bit alphabet, what it costs in segments, and plain stand-ins for fine typography.

The alphabet is that of 3GPP TS 23.038, section 6.2.1; a message in it holds 160 characters, or 153 a segment. One
character outside makes the whole message UCS-2: 70, or 67 a segment.
"""

from __future__ import annotations

import re
import unicodedata

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")  # each costs two
_GSM = GSM_BASIC | GSM_EXTENSION

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′´`ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("•·▪◦", "-")
    | dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " ")
    | dict.fromkeys("\u200b\u200c\u2060\ufeff\u00ad", "")
    | {"…": "...", "→": "->", "×": "x", "✓": "", "½": "1/2"}
)
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "œ": "oe", "Œ": "OE", "ð": "d", "þ": "th"})
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3][\u200d\ufe0f]*")


def is_gsm(text: str) -> bool:
    """Whether every character of `text` is in the GSM 7-bit alphabet."""
    return _GSM.issuperset(text)


def to_gsm(text: str) -> str:
    """`text` with plain quotes, dashes and spaces, without emoji, and with a foreign name's accents dropped where
    that alone keeps it in the GSM alphabet. A text in another script keeps its letters."""
    text = re.sub(" {2,}", " ", _EMOJI.sub("", text.translate(_PLAIN))).strip()
    foreign = sum(char not in _GSM for char in text)
    # More than a name's worth of accents is a language that needs them.
    if foreign == 0 or foreign > max(3, len(text) // 20):
        return text
    bare = "".join(_without_accent(char) if char.isalpha() and char not in _GSM else char for char in text)
    return bare if is_gsm(bare) else text


def _without_accent(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char.translate(_LETTERS))
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def segments(text: str) -> int:
    """How many SMS segments `text` takes; 0 where it is empty."""
    if is_gsm(text):
        size, single, each = len(text) + sum(char in GSM_EXTENSION for char in text), 160, 153
    else:
        size, single, each = len(text.encode("utf-16-le")) // 2, 70, 67
    if size <= single:
        return min(size, 1)
    return -(-size // each)
