"""Names spelt out letter by letter."""

from __future__ import annotations

import pytest

from nlu.people.spelt_out import in_one, put_together


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("it's A-O-I-F-E", "it's Aoife"),
        ("A-O-I-F-E R-O-C-H-E please", "Aoife Roche please"),
        ("a o i f e", "Aoife"),
        ("D.E.V", "Dev"),
        ("E for egg, V for van, A for ant", "Eva"),
        ("e as in egg and v as in van and a as in ant, Holm", "Eva, Holm"),
        ("T. J. Marsh", "T. J. Marsh"),
        ("I need a jab for a trip", "I need a jab for a trip"),
        ("a rash on my arm", "a rash on my arm"),
        ("Dr Lee, a check-up", "Dr Lee, a check-up"),
        ("K S Rao", "K S Rao"),
    ],
)
def test_letters_are_put_together(text: str, read: str) -> None:
    assert put_together(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Eva, last name Holm", "Eva Holm"),
        ("Eva, her surname is Holm", "Eva Holm"),
        ("Eva Holm", "Eva Holm"),
    ],
)
def test_a_name_told_in_two_parts_is_one(text: str, read: str) -> None:
    assert in_one(text) == read
