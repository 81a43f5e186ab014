"""Later or earlier on the day that is spoken of."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.languages.en.dates import resolve


@pytest.mark.parametrize(
    ("said", "relative"),
    [
        ("could it be later that day", "later"), ("later on the same day please", "later"),
        ("anything earlier in the day", "earlier"), ("a bit earlier that day", "earlier"),
    ],
)  # fmt: skip
def test_it_stays_on_the_day_spoken_of(said: str, relative: str, now: datetime) -> None:
    when = resolve(said, now, asked=None)
    assert (when.relative, when.same_day, when.days) == (relative, True, ())
