"""A doctor asked for by name whom the clinic does not have: "Dr Vazquez, please"."""

from __future__ import annotations

import re

from nlu.core.words import fold
from nlu.languages.en.common_words import NOT_A_NAME

_TITLED = re.compile(
    r"\b(?:dr|Dr|DR|doctor|Doctor)\.? {1,2}(?P<name>[^\W\d_a-z][\w'’-]{2,}(?: (?:[A-Z]\.? )?[A-Z][\w'’-]+)?)"
)


def strange_doctor(text: str) -> str | None:
    """The first name after a title that is written like one and is no everyday word; None in text all in capitals."""
    if text.isupper():
        return None
    names = (re.sub(r"['’]s$", "", match["name"]) for match in _TITLED.finditer(text))
    return next((name for name in names if fold(name.split()[0]) not in NOT_A_NAME), None)
