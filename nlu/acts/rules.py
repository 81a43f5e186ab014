"""Plain keyword rules for the main intents: what carries on while Rasa does not answer."""

from __future__ import annotations

from nlu.acts.client import Parse
from nlu.languages.speaking import grammar

_FIRST, _OTHER = 0.8, 0.2
"""Confidence of the first rule that fits and of the others; rules know no finer degrees."""


def parse(masked: str) -> Parse:
    """The intents whose words are in a masked text, in the order of the table; out of scope where there are none."""
    found = [intent for intent, pattern in grammar().wanting.rules if pattern.search(masked)]
    ranking = tuple((intent, _FIRST if place == 0 else _OTHER) for place, intent in enumerate(found))
    return Parse(ranking or (("out_of_scope", _OTHER),))
