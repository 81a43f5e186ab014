"""Which question about the clinic is asked."""

from __future__ import annotations

import pytest

from nlu.languages.en.topics import topics


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("where are you exactly? and can i park", ("parking", "address")),
        ("where can i park?", ("parking",)),
        ("where?", ("address",)),
        ("whats the address", ("address",)),
        ("when are you open on saturdays", ("hours",)),
        ("do you take my insurance, and how much is it", ("insurance", "prices")),
        ("can i come in a wheelchair", ("access",)),
        ("which bus goes there", ("directions",)),
        ("what should i bring", ("bring",)),
        ("which doctors do you have", ("doctors",)),
        ("what's your phone number", ("phone",)),
        ("book me in please", ()),
    ],
)
def test_topics(text: str, asked: tuple[str, ...]) -> None:
    assert topics(text) == asked
