"""A day of something else is no wish, and whoever asks to be seen wants to book, whatever else they tell."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from nlu.acts.understand import Understander

FRIDAY, TEN = date(2026, 6, 5), time(10)
TOLD = [
    "the eczema started on 1 june",
    "my tooth has been aching since 28 may",
    "i have had a sore throat from the 1st",
    "i was born on 3 march 1984",
    "my date of birth is 12 may 1990",
    "i was last at the surgery on 14 may",
    "i last saw dr rao on 14 may",
    "i had an operation on 2 may",
    "the scan was on 29 may",
    "my prescription runs out on 9 june",
    "we're on holiday until 3 june",
    "i am back on thursday",
    "the letter is from 27 may",
    "i took a test on thursday",
    "we fly out on 20 june",
]
ASKED = [
    "can i see dr lee on friday at 10",
    "i'd like an appointment with dr lee on friday at 10",
    "please book me with dr lee, friday at 10",
    "could dr lee see me friday 10am?",
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("told", TOLD)
def test_the_day_that_is_told_is_not_the_day_that_is_asked_for(
    understander: Understander, now: datetime, told: str, asked: str
) -> None:
    for words in (f"{told}, {asked}", f"{told}. {asked}", f"{told} so {asked}"):
        meaning = understander.understand(words, asked=None, now=now)
        assert (meaning.when.date, meaning.when.time) == (FRIDAY, TEN), words
        assert meaning.intent in ("book_appointment", "inform", "find_doctor"), words


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("thursday is fine, or could i see dr lee on friday", [date(2026, 6, 4), FRIDAY]),
        ("can i see dr lee on friday, i mean thursday", [date(2026, 6, 4)]),
        ("i can do friday", [FRIDAY]),
        ("i would like friday, my wife would like friday too", [FRIDAY]),
        ("it was to be thursday, make it friday please", [FRIDAY]),
        ("it hurts, friday please", [FRIDAY]),
    ],
)
def test_what_is_wished_stays_a_wish(understander: Understander, now: datetime, words: str, days: list[date]) -> None:
    assert [one.first for one in understander.understand(words, asked=None, now=now).when.days] == days


def test_the_day_of_an_appointment_still_tells_which_one(understander: Understander, now: datetime) -> None:
    meaning = understander.understand("my appointment is on thursday, can i move it to friday", asked=None, now=now)
    assert meaning.intent == "reschedule_appointment"
    assert meaning.when.date == FRIDAY or date(2026, 6, 4) in [one.first for one in meaning.when.days]


@pytest.mark.parametrize(
    "words",
    [
        "can i see dr lee at another time on friday",
        "i need to move my appointment with dr lee to friday at 10",
        "could i come on friday instead of thursday for my appointment with dr lee",
    ],
)
def test_to_move_stays_to_move(understander: Understander, now: datetime, words: str) -> None:
    assert understander.understand(words, asked=None, now=now).intent != "book_appointment"
