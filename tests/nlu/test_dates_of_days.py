"""Lists of days, whole weeks, days told from others, counted days, as patients say them."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.core.meaning import Asked
from tests.nlu.test_dates import LONDON, MONDAY, understood

WEDNESDAY, SUNDAY = (datetime(2026, 6, day, 9, tzinfo=LONDON) for day in (3, 7))

LISTS = {
    "October 6, 7 or 8": "Tue 6 Oct | Wed 7 Oct | Thu 8 Oct",
    "the 3rd, 4th or 5th of August": "Mon 3 Aug | Tue 4 Aug | Wed 5 Aug",
    "3, 4 or 5 august": "Mon 3 Aug | Tue 4 Aug | Wed 5 Aug",
    "15, 16, 17 or 18 sept": "Tue 15 Sep | Wed 16 Sep | Thu 17 Sep | Fri 18 Sep",
    "either the 15th or the 16th or maybe the 17th of september": "Tue 15 Sep | Wed 16 Sep | Thu 17 Sep",
    "15th/16th/17th sept": "Tue 15 Sep | Wed 16 Sep | Thu 17 Sep",
    "july, 3rd or 4th": "Fri 3 Jul | Sat 4 Jul",
    "the first, second or third of july": "Wed 1 Jul | Thu 2 Jul | Fri 3 Jul",
    "the 4th, 5th or 6th of next month": "Sat 4 Jul | Sun 5 Jul | Mon 6 Jul",
    "june 8-10 or 12": "Mon 8 Jun..Wed 10 Jun | Fri 12 Jun",
    "june 10, 11 or 12 at 3pm": "Wed 10 Jun | Thu 11 Jun | Fri 12 Jun; 15:00",
    "not the 8th, 9th or 10th of june": "not Mon 8 Jun; not Tue 9 Jun; not Wed 10 Jun",
    "from the 8th to the 10th of june": "Mon 8 Jun..Wed 10 Jun",
    "between the 8th and 12th of june": "Mon 8 Jun..Fri 12 Jun",
    "september 9 or 10 in the morning": "Wed 9 Sep | Thu 10 Sep; 06:00-12:00",
    "september 9, 10 or 11 in the afternoon": "Wed 9 Sep | Thu 10 Sep | Fri 11 Sep; 12:00-18:00",
    "wednesday, one after the other from 10": "Wed 3 Jun; 10:00-",
    # figures that are no days
    "june 9, 10 or 11 am": "Tue 9 Jun; 10:00 | 11:00",
    "june 9, 1 to 3": "Tue 9 Jun; 13:00-15:00",
    "june 10, 2 people": "Wed 10 Jun",
}

WEEKS = {
    "week of November 3": "Mon 2 Nov..Sun 8 Nov",
    "the week commencing the 9th": "Mon 8 Jun..Sun 14 Jun",
    "w/c 9 June": "Mon 8 Jun..Sun 14 Jun",
    "w/c 15/6": "Mon 15 Jun..Sun 21 Jun",
    "wc 15th june": "Mon 15 Jun..Sun 21 Jun",
    "w/b the 15th": "Mon 15 Jun..Sun 21 Jun",
    "week ending 19 june": "Mon 15 Jun..Sun 21 Jun",
    "week beginning Monday": "Mon 1 Jun..Sun 7 Jun",
    "week commencing next monday": "Mon 8 Jun..Sun 14 Jun",
    "week commencing monday 15th": "Mon 15 Jun..Sun 21 Jun",
    "week of the 15th or the 22nd": "Mon 15 Jun..Sun 21 Jun | Mon 22 Jun..Sun 28 Jun",
    "not the week of the 15th": "not Mon 15 Jun..Sun 21 Jun",
    "thursday w/c 15 june": "Thu 18 Jun",
    "week commencing 8th not monday": "Mon 8 Jun..Sun 14 Jun; not Mon 8 Jun",
    "the weekend of the 20th": "Sat 20 Jun..Sun 21 Jun",
    "can we 9th june": "Tue 9 Jun",
    # this week, next, and the one after
    "not this week thanks": "not Mon 1 Jun..Sun 7 Jun",
    "it can't be this week": "not Mon 1 Jun..Sun 7 Jun",
    "can it not be this week please": "not Mon 1 Jun..Sun 7 Jun",
    "i won't be able to this week": "not Mon 1 Jun..Sun 7 Jun",
    "no chance this week": "not Mon 1 Jun..Sun 7 Jun",
    "any week but this": "not Mon 1 Jun..Sun 7 Jun",
    "any week except next": "not Mon 8 Jun..Sun 14 Jun",
    "next week, not this": "Mon 8 Jun..Sun 14 Jun; not Mon 1 Jun..Sun 7 Jun",
    "either this week, or next": "Mon 1 Jun..Sun 7 Jun | Mon 8 Jun..Sun 14 Jun",
    "this or next week": "Mon 1 Jun..Sun 7 Jun | Mon 8 Jun..Sun 14 Jun",
    "next week or maybe the one after": "Mon 8 Jun..Sun 14 Jun | Mon 15 Jun..Sun 21 Jun",
    "not next week but the one after": "Mon 15 Jun..Sun 21 Jun; not Mon 8 Jun..Sun 14 Jun",
    "the week after next": "Mon 15 Jun..Sun 21 Jun",
    "next month or the one after": "Wed 1 Jul..Fri 31 Jul | Sat 1 Aug..Mon 31 Aug",
    "friday or the one after": "Fri 5 Jun | Fri 12 Jun",
    "this friday or next": "Fri 5 Jun | Fri 12 Jun",
    "can you not do friday": "Fri 5 Jun",
}

TOLD_FROM_OTHERS = {
    "next week, the friday of that week": "Fri 12 Jun",
    "week of june 15, maybe that wednesday or thursday": "Wed 17 Jun | Thu 18 Jun",
    "the 15th or the friday of that week": "Mon 15 Jun | Fri 19 Jun",
    "that Friday, November 13": "Fri 13 Nov",
    "the friday, 13th november": "Fri 13 Nov",
    "13 november, that's a friday": "Fri 13 Nov",
    "9999-12-30, the sunday of that week": "Thu 30 Dec 9999",  # the calendar ends there
    # the week is kept, the day is left out of it
    "any morning next week but not wednesday": "Mon 8 Jun..Sun 14 Jun; 06:00-12:00; not Wed 10 Jun",
    "next week, not tuesday or thursday": "Mon 8 Jun..Sun 14 Jun; not Tue 9 Jun; not Thu 11 Jun",
    "any day next week apart from friday": "Mon 8 Jun..Sun 14 Jun; not Fri 12 Jun",
    "any day but wednesday next week": "Mon 8 Jun..Sun 14 Jun; not Wed 10 Jun",
}

COUNTED = {
    "monday coming": "Mon 8 Jun",  # on a Monday
    "coming friday": "Fri 5 Jun",
    "day after": "Wed 3 Jun",
    "a week thursday": "Thu 11 Jun",
    "thursday two weeks from now": "Thu 18 Jun",
    "can you prepone it by two days": "-2 days",
    "push it out two weeks": "+14 days",
    "two days before please": "-2 days",
    "come in an hour later that day": "same_day; +60 minutes",
    "on or after the 10th": "Wed 10 Jun..",
    "on or before the 10th": "Mon 1 Jun..Wed 10 Jun",
    "any time that isn't monday": "not Mon 1 Jun; any_time",
    "this week or next instead": "Mon 1 Jun..Sun 7 Jun | Mon 8 Jun..Sun 14 Jun",
    "the 20th of next month": "Mon 20 Jul",
    "20th next month": "Mon 20 Jul",
    "first Friday in May": "Fri 7 May 2027",
    "last Monday of the month": "Mon 29 Jun",
    "two days from tomorrow": "Thu 4 Jun",
    "in four working days": "Fri 5 Jun",
    "in six business days": "Tue 9 Jun",
    "three working days from now": "Thu 4 Jun",
    "within five working days": "Mon 1 Jun..Mon 8 Jun",
    "the next working day": "Tue 2 Jun",
    "a week on Wednesday": "Wed 10 Jun",
    "week tomorrow": "Tue 9 Jun",
    "three weeks today": "Mon 22 Jun",
    "the 12th": "Fri 12 Jun",
    "12-Jun": "Fri 12 Jun",
    "12jun26": "Fri 12 Jun",
    "12/jun/26": "Fri 12 Jun",
    "12.jun.26": "Fri 12 Jun",
}

DATED_WEEKDAYS = {
    "Monday 13th at two": "Mon 13 Jul; 14:00",  # the next 13th that is a Monday
    "monday 13 at two": "Mon 13 Jul; 14:00",
    "monday 8th at two": "Mon 8 Jun; 14:00",
    "tuesday the 14th at ten to two": "Tue 14 Jul; 13:50",
    "friday 12th at one for two people": "Fri 12 Jun; 13:00",
    "wednesday 17th, two of us": "Wed 17 Jun",
    "thursday 18th at two or three": "Thu 18 Jun; 14:00 | 15:00",
}

ON_ANOTHER_DAY = (
    (SUNDAY, "Tuesday or Wednesday this week", "Tue 9 Jun | Wed 10 Jun"),
    (SUNDAY, "this week, tuesday or wednesday", "Tue 9 Jun | Wed 10 Jun"),
    (SUNDAY, "monday to wednesday this week", "Mon 8 Jun..Wed 10 Jun"),
    (SUNDAY, "this week tuesday", "Tue 9 Jun"),
    (SUNDAY, "tuesday this week or next", "Tue 9 Jun | Tue 16 Jun"),
    (SUNDAY, "sunday this week", "Sun 7 Jun"),
    (WEDNESDAY, "monday or thursday this week", "Mon 8 Jun | Thu 4 Jun"),
    (WEDNESDAY, "friday or saturday this week", "Fri 5 Jun | Sat 6 Jun"),
    (WEDNESDAY, "i was in on monday this week", "Mon 1 Jun; ?past"),
    (WEDNESDAY, "i fell on monday this week, can i come friday", "Fri 5 Jun"),
    (WEDNESDAY, "week beginning Monday", "Mon 8 Jun..Sun 14 Jun"),
    (WEDNESDAY, "w/c 1 june", "Wed 3 Jun..Sun 7 Jun"),
    (WEDNESDAY, "first monday of the month", "Mon 6 Jul"),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [*LISTS.items(), *WEEKS.items(), *TOLD_FROM_OTHERS.items(), *COUNTED.items(), *DATED_WEEKDAYS.items()],
)
def test_days_are_understood_as_they_are_meant(text: str, meant: str) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize(("now", "text", "meant"), ON_ANOTHER_DAY)
def test_days_of_this_week_are_never_past(now: datetime, text: str, meant: str) -> None:
    assert understood(text, now=now) == meant


@pytest.mark.parametrize("asked", [None, "slot", "date"])
def test_friday_of_that_week_is_of_the_week_the_conversation_speaks_of(asked: Asked | None) -> None:
    assert understood("friday of that week", asked, MONDAY) == "Fri 5 Jun"


REFUSED = {
    "i'm away monday to wednesday": "not Mon 1 Jun..Wed 3 Jun",
    "i am away from monday to wednesday": "not Mon 1 Jun..Wed 3 Jun",
    "we're away from the 8th until the 12th": "not Mon 8 Jun..Fri 12 Jun",
    "i'm away until the 12th": "not Mon 1 Jun..Fri 12 Jun",
    "monday to wednesday don't work": "not Mon 1 Jun..Wed 3 Jun",
    "not the 8th to the 13th": "not Mon 8 Jun..Sat 13 Jun",
    "not monday, tuesday or friday": "not Mon 1 Jun; not Tue 2 Jun; not Fri 5 Jun",
    "not monday, tuesday or friday is fine": "Tue 2 Jun | Fri 5 Jun; not Mon 1 Jun",
    "friday, i don't do wednesday": "Fri 5 Jun; not Wed 3 Jun",
    "never on dance day which is friday": "not Fri 5 Jun",
    "in three weeks, any day but thursday": "Mon 22 Jun..Sun 28 Jun; not Thu 25 Jun",
    "not between 9 and 11": "not 09:00-11:00",
    "can't do 9 to 11": "not 09:00-11:00",
    "i'm busy until 3": "not -15:00",
    "i have to be away by half ten": "-10:30",
    "if it can't be friday leave it": "Fri 5 Jun",
}


@pytest.mark.parametrize(("text", "meant"), REFUSED.items())
def test_what_is_refused_is_refused_as_a_whole(text: str, meant: str) -> None:
    assert understood(text) == meant
