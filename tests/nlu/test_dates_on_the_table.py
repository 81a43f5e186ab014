"""What is said of times on offer: bounds that hold their end, comparisons, what comes besides, what is taken back."""

from __future__ import annotations

import pytest

from nlu.core.meaning import Asked
from nlu.languages.en.choices import pick
from tests.nlu.test_dates import understood

SAID: tuple[tuple[str, Asked | None, str], ...] = (
    # the last hour that would do, and the end of a stretch
    ("quarter to ten latest", "slot", "-09:45!"),
    ("nothing past two", "slot", "-14:00!"),
    ("by noon would be best", "slot", "-12:00!"),
    ("i have to be gone by 4", None, "-16:00"),
    ("till 11", None, "-11:00"),
    # a no that takes back, and one that refuses
    ("oh no thursday", "slot", "Thu 4 Jun"),
    ("hmm wait no weds", "slot", "Wed 3 Jun"),
    ("no thursdays", "slot", "not Thu 4 Jun; not Thu 11 Jun; not Thu 18 Jun; not Thu 25 Jun"),
    ("no afternoons", "slot", "not 12:00-18:00"),
    # what is left of what was left open
    ("any time next week but wednesday", None, "Mon 8 Jun..Sun 14 Jun; not Wed 10 Jun"),
    ("any time except 1 to 3", None, "not 13:00-15:00; any_time"),
    ("same time but wednesday", "confirmation", "Wed 3 Jun; same_time"),
    ("not 11 but 12", "slot", "12:00; not 11:00"),
    # as late as can be, as near as can be
    ("as late in the day as possible", None, "latest"),
    ("the later the better", None, "latest"),
    ("last slot on thursday", None, "Thu 4 Jun; latest"),
    ("the latest i can do is 5", None, "-17:00!"),
    ("the one closest to lunch", "slot", "near 12:30"),
    ("as close to 4 as you can", "slot", "near 16:00"),
    # compared with what is on offer
    ("that's too late", "slot", "earlier"),
    ("a bit too early for us", "slot", ""),
    ("much too early", "slot", "later"),
    ("is it too late to book", None, ""),
    ("too late, how about 9", "slot", "09:00; earlier"),
    ("the one before that", "slot", "earlier"),
    ("the one after", "confirmation", "later"),
    ("the one after mine", None, "right_after"),
    # besides what was said
    ("or after 5", "slot", "17:00-; also"),
    ("mornings would be fine too", "slot", "06:00-12:00; also"),
    ("tuesday would work after all", "slot", "Tue 2 Jun; also"),
    ("tuesday would work", "slot", "Tue 2 Jun"),
    ("tuesday or thursday", "slot", "Tue 2 Jun | Thu 4 Jun"),
    ("1430", "slot", "14:30"),
    ("doesn't matter", "date", "any_day"),
)

TOLD = {
    "our train leaves on the 17th, so before that please": "Mon 1 Jun..Tue 16 Jun",
    "i have an exam on thursday so after that": "Fri 5 Jun..",
    "we're away on the 10th, so it must be before then": "Mon 1 Jun..Tue 9 Jun",
    "friday or any time after that": "Fri 5 Jun..",
    "twisted it on saturday, can i come wednesday": "Wed 3 Jun",
    "coughing since sunday, anything thursday?": "Thu 4 Jun",
    "away until the 12th": "not Mon 1 Jun..Fri 12 Jun",
    "class ends at half ten": "10:30-",
    "my bus leaves at 4": "-16:00",
    "can we make it start at 9": "09:00",
    "i get off at 2, so 3:30": "15:30",
}

CALENDAR = {
    "week on wednesday": "Wed 10 Jun",
    "the 5th of the month after next": "Wed 5 Aug",
    "the weekend after next": "Sat 20 Jun..Sun 21 Jun",
    "next week after my piano lesson": "Mon 8 Jun..Sun 14 Jun",
    "push it a fortnight on": "+14 days",
    "around tea time": "16:00-18:00",
}

LINES = {
    "the last of those": -1,
    "the earliest one": 1,
    "the later of the two": -1,
    "no, the third one": 3,
    "actually the last": -1,
    "late": None,
    "the latest": None,
    "something earlier": None,
}


@pytest.mark.parametrize(("text", "asked", "meant"), SAID)
def test_what_is_said_of_what_is_on_offer(text: str, asked: Asked | None, meant: str) -> None:
    assert understood(text, asked) == meant


@pytest.mark.parametrize(("text", "meant"), [*TOLD.items(), *CALENDAR.items()])
def test_what_is_told_bounds_what_is_wished(text: str, meant: str) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_which_line_is_meant(text: str, line: int | None) -> None:
    assert pick(text) == line
