"""Names spelt out letter by letter, put together: "S-I-O-B-H-A-N", "M for mother, A for apple, Y for yellow"."""

from __future__ import annotations

import re

from nlu.languages.speaking import grammar

_LETTERS = re.compile(
    r"(?<![\w'’.-])[^\W\d_](?:[-.][^\W\d_]){2,}(?![\w'’-])|(?<![\w'’-])[^\W\d_](?: [^\W\d_]){3,}(?![\w'’-])"
)


def in_one(text: str) -> str:
    """An answer that tells a name in two parts, as one name: "May, last name Roe"."""
    return grammar().people.surname_told.sub(" ", text)


def put_together(text: str) -> str:
    """The text with what is spelt out in it as words: "it's spelt Siobhan"."""
    said = grammar().people.letters_by_words.sub(
        lambda found: "".join(grammar().people.letter_of.findall(found.group())).capitalize(), text
    )
    return _LETTERS.sub(lambda found: re.sub(r"[-. ]", "", found.group()).capitalize(), said)
