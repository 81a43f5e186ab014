"""What patients say about when, as tables: the words, and what they are understood to mean."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from nlu.core.meaning import Asked, DayRange, TimeRange, When
from nlu.languages.en.dates import resolve

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=LONDON)


def day_words(days: DayRange) -> str:
    first = f"{days.first:%a %-d %b}" + (f" {days.first.year}" if days.first.year != 2026 else "")
    if days.last is None:
        return f"{first}.."
    return first if days.last == days.first else f"{first}..{days.last:%a %-d %b}"


def time_words(times: TimeRange) -> str:
    """ "09:00-12:00", with a mark where noon itself would do too."""
    start, end = (f"{each:%H:%M}" if each is not None else "" for each in (times.start, times.end))
    return start if times.start == times.end else f"{start}-{end}" + ("!" if times.closed else "")


def words(when: When) -> str:
    """What was understood, in short: "Thu 4 Jun; 15:00-17:00; not Mon 1 Jun"."""
    marks = ("asap", "latest", "also", "any_day", "any_time", "same_day")
    said = [
        " | ".join(map(day_words, when.days)),
        " | ".join(map(time_words, when.times)),
        *(f"not {day_words(each)}" for each in when.not_days),
        *(f"not {time_words(each)}" for each in when.not_times),
        *(mark for mark in marks if getattr(when, mark)),
        f"near {time_words(when.near)}" if when.near else "",
        when.relative or "",
        f"{when.shift_days:+} days" if when.shift_days else "",
        f"{when.shift_minutes:+} minutes" if when.shift_minutes else "",
        *(f"?{mark}" for mark in when.ambiguous),
    ]
    return "; ".join(each for each in said if each)


def understood(text: str, asked: Asked | None = None, now: datetime = MONDAY, closes: time | None = time(18)) -> str:
    return words(resolve(text, now, asked=asked, opens=time(9) if closes else time(0), closes=closes))


DAYS = {
    "2moro": "Tue 2 Jun",
    "tomorrow or the day after": "Tue 2 Jun | Wed 3 Jun",
    "Monday": "Mon 1 Jun",
    "on wensday": "Wed 3 Jun",
    "thrusday or firday": "Thu 4 Jun | Fri 5 Jun",
    "tues/thurs": "Tue 2 Jun | Thu 4 Jun",
    "next friday": "Fri 12 Jun",
    "the last day of july": "Fri 31 Jul",
    "last day of the month": "Tue 30 Jun",
    "third day of july": "Fri 3 Jul",
    "how about the 3dr, or the 12t of june": "Wed 3 Jun | Fri 12 Jun",
    "black friday": "Fri 27 Nov",
    "better at eleven in the morning and on june 13th": "Sat 13 Jun; 11:00",
    "3pm and on": "15:00-",
    "have i got an appointment on june sixth": "Sat 6 Jun",
    "i can't on monday, do thursday": "Thu 4 Jun; not Mon 1 Jun",
    "i'm off work on wednesday": "Wed 3 Jun",
    "it has to be thursday since I fly out on friday night": "Thu 4 Jun",
    "how about one in Ashford": "",
    "next monday or wednesday": "Mon 8 Jun | Wed 10 Jun",
    "Monday or Tuesday next week": "Mon 8 Jun | Tue 9 Jun",
    "next week, on Thursday or Friday": "Thu 11 Jun | Fri 12 Jun",
    "Thursday after next": "Thu 18 Jun",
    "Monday week": "Mon 8 Jun",
    "a week on Tuesday": "Tue 9 Jun",
    "friday fortnight": "Fri 19 Jun",
    "in a fortnight": "Mon 15 Jun",
    "in two weeks on Thursday": "Thu 18 Jun",
    "in 2-3 weeks": "Mon 15 Jun..Mon 22 Jun",
    "follow-up in 3 months": "Tue 1 Sep",
    "two sundays from now": "Sun 14 Jun",
    "within 10 days": "Mon 1 Jun..Thu 11 Jun",
    "next week": "Mon 8 Jun..Sun 14 Jun",
    "early next week": "Mon 8 Jun..Wed 10 Jun",
    "later this week": "Tue 2 Jun..Sun 7 Jun",
    "the week after next": "Mon 15 Jun..Sun 21 Jun",
    "the week of the 17th": "Mon 15 Jun..Sun 21 Jun",
    "not next week, the week after": "Mon 15 Jun..Sun 21 Jun; not Mon 8 Jun..Sun 14 Jun",
    "end of the month": "Wed 24 Jun..Tue 30 Jun",
    "early july": "Wed 1 Jul..Fri 10 Jul",
    "sometime in August": "Sat 1 Aug..Mon 31 Aug",
    "may i come in may": "Sat 1 May 2027..Mon 31 May",
    "Mondays": "Mon 1 Jun | Mon 8 Jun | Mon 15 Jun | Mon 22 Jun",
    "the 8th": "Mon 8 Jun",
    "the twenty first": "Sun 21 Jun",
    "the second of June": "Tue 2 Jun",
    "make it march 7th": "Sun 7 Mar 2027",
    "jun-10": "Wed 10 Jun",
    "june 8 or 9": "Mon 8 Jun | Tue 9 Jun",
    "8th-10th june": "Mon 8 Jun..Wed 10 Jun",
    "5/6": "Fri 5 Jun",
    "2026-06-08": "Mon 8 Jun",
    "31/06/2026": "?invalid_date",
    "feb 30": "?invalid_date",
    "29 feb": "Tue 29 Feb 2028",
    "march twenty four two thousand and seventeen": "Fri 24 Mar 2017; ?past",
    "the first Monday of July": "Mon 6 Jul",
    "the last friday of the month": "Fri 26 Jun",
    "the monday after the 15th": "Mon 22 Jun",
    "the day after christmas": "Sat 26 Dec",
    "thanksgiving": "Thu 26 Nov",
    "easter monday": "Mon 29 Mar 2027",
    "today (Monday)": "Mon 1 Jun",
    "tomorrow, Tue 2 June": "Tue 2 Jun",
    "Friday the 5th": "Fri 5 Jun",
    "tuesday the 10th": "Tue 2 Jun | Wed 10 Jun",  # they do not agree: asked about
    "by friday": "Mon 1 Jun..Fri 5 Jun",
    "after the 12th": "Sat 13 Jun..",
    "wednesday or later": "Wed 3 Jun..",
    "no earlier than wednesday": "Wed 3 Jun..",
    "after monday but before friday": "Tue 2 Jun..Thu 4 Jun",
    "from the 8th to the 10th": "Mon 8 Jun..Wed 10 Jun",
    "mon-wed": "Mon 1 Jun..Wed 3 Jun",
    "i sat in the sun, can i come on sat": "Sat 6 Jun",
    "wed be happy to come fri": "Fri 5 Jun",
}

TIMES = {
    "3pm": "15:00",
    "3.30 p.m.": "15:30",
    "330pm": "15:30",
    "15h30": "15:30",
    "half past three": "15:30",
    "twenty after 3pm": "15:20",
    "10 in the am": "10:00",
    "half 3": "15:30",
    "quarter to 2 in the afternoon": "13:45",
    "a quarter past 12": "12:15",
    "20 to 4": "15:40",
    "afternoon 2:15": "14:15",
    "in the evening 4": "16:00",
    '6 o"clock in the evening': "18:00",
    "noon": "12:00",
    "12am": "00:00",
    "at 5": "17:00",
    "5ish": "17:00",
    "10 or 11 am": "10:00 | 11:00",
    "7, 8 or 9pm": "19:00 | 20:00 | 21:00",
    "3pm or 4": "15:00 | 16:00",
    "3pm, sorry 4": "16:00",
    "3pm doesn't work, 4?": "16:00; not 15:00",
    "after 3": "15:00-",
    "3 or later": "15:00-",
    "not before 11": "11:00-",
    "not after 4": "-16:00!",
    "by 10": "-10:00!",
    "3pm at the latest": "-15:00!",
    "after 3pm but before 5": "15:00-17:00",
    "between 11 and 1": "11:00-13:00",
    "9am - 12": "09:00-12:00",
    "10-12pm": "10:00-12:00",
    "9 till 11": "09:00-11:00",
    "in the morning": "06:00-12:00",
    "late afternoon": "15:30-18:00",
    "after lunch": "13:00-",
    "first thing": "09:00-10:30",
    "end of the day": "16:00-",
    "not in the morning": "not 06:00-12:00",
    "anything but 3": "not 15:00",
    "i have something else at 2": "not 14:00",
    "mornings are best. How about 11:15?": "11:15",
}

BOTH = {
    "need dr rao thurs after 3 for my daughter Mia, she's got a rash": "Thu 4 Jun; 15:00-",
    "Thursday morning": "Thu 4 Jun; 06:00-12:00",
    "thursday afternoon, at 3": "Thu 4 Jun; 15:00",
    "Thursday 3": "Thu 4 Jun; 15:00",
    "Thursday 4": "Thu 4 Jun",  # the 4th is a Thursday
    "by next Monday at 2:30": "Mon 8 Jun; 14:30",
    "in 2 hours": "Mon 1 Jun; 11:00",
    "actually make it friday. and not before 11": "Fri 5 Jun; 11:00-",
    "wednesday at 3 or friday at 4": "Wed 3 Jun | Fri 5 Jun; 15:00 | 16:00",
    "no not monday": "not Mon 1 Jun",
    "not Monday, Tuesday": "Tue 2 Jun; not Mon 1 Jun",
    "monday and tuesday don't work": "not Mon 1 Jun; not Tue 2 Jun",
    "tuesday instead of monday": "Tue 2 Jun",
    "any day but friday": "not Fri 5 Jun; any_day",
    "i'm away next week": "not Mon 8 Jun..Sun 14 Jun",
    "why not monday": "Mon 1 Jun",
    "no, I said Friday": "Fri 5 Jun",
    "i finish work at 5 so after that": "17:00-",
    "9-12 tomorrow": "Tue 2 Jun; 09:00-12:00",
    "i missed my appointment on monday, can i come tomorrow": "Tue 2 Jun",
    "my last visit was on march 3rd, need another in june": "Mon 1 Jun..Tue 30 Jun",
    "move my appointment from monday to tuesday": "Tue 2 Jun",
    "can you move my thursday 3pm to friday at 4": "Fri 5 Jun; 16:00",
    "today at 8am": "Mon 1 Jun; 08:00; ?past",
    "tmrw b4 noon": "Tue 2 Jun; -12:00",
    "2026-06-08T14:00": "Mon 8 Jun; 14:00",
    "Fri, 12 Jun 2026 09:30:00": "Fri 12 Jun; 09:30",
}

WISHES = {
    "need someone ASAP": "asap",
    "whats the earliest you have on thursday": "Thu 4 Jun; asap",
    "first available": "asap",
    "any time": "any_time",
    "any time after 3": "15:00-",
    "same day but later": "same_day",
    "at the same time for my son Mark": "same_time",
    "right after mine": "right_after",
    "anything later?": "later",
    "do you have an earlier slot": "earlier",
    "mias, a day later": "+1 days",
    "the week before": "-7 days",
    "bring it forward a day": "-1 days",
    "an hour later": "+60 minutes",
    "push it back half an hour": "+30 minutes",
    "running 15 late sorry": "+15 minutes",
}

NO_WISH = (
    "have a nice day today", "thanks for your help today", "see you tomorrow at 10", "happy friday!", "good morning",
    "i've had a cough since Monday", "i had a nose bleed today, it was gross", "my son fell on monday",
    "it's Friday at 5 pm right now", "right now", "for two days now", "5 years old", "i have 2 kids", "for 3 people",
    "my pain is 8/10", "open 24/7?", "it costs $50", "call 555-1234", "07946 000123", "at 12 Main Street", "SW1A 2AA",
    "that one", "the second one", "room 3", "My name is April", "june smith", "may i ask you something",
    "dob 3/4/1985", "thanks that's all. Later!", "the 13th president", "in the day",
)  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), [*DAYS.items(), *TIMES.items(), *BOTH.items(), *WISHES.items()])
def test_what_is_said_is_understood(text: str, meant: str) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize("text", NO_WISH)
def test_what_is_no_wish_is_left_alone(text: str) -> None:
    assert understood(text) == ""


@pytest.mark.parametrize(
    ("asked", "text", "meant"),
    [
        ("time", "3", "15:00"),
        ("time", "ten thirty", "10:30"),
        ("time", "9-5", "09:00-17:00"),
        ("time", "morning", "06:00-12:00"),
        ("slot", "3.40", "15:40"),
        ("slot", "the second", ""),  # a line of the list shown
        ("date", "8", "Mon 8 Jun"),
        ("date", "the second", "Tue 2 Jun"),
        ("date", "yesterday", "Sun 31 May; ?past"),
        ("confirmation", "2", ""),
        ("confirmation", "the time isn't right, it's quarter past 3", "15:15"),
        ("confirmation", "it's 3 right now", ""),
        ("time", "I get off at 3, so 3:45 in the afternoon", "15:45"),
        ("time", "i work until 5, so at 6", "18:00"),
        ("time", "I finish at 5", "17:00-"),
        ("confirmation", "Later.", ""),
        ("rating", "4", ""),
        ("patient", "John Miller, 12/03/1985", ""),
    ],
)
def test_the_question_asked_is_half_of_the_meaning(asked: Asked, text: str, meant: str) -> None:
    assert understood(text, asked) == meant


def test_spans_are_places_in_the_message_as_it_was_written() -> None:
    text = "İ  need Dr. Rao\n“Thurs” @ half–past 3 for Mia"
    spans = [text[start:end] for start, end in resolve(text, MONDAY).spans]
    assert spans == ["Thurs", "half–past 3"]


def test_nothing_of_a_long_message_is_dropped() -> None:
    when = resolve("my knee hurts when i walk and " * 400 + "so friday at 3pm please", MONDAY)
    assert (when.date, when.time) == (date(2026, 6, 5), time(15))
