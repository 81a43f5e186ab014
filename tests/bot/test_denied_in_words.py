"""What is denied, in words: only what was asked, and whose appointment it is that takes a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.core.context import PatientFacts
from nlu.core.meaning import DayRange, TimeRange, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, at, day


def said(when: When, *doctors: str, clinic: PaperClinic | None = None) -> str:
    """What comes back to somebody who asks for that."""
    return Chat(clinic or PaperClinic()).says("book_appointment", doctors=doctors, when=when).said


def test_a_wrong_hour_denies_only_that_hour() -> None:
    words = said(When(days=day("2026-06-02"), times=at("01:00")), RAO.name)
    assert "No visit with Dr Maya Rao begins at 01:00 tomorrow, Tuesday 2 June; the hours are 09:00 to 17:00." in words


def test_a_closed_day_among_several_does_not_close_the_others() -> None:
    days = (*day("2026-06-06"), *day("2026-06-08"))
    words = said(When(days=days, times=at("01:00")), RAO.name)
    assert "Dr Maya Rao has nothing free on Saturday 6 June or Monday 8 June at 01:00." in words


def test_a_day_without_hours_is_denied_as_a_day() -> None:
    assert "Dr Maya Rao doesn't see patients on Saturday 6 June." in said(
        When(days=day("2026-06-06"), times=at("10:20")), RAO.name
    )


def test_a_time_taken_by_oneself_is_said_to_be_ones_own() -> None:
    clinic = PaperClinic()
    clinic.have(PatientFacts(1, "Isla Grant", "child"), LEE.id, datetime(2026, 6, 5, 10, 20, tzinfo=LONDON))
    words = said(When(days=day("2026-06-05"), times=at("10:20")), LEE.name, clinic=clinic)
    assert "That is already taken by Isla Grant's appointment with Dr Sam Lee, Friday 5 June at 10:20." in words


def test_days_are_said_shortly() -> None:
    week = (DayRange(date(2026, 6, 1), date(2026, 6, 7)),)
    assert "Between today and Sunday 7 June with Dr Maya Rao: these times are free." in said(When(days=week), RAO.name)


def test_all_of_several_days_are_named() -> None:
    three = tuple(DayRange(date(2026, 6, one), date(2026, 6, one)) for one in (9, 10, 11))
    words = said(When(days=three), RAO.name)
    assert "Tuesday 9 June, Wednesday 10 June or Thursday 11 June with Dr Maya Rao" in words


def test_with_a_day_that_is_full_the_rest_of_the_wish_is_denied_too() -> None:
    taken = {(RAO.id, datetime(2026, 6, on, 10, 20, tzinfo=LONDON)) for on in (2, 3, 4)}
    days = (*day("2026-06-02"), DayRange(date(2026, 6, 3), date(2026, 6, 4)))
    words = said(When(days=days, times=at("10:20")), RAO.name, clinic=PaperClinic(taken=taken))
    assert (
        "Dr Maya Rao has nothing free tomorrow or between Wednesday 3 June and Thursday 4 June at 10:20. The nearest"
        in words
    )


def test_an_hour_of_several_is_not_denied_where_the_other_is_free() -> None:
    taken = PaperClinic(taken={(RAO.id, datetime(2026, 6, 2, 9, tzinfo=LONDON))})
    either = When(days=day("2026-06-02"), times=(TimeRange(time(9), time(9)), TimeRange(time(14), None)))
    words = said(either, RAO.name, clinic=taken)
    assert "at 09:00 or from 14:00 with Dr Maya Rao: these times are free." in words


def test_where_nothing_is_left_nothing_is_promised_beyond_what_can_be_booked() -> None:
    grid = [time(9 + minutes // 60, minutes % 60) for minutes in range(0, 480, 40)]
    days = [MONDAY.date() + timedelta(days=ahead) for ahead in range(92)]
    full = PaperClinic(taken={(RAO.id, datetime.combine(on, clock, LONDON)) for on in days for clock in grid})
    words = said(When(days=day("2026-06-04")), RAO.name, clinic=full)
    assert "I can't find a free time with Dr Maya Rao up to Sunday 30 August, and I can't book further ahead." in words
    assert "Another doctor may have one, or our front desk can look: +44 20 7946 0000." in words
    assert "[Any doctor] [Talk to a person]" in words
