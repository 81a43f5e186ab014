"""A doctor asked for by name whom the clinic does not have: "Dr Vazquez, please"."""

from __future__ import annotations

import re

from nlu.core.words import fold
from nlu.languages.speaking import grammar


def strange_doctor(text: str) -> str | None:
    """The first name after a title that is written like one and is no everyday word; None in text all in capitals."""
    if text.isupper():
        return None
    names = (re.sub(r"['’]s$", "", match["name"]) for match in grammar().people.strange_doctor.finditer(text))
    return next((name for name in names if fold(name.split()[0]) not in grammar().words.not_a_name), None)
