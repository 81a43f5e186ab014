"""Words that take back what has just been done, and those that only sound so."""

from __future__ import annotations

import pytest

from nlu.languages.en.keeping import leaves_as_is
from nlu.languages.en.undoing import undoes


@pytest.mark.parametrize(
    "said",
    [
        "put it back", "oh no, change it back please", "can you move them back to how they were", "undo that",
        "un-cancel it", "please reinstate it", "can I have it back", "I'd like my old slot back",
        "go back to the original time", "I didn't mean to cancel that one", "I shouldn't have moved it",
    ],
)  # fmt: skip
def test_it_is_taken_back(said: str) -> None:
    assert undoes(said)


@pytest.mark.parametrize(
    "said",
    [
        "move it back an hour", "push it back to Friday", "put it back a week", "I get back on Tuesday",
        "my back hurts", "call me back", "can you change it", "I want to cancel it",
    ],
)  # fmt: skip
def test_nothing_is_taken_back(said: str) -> None:
    assert not undoes(said)


@pytest.mark.parametrize(
    "said",
    ["keep all of them", "I'd rather stay with what I've got", "please don't move it", "leave things as they are"],
)
def test_it_is_left_as_it_is(said: str) -> None:
    assert leaves_as_is(said)


@pytest.mark.parametrize(
    "said", ["I can't keep it", "keep me posted", "let me think", "leave at three", "I leave on Monday", "stay safe"]
)
def test_nothing_is_left(said: str) -> None:
    assert not leaves_as_is(said)
