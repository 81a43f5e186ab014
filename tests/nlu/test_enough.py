"""That no more is wanted, and what is asked of the rest."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Enough
from nlu.languages.en.enough import asks_what_else, enough
from tests.nlu.test_wishes import Situation, meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nothing further thanks", Enough()),
        ("No more please, don't add anyone else", Enough()),
        ("yes, nothing else", Enough()),
        ("not another one", Enough()),
        ("we don't need any more appointments", Enough()),
        ("just those", Enough(those=True)),
        ("Only these two.", Enough(2, those=True)),
        ("no, just the one", Enough(1, those=True)),
        ("it's only us three thanks", Enough(3, those=True)),
        ("i only want those two", Enough(2, those=True)),
        ("that's all", None),
        ("just the first one", None),
        ("only the morning", None),
        ("only 3pm", None),
        ("nothing else?", None),
        ("nothing more before Friday", None),
        ("only those two days", None),
    ],
)
def test_who_wants_no_more(text: str, found: Enough | None) -> None:
    assert enough(text) == found


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what else was there", True),
        ("have you forgotten the other one", True),
        ("what about the second one?", True),
        ("what else is there", False),
        ("what other times have you got", False),
        ("what else do you have on friday", False),
    ],
)
def test_who_asks_what_waits(text: str, asks: bool) -> None:
    assert asks_what_else(text) == asks


def test_only_is_nobodys_name(lexicon: Lexicon, now: datetime) -> None:
    (meaning,) = meant(lexicon, now, "<want.book|[Only](for) these two>", asked="patient")
    assert (meaning.people, meaning.enough) == ((), Enough(2, those=True))


def test_a_number_put_right_is_a_number_of_visits_and_no_line(lexicon: Lexicon, now: datetime) -> None:
    here = Situation("slot", 5, 0, "book")
    (meaning,) = meant(lexicon, now, "<correct|that's [2](option)... no, [3](count) visits>", asked="slot", here=here)
    assert (meaning.count, meaning.choice) == (3, None)
