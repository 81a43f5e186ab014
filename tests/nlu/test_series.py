"""A row of visits: how often, and how many."""

from __future__ import annotations

import pytest

from nlu.core.meaning import Series
from nlu.languages.en.series import series_said


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("physio every Monday at 9 for five weeks", Series(7, 4)),
        ("weekly for a month please", Series(7, 3)),
        ("every other Thursday for two months", Series(14, 3)),
        ("ten sessions, once a week", Series(7, 9)),
        ("each friday x 3 weeks", Series(7, 2)),
        ("once a month for 3 months", Series(28, 2)),
        ("I work every Tuesday", None),
        ("it has hurt for three weeks", None),
        ("a weekly magazine", None),
    ],
)
def test_a_row_is_told_by_how_often_and_how_long(words: str, row: Series | None) -> None:
    assert series_said(words) == row
