"""When a doctor is free, and why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from models.rules import Bounds, DoctorCalendar, Interval, Refusal, Visit, free_times, is_free, may_change, step
from tests.models.calendars import at, calendars, every, free_by_looking, spoken, visits, week

LONDON = "Europe/London"
HALF_HOUR = Visit(timedelta(minutes=30))
WITH_BUFFER = Visit(timedelta(minutes=30), timedelta(minutes=5))
HOUR = Visit(timedelta(minutes=60))


def offered(
    calendar: DoctorCalendar, visit: Visit, day: str, bounds: Bounds | None = None, *, days: int = 1
) -> list[str]:
    """What is offered on a day, as the wall clock shows it."""
    zone = calendar.zone.key
    first = at(zone, f"{day}T00:00")
    last = at(zone, f"{date.fromisoformat(day) + timedelta(days=days)}T00:00")
    return spoken(list(free_times(calendar, visit, first, last, bounds)), zone)


def london(*stretches: str, busy: tuple[Interval, ...] = (), time_off: tuple[Interval, ...] = ()) -> DoctorCalendar:
    return DoctorCalendar(ZoneInfo(LONDON), week(*stretches), busy=busy, time_off=time_off)


def between(first: str, last: str, day: str = "2026-06-01") -> tuple[Interval, ...]:
    return ((at(LONDON, f"{day}T{first}"), at(LONDON, f"{day}T{last}")),)


@pytest.mark.parametrize(
    ("minutes", "buffer", "expected"),
    [(30, 5, 40), (30, 0, 30), (15, 0, 15), (15, 5, 20), (20, 5, 30), (45, 0, 45), (45, 5, 50), (60, 0, 60),
     (60, 5, 70), (5, 0, 5), (1, 0, 5), (7, 0, 10), (55, 0, 60), (90, 0, 90), (1440, 0, 1440)],
)  # fmt: skip
def test_the_grid_is_easy_to_say(minutes: int, buffer: int, expected: int) -> None:
    assert step(Visit(timedelta(minutes=minutes), timedelta(minutes=buffer))) == expected


def test_a_day_with_a_break() -> None:
    calendar = london("09:00-13:00", "14:00-17:00")
    assert offered(calendar, WITH_BUFFER, "2026-06-01") == [
        "09:00", "09:40", "10:20", "11:00", "11:40", "12:20", "14:00", "14:40", "15:20", "16:00",
    ]  # fmt: skip


def test_round_the_clock_offers_every_full_hour_and_visits_may_cross_midnight() -> None:
    assert offered(london("00:00-24:00"), HOUR, "2026-06-01") == [f"{hour:02}:00" for hour in range(24)]
    calendar = london("00:00-24:00")
    assert is_free(calendar, HOUR, at(LONDON, "2026-06-01T23:30"), None) is None


def test_after_a_visit_that_breaks_the_grid_the_next_round_time_is_offered_too() -> None:
    calendar = london("09:00-12:00", busy=between("09:30", "10:05"))
    assert offered(calendar, HALF_HOUR, "2026-06-01") == ["09:00", "10:15", "10:30", "11:00", "11:30"]


def test_a_gap_that_only_just_fits_is_offered() -> None:
    calendar = london("09:00-10:35", busy=between("09:00", "10:05"))
    assert offered(calendar, HALF_HOUR, "2026-06-01") == ["10:05"]


def test_the_visits_own_buffer_keeps_away_from_the_next_one_but_may_reach_into_the_break() -> None:
    calendar = london("09:00-10:00", busy=between("09:30", "09:50"))
    assert offered(calendar, HALF_HOUR, "2026-06-01") == ["09:00"]
    assert offered(calendar, WITH_BUFFER, "2026-06-01") == []
    assert offered(london("09:00-09:30"), WITH_BUFFER, "2026-06-01") == ["09:00"]


def test_notice_and_horizon_cut_the_grid_without_moving_it() -> None:
    bounds = Bounds(at(LONDON, "2026-06-01T10:07"), timedelta(hours=1), timedelta(days=1, hours=1))
    assert offered(london("09:00-14:00"), HOUR, "2026-06-01", bounds) == ["12:00", "13:00"]
    assert offered(london("09:00-14:00"), HOUR, "2026-06-02", bounds) == ["09:00", "10:00", "11:00"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-05-31T09:00", Refusal.IN_PAST),
        ("2026-06-01T09:30", Refusal.TOO_SOON),
        ("2026-06-01T10:00", None),
        ("2026-06-01T10:07", None),
        ("2026-06-01T12:31", Refusal.OUTSIDE_HOURS),
        ("2026-06-01T12:30", None),
        ("2026-06-01T03:00", Refusal.IN_PAST),
        ("2026-06-03T03:00", Refusal.OUTSIDE_HOURS),
        ("2026-06-02T09:00", Refusal.HOLIDAY),
        ("2026-06-03T10:10", Refusal.TIME_OFF),
        ("2026-06-03T09:59", Refusal.TIME_OFF),
        ("2026-06-03T11:00", None),
        ("2026-06-04T10:10", Refusal.TAKEN),
        ("2026-06-04T09:26", Refusal.TAKEN),
        ("2026-06-04T09:25", None),
        ("2026-08-31T10:00", Refusal.BEYOND_HORIZON),
    ],
)
def test_why_a_time_cannot_be_had(start: str, expected: Refusal | None) -> None:
    calendar = DoctorCalendar(
        ZoneInfo(LONDON),
        week("09:00-13:00"),
        frozenset({date(2026, 6, 2)}),
        time_off=between("10:00", "11:00", "2026-06-03"),
        busy=between("10:00", "10:35", "2026-06-04"),
    )
    bounds = Bounds(at(LONDON, "2026-06-01T09:00"), timedelta(hours=1), timedelta(days=90))
    assert is_free(calendar, WITH_BUFFER, at(LONDON, start), bounds) is expected


def test_a_time_the_clocks_skip_does_not_exist() -> None:
    calendar = london("00:00-24:00")
    skipped = datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo(LONDON))
    assert is_free(calendar, HALF_HOUR, skipped, None) is Refusal.NONEXISTENT
    assert is_free(calendar, HALF_HOUR, skipped.replace(hour=2), None) is None


@pytest.mark.parametrize(
    ("zone", "day", "around"),
    [
        ("Europe/London", "2026-03-29", ["00:00", "00:30", "02:00", "02:30"]),
        ("Europe/London", "2026-10-25", ["00:00", "00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]),
        ("America/New_York", "2026-03-08", ["00:00", "00:30", "01:00", "01:30", "03:00"]),
        ("America/New_York", "2026-11-01", ["00:00", "00:30", "01:00", "01:30", "01:00", "01:30", "02:00"]),
        ("Australia/Sydney", "2026-10-04", ["00:00", "00:30", "01:00", "01:30", "03:00"]),
        ("Australia/Lord_Howe", "2026-10-04", ["00:00", "00:30", "01:00", "01:30", "02:30", "03:00"]),
        ("Australia/Lord_Howe", "2026-04-05", ["00:00", "00:30", "01:00", "01:30", "01:30", "02:00"]),
        ("Asia/Kolkata", "2026-03-29", ["00:00", "00:30", "01:00", "01:30", "02:00"]),
    ],
)
def test_days_on_which_clocks_change(zone: str, day: str, around: list[str]) -> None:
    calendar = DoctorCalendar(ZoneInfo(zone), week("00:00-24:00"))
    assert offered(calendar, HALF_HOUR, day)[: len(around)] == around


def test_hours_that_begin_in_the_skipped_hour_begin_when_clocks_jump() -> None:
    calendar = DoctorCalendar(ZoneInfo(LONDON), week("01:30-04:00"))
    assert offered(calendar, HALF_HOUR, "2026-03-29") == ["02:00", "02:30", "03:00", "03:30"]


def test_a_day_that_a_country_left_out() -> None:
    calendar = DoctorCalendar(ZoneInfo("Pacific/Apia"), week("09:00-11:00"))
    assert offered(calendar, HOUR, "2011-12-29", days=3) == ["09:00", "10:00", "09:00", "10:00"]


@pytest.mark.parametrize(
    ("hours_before", "active", "expected"),
    [
        (3, True, None),
        (2, True, None),
        (1.9, True, Refusal.TOO_LATE),
        (0, True, Refusal.GONE),
        (3, False, Refusal.GONE),
    ],
)
def test_until_when_a_patient_may_change_an_appointment(
    hours_before: float, active: bool, expected: Refusal | None
) -> None:
    start = datetime(2026, 6, 1, 12, tzinfo=UTC)
    now = start - timedelta(hours=hours_before)
    assert may_change(start, active=active, now=now, notice=timedelta(hours=2)) is expected


@settings(max_examples=60, deadline=None)
@given(calendars(), visits)
def test_free_is_what_a_look_at_every_minute_finds(drawn: tuple[DoctorCalendar, datetime], visit: Visit) -> None:
    calendar, first = drawn
    for start in every(25, first, first + timedelta(days=2)):
        assert (is_free(calendar, visit, start, None) is None) == free_by_looking(calendar, visit, start)


@settings(max_examples=60, deadline=None)
@given(calendars(), visits)
def test_what_is_offered_is_free_and_no_free_time_of_the_grid_is_missing(
    drawn: tuple[DoctorCalendar, datetime], visit: Visit
) -> None:
    calendar, first = drawn
    last = first + timedelta(days=2)
    found = list(free_times(calendar, visit, first, last, None))
    assert found == sorted(set(found))
    assert all(first <= start < last and is_free(calendar, visit, start, None) is None for start in found)
    empty = DoctorCalendar(calendar.zone, calendar.hours, calendar.holidays)
    grid = set(free_times(empty, visit, first, last, None))
    missing = [start for start in grid - set(found) if is_free(calendar, visit, start, None) is None]
    assert missing == []


@settings(max_examples=60, deadline=None)
@given(calendars(), visits)
def test_a_window_is_a_cut_of_the_whole(drawn: tuple[DoctorCalendar, datetime], visit: Visit) -> None:
    calendar, first = drawn
    middle, last = first + timedelta(hours=13, minutes=20), first + timedelta(days=2)
    parts = [*free_times(calendar, visit, first, middle, None), *free_times(calendar, visit, middle, last, None)]
    assert parts == list(free_times(calendar, visit, first, last, None))
