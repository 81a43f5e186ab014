"""What holds of dates and times for any text, any zone and any day."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nlu.languages.en.dates import resolve
from nlu.languages.en.dates.holidays import easter

ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"])
NOWS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=ZoneInfo(zone)),
    st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001, the zone is given above
    ZONES,
)
VOCABULARY = (
    "monday next week the 8th 31 june in of at 3 3pm 12:30 half past quarter to or and not between after before from "
    "until tomorrow today a an two days weeks later earlier asap any time same right morning evening , . - / ? sorry "
    "no may sat second one first 7/3 2026-06-08 noon i had move my appointment cannot 99 999 months year's eve "
    "w/c commencing that this week past five ten's working school latest next week's"
)
WORDS = st.sampled_from(VOCABULARY.split())
MESSAGES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))

RENDERED_DAYS = (
    "{0:%-d %B %Y}", "{0:%B %-d, %Y}", "{0:%-d %b} '{0:%y}", "{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0:%d.%m.%Y}",
    "{0:%A %-d %B %Y}", "{0:%a, %d %b %Y}", "the {0:%-d}th of {0:%B} {0:%Y}",
)  # fmt: skip
RENDERED_TIMES = ("%H:%M", "%-I:%M %p", "%-I.%M%p", "%I:%M %p", "at %H.%M")


@given(MESSAGES, NOWS, st.sampled_from([None, "date", "time", "slot", "patient"]))
def test_any_text_is_answered_and_spans_lie_within_it(text: str, now: datetime, asked: Any) -> None:
    when = resolve(text, now, asked=asked)
    assert all(0 <= start < end <= len(text) for start, end in when.spans)
    assert all(days.last is None or days.first <= days.last for days in when.days)
    assert when.spans or not when.says_something


@given(st.integers(0, 2000), NOWS, st.sampled_from(RENDERED_DAYS))
def test_a_day_written_out_is_read_back(ahead: int, now: datetime, style: str) -> None:
    day = now.date() + timedelta(days=ahead)
    assert resolve(f"can I come {style.format(day)} please", now).date == day


@given(st.integers(0, 6), NOWS)
def test_a_weekday_is_the_coming_one_and_next_is_of_next_week(weekday: int, now: datetime) -> None:
    coming = resolve(f"{date(2024, 1, 1 + weekday):%A}", now).date
    following = resolve(f"next {date(2024, 1, 1 + weekday):%A}", now).date
    assert coming is not None
    assert following is not None
    assert coming.weekday() == following.weekday() == weekday
    assert 0 <= (coming - now.date()).days <= 6
    assert following.isocalendar().week == (now.date() + timedelta(days=7)).isocalendar().week


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)), NOWS, st.sampled_from(RENDERED_TIMES))
def test_a_time_written_out_is_read_back(moment: time, now: datetime, style: str) -> None:
    assume("%p" in style or moment.hour == 0 or moment.hour > 12 or moment.hour < 10)
    assume(style != "at %H.%M" or moment.minute % 5 == 0)
    assert resolve(f"would {moment.strftime(style)} be possible", now).time == moment


@pytest.mark.parametrize(
    ("year", "day"),
    [(2019, date(2019, 4, 21)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))],
)
def test_easter_is_where_the_tables_have_it(year: int, day: date) -> None:
    assert easter(year) == day


PHRASES = (
    "monday ", "not monday or ", "one ", "3 or ", "9-", "1/2/", "3pm, sorry ", "the day after ", "i had ", "a ", "\x00",
    "😀",
)  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_work_grows_with_the_message_and_no_faster(phrase: str) -> None:
    short, long = (_calls(phrase * (length // len(phrase))) for length in (1000, 8000))
    assert long <= 9 * short + 200


def _calls(text: str) -> int:
    """How many Python calls it takes to understand a text: a measure of work that no busy machine disturbs."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    now = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        resolve(text, now, asked="time")
    finally:
        sys.setprofile(before)
    return calls
