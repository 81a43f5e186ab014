"""Names spelt out letter by letter, put together: "S-I-O-B-H-A-N", "M for mother, A for apple, Y for yellow"."""

from __future__ import annotations

import re

_LETTERS = re.compile(
    r"(?<![\w'’.-])[^\W\d_](?:[-.][^\W\d_]){2,}(?![\w'’-])|(?<![\w'’-])[^\W\d_](?: [^\W\d_]){3,}(?![\w'’-])"
)
_ONE = r"[^\W\d_] (?:for|as in|like) [^\W\d_]+"
_BY_WORDS = re.compile(rf"(?<![\w'’-]){_ONE}(?:[ ,.;]+(?:and |then )?{_ONE})+", re.IGNORECASE)
_LETTER_OF = re.compile(r"(?<![\w'’-])([^\W\d_]) (?:for|as in|like) ", re.IGNORECASE)


_SURNAME = re.compile(
    r"(?<=\w),? (?:and )?(?:(?:the|my|his|her) )?(?:last name|surname|family name)(?: is|:)? (?=[^\W\d_])",
    re.IGNORECASE,
)


def in_one(text: str) -> str:
    """An answer that tells a name in two parts, as one name: "May, last name Roe"."""
    return _SURNAME.sub(" ", text)


def put_together(text: str) -> str:
    """The text with what is spelt out in it as words: "it's spelt Siobhan"."""
    said = _BY_WORDS.sub(lambda found: "".join(_LETTER_OF.findall(found.group())).capitalize(), text)
    return _LETTERS.sub(lambda found: re.sub(r"[-. ]", "", found.group()).capitalize(), said)
