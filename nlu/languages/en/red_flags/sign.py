"""A sign of danger: expressions that, found close together, mean that help must not wait."""

from __future__ import annotations

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """All `groups` within a few words of each other, in any order, are a sign of `code`."""

    code: str
    groups: tuple[re.Pattern[str], ...]


def sign(code: str, *groups: str) -> Sign:
    """A sign from regular expressions over folded text ("can't" is "cant"); each matches whole words."""
    return Sign(code, tuple(re.compile(rf"\b(?:{group})\b") for group in groups))


THEM = (
    r"he|she|hes|shes|him|her|husband|wife|partner|mum|mom|mother|dad|father|son|daughter|kid|child|baby|toddler"
    r"|brother|sister|nan|gran|grandma|grandpa|grandad|friend|boyfriend|girlfriend|bf|gf|someone|somebody"
    r"|man|woman|colleague"
)
"""Whom people write about."""
