"""Minutes to and past the hour, bounds and parts of the day, as patients say them."""

from __future__ import annotations

import pytest

from nlu.core.meaning import Asked
from tests.nlu.test_dates import understood

MINUTES: tuple[tuple[str, Asked | None, str], ...] = (
    ("ten to nine", "slot", "08:50"),
    ("the ten to eleven if it's still there", "slot", "10:50"),
    ("ten-to-nine's good", "slot", "08:50"),
    ("5 to 9", "slot", "08:55"),
    ("can i take five to three", "slot", "14:55"),
    ("8:50 or ten to ten", "slot", "08:50 | 09:50"),
    ("quarter to nine's fine", "slot", "08:45"),
    ("half nine's ok for us", "slot", "09:30"),
    ("three's fine", "slot", "15:00"),
    ("10:40's better", "slot", "10:40"),
    ("ten to nine", None, "08:50"),
    ("tuesday ten to nine", None, "Tue 2 Jun; 08:50"),
    ("about ten to four", None, "15:50"),
    ("until ten to five", None, "-16:50"),
    # the hour left out: no hour of its own, the minutes are none
    ("five to", "slot", ""),
    ("ten to please", "slot", ""),
    ("twenty past", "slot", ""),
    ("the twenty to", "slot", ""),
    ("twenty past on tuesday", "slot", "Tue 2 Jun"),
    # ... unless one was just said
    ("9:10 or half past", "slot", "09:10 | 09:30"),
    ("between ten to nine and half past", None, "08:50-09:30"),
    # stretches stay stretches
    ("from ten to four", None, "10:00-16:00"),
    ("any time ten to four", "time", "10:00-16:00"),
    ("i'm free ten to two", "slot", "10:00-14:00"),
    ("nine to five", "slot", "09:00-17:00"),
    ("tuesday 10 to 12", None, "Tue 2 Jun; 10:00-12:00"),
    ("it aches for 5 to 10 minutes", None, ""),
    ("it's ten to nine now", None, ""),
    ("it's gone ten to eleven and nobody came", None, ""),
    ("better move the thursday one to the friday", None, "Fri 5 Jun"),
)

BOUNDS = {
    "half 9 latest": "-09:30!",
    "10 latest": "-10:00!",
    "10 at the latest": "-10:00!",
    "5pm tops": "-17:00!",
    "the latest i can do is 10": "-10:00!",
    "no later than eleven": "-11:00!",
    "up to eleven": "-11:00",
    "can't after 4": "-16:00!",
    "no earlier than ten": "10:00-",
    "earliest 10": "10:00-",
    "the earliest we can make is half nine": "09:30-",
    "the earliest you have": "asap",
    "gone ten": "10:00-",
    "eleven at the outside": "-11:00!",
    "the back of nine": "09:00-",
    "ten or later, and by half past eleven": "10:00-11:30!",
    "10 or after, but done by 11.30": "10:00-11:30",
    "not before ten and no later than eleven": "10:00-11:00!",
    "can't do it until gone three": "15:00-",
    "can't before 10": "10:00-",
    "10 at the earliest, 12 at the latest": "10:00-12:00!",
    "between ten and eleven": "10:00-11:00",
    "between ten and eleven on tuesday": "Tue 2 Jun; 10:00-11:00",
    "between half nine and quarter to eleven": "09:30-10:45",
}

PARTS = {
    "some time after school": "15:30-",
    "tuesday straight after school": "Tue 2 Jun; 15:30-",
    "when school's out": "15:30-",
    "as soon as school finishes": "15:30-",
    "after school but before 5": "15:30-17:00",
    "before school": "-08:45",
    "after the school drop off": "09:00-",
    "after the school run": "09:00-",
    "after i've done the school run": "09:00-",
    "once the kids are at school": "09:00-",
    "after pick-up": "15:30-",
    "half fourish": "16:30",
    "0930": "09:30",
    "tomorrow morning, first thing": "Tue 2 Jun; 09:00-10:30",
    "any afternoon but friday": "12:00-18:00; not Fri 5 Jun",
    "after work": "17:00-",
    "before school or after work": "-08:45 | 17:00-",
    "lunchtime": "12:00-14:00",
    "first thing tuesday": "Tue 2 Jun; 09:00-10:30",
    "end of day friday": "Fri 5 Jun; 16:00-",
    "this afternoon at 3": "Mon 1 Jun; 15:00",
    "this morning at 11": "Mon 1 Jun; 11:00",
    "half 3 this afternoon": "Mon 1 Jun; 15:30",
    "i need the morning after pill today": "Mon 1 Jun",
    "tonight at 7": "Mon 1 Jun; 19:00",
    "this evening around quarter past six": "Mon 1 Jun; 18:15",
}


@pytest.mark.parametrize(("text", "asked", "meant"), MINUTES)
def test_minutes_to_an_hour_are_no_hour(text: str, asked: Asked | None, meant: str) -> None:
    assert understood(text, asked) == meant


@pytest.mark.parametrize(("text", "meant"), [*BOUNDS.items(), *PARTS.items()])
def test_bounds_and_parts_of_the_day(text: str, meant: str) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize("asked", [None, "slot", "time"])
def test_between_ten_and_eleven_begins_at_ten_whatever_was_asked(asked: Asked | None) -> None:
    assert understood("between ten and eleven", asked) == "10:00-11:00"
