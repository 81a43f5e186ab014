"""What hangs on the clinic: its hours, its order of day and month, its clock."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from nlu.languages.en.dates import resolve
from tests.nlu.test_dates import LONDON, MONDAY, understood, words


@pytest.mark.parametrize(
    ("text", "closes", "meant"),
    [
        ("at 5", time(17), "17:00"),
        ("at 8", time(17), "08:00"),
        ("at 7", time(17), "19:00"),
        ("at 5", None, "17:00"),
        ("at 9", None, "09:00; ?am_pm"),
        ("at 9 in the evening", None, "21:00"),
        ("today at 8", time(21), "Mon 1 Jun; 20:00"),
    ],
)
def test_the_clinics_hours_settle_the_half_of_the_day(text: str, closes: time | None, meant: str) -> None:
    assert understood(text, closes=closes) == meant


@pytest.mark.parametrize(
    ("day_first", "text", "meant"),
    [
        (True, "7/6", "Sun 7 Jun"),
        (False, "7/6", "Mon 6 Jul"),
        (False, "25/6", "Thu 25 Jun"),
        (True, "6/12", "Sun 6 Dec; ?day_month"),
    ],
)
def test_the_order_of_day_and_month_is_the_clinics(day_first: bool, text: str, meant: str) -> None:
    assert words(resolve(text, MONDAY, day_first=day_first)) == meant


def test_a_time_the_clock_skips_or_repeats_is_marked() -> None:
    march, october = datetime(2026, 3, 20, 9, tzinfo=LONDON), datetime(2026, 10, 20, 9, tzinfo=LONDON)
    assert resolve("29 march at 1:30am", march).ambiguous == ("nonexistent_time",)
    assert resolve("25 october at 1:30am", october).ambiguous == ("repeated_time",)
    assert resolve("in 2 hours", datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)).time == time(3, 30)
