"""When reminders are due: by the clinic's clock, outside quiet hours, right across both DST changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.due_times import after_visit, is_quiet, next_morning, quiet_ends, reminders
from models.reminding import Lead, lead
from models.walltime import exists

ZONES = [
    "Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham",
    "America/St_Johns",
]  # fmt: skip
NIGHT = (21 * 60, 8 * 60)
LONDON = ZoneInfo("Europe/London")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def local(moment: datetime, zone: ZoneInfo = LONDON) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def due(start: datetime, *leads: str, now: datetime = LONG_AGO, zone: ZoneInfo = LONDON) -> list[str]:
    found = reminders(start, [lead(one) for one in leads], NIGHT, zone, now)
    return [f"{one.step} {local(one.at, zone)}" for one in found]


@pytest.mark.parametrize(
    ("start", "leads", "expected"),
    [
        ("2026-06-04T10:00", ("3d", "1d"), ["3d 2026-06-01 10:00", "1d 2026-06-03 10:00"]),
        ("2026-06-04T10:00", ("2h",), ["2h 2026-06-04 08:00"]),
        ("2026-06-04T07:30", ("1d",), ["1d 2026-06-03 08:00"]),  # too early in the day: when the quiet hours end
        ("2026-06-04T08:30", ("2h",), ["2h 2026-06-03 20:00"]),  # 8:00 would be too late: the evening before
        ("2026-06-04T21:00", ("1d",), ["1d 2026-06-03 20:00"]),  # at the first minute of the quiet hours
        ("2026-06-04T20:59", ("1d",), ["1d 2026-06-03 20:59"]),
        ("2026-06-04T08:00", ("1d",), ["1d 2026-06-03 08:00"]),  # at their end
        ("2026-06-04T08:30", ("1d", "2h"), ["1d 2026-06-03 08:30"]),  # never two on one day
        ("2026-06-04T10:00", (), []),
    ],
)
def test_reminders_fall_into_the_day(start: str, leads: tuple[str, ...], expected: list[str]) -> None:
    assert due(at(start), *leads) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-01T09:59", ["3d 2026-06-01 10:00", "1d 2026-06-03 10:00"]),
        ("2026-06-01T10:00", ["1d 2026-06-03 10:00"]),
        ("2026-06-03T10:01", []),
    ],
)
def test_what_was_due_before_it_was_booked_is_not_sent(now: str, expected: list[str]) -> None:
    assert due(at("2026-06-04T10:00"), "3d", "1d", now=at(now)) == expected


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        ("Europe/London", "2026-03-29T10:00", "2026-03-28 10:00"),  # clocks go forward in between
        ("Europe/London", "2026-10-25T10:00", "2026-10-24 10:00"),  # and back
        ("Europe/London", "2026-03-30T01:30", "2026-03-28 20:00"),  # 1:30 did not exist the day before
        ("America/New_York", "2026-03-08T10:00", "2026-03-07 10:00"),
        ("America/New_York", "2026-11-01T10:00", "2026-10-31 10:00"),
        ("Australia/Sydney", "2026-10-04T10:00", "2026-10-03 10:00"),
        ("Australia/Sydney", "2026-04-05T10:00", "2026-04-04 10:00"),
        ("Asia/Kolkata", "2026-03-29T10:00", "2026-03-28 10:00"),
        ("Australia/Lord_Howe", "2026-10-04T10:15", "2026-10-03 10:15"),  # half an hour forward
        ("Australia/Lord_Howe", "2026-04-05T10:15", "2026-04-04 10:15"),
        ("Pacific/Chatham", "2026-09-27T10:00", "2026-09-26 10:00"),
        ("America/St_Johns", "2026-11-01T10:00", "2026-10-31 10:00"),
    ],
)
def test_a_day_before_is_the_same_time_of_day(zone: str, start: str, expected: str) -> None:
    place = ZoneInfo(zone)
    assert due(at(start, place), "1d", zone=place) == [f"1d {expected}"]


def test_two_hours_before_are_two_hours_whatever_the_clocks_do() -> None:
    quiet_never, start = (0, 0), at("2026-03-29T03:30")  # 2:30 by the hours passed is 0:30 by the wall
    assert [local(one.at) for one in reminders(start, [lead("2h")], quiet_never, LONDON, LONG_AGO)] == [
        "2026-03-29 00:30"
    ]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2026-06-04T11:30", "2026-06-04 13:30"),
        ("2026-06-04T19:30", "2026-06-05 08:00"),
        ("2026-06-04T18:59", "2026-06-04 20:59"),
    ],
)
def test_after_a_visit_people_are_asked_while_they_are_up(end: str, expected: str) -> None:
    assert local(after_visit(at(end), 2, NIGHT, LONDON)) == expected


zones = st.sampled_from(ZONES).map(ZoneInfo)
quiets = st.tuples(st.integers(0, 1439), st.integers(0, 1439))
leads = st.lists(
    st.builds(lambda count, unit: lead(f"{count}{unit}"), st.integers(1, 60), st.sampled_from("dh")), max_size=4
)


@st.composite
def starts(draw: st.DrawFn) -> tuple[datetime, ZoneInfo]:
    zone = draw(zones)
    day, minute = draw(st.dates(date(2025, 1, 1), date(2027, 12, 31))), draw(st.integers(0, 1439))
    start = datetime.combine(day, time(minute // 60, minute % 60), zone)
    return (start if exists(start) else start + timedelta(hours=2)), zone


@given(starts(), leads, quiets, st.integers(0, 90 * 24 * 60))
def test_reminders_are_never_at_night_nor_late_nor_two_a_day(
    place: tuple[datetime, ZoneInfo], all_leads: list[Lead], quiet: tuple[int, int], minutes_ahead: int
) -> None:
    start, zone = place
    now = start.astimezone(UTC) - timedelta(minutes=minutes_ahead)
    found = reminders(start, all_leads, quiet, zone, now)
    days = [one.at.astimezone(zone).date() for one in found]
    assert len(set(days)) == len(days)
    assert [one.at for one in found] == sorted(one.at for one in found)
    for one in found:
        assert now < one.at < start
        longest_night = (quiet[1] - quiet[0]) % 1440 > 1320  # an hour before it is night still
        assert longest_night or not is_quiet(one.at, quiet, zone)


@given(starts(), st.integers(1, 30))
def test_days_before_keep_the_time_of_day(place: tuple[datetime, ZoneInfo], days: int) -> None:
    start, zone = place
    [one] = reminders(start, [lead(f"{days}d")], (0, 0), zone, LONG_AGO)
    local_due = one.at.astimezone(zone)
    assert start.date() - local_due.date() == timedelta(days=days)
    same_time = local_due.time() == start.time()
    assert same_time or not exists(datetime.combine(local_due.date(), start.time(), zone))


@given(starts(), quiets)
def test_quiet_hours_end(place: tuple[datetime, ZoneInfo], quiet: tuple[int, int]) -> None:
    moment, zone = place
    end = quiet_ends(moment, quiet, zone)
    assert moment <= end <= moment + timedelta(hours=25)
    assert next_morning(moment, quiet, zone) > moment
    if quiet == NIGHT:
        assert not is_quiet(end, quiet, zone)
