"""After a visit: marked by the clinic's rule, asked how it was, or whether to come another time."""

from __future__ import annotations

import pytest

from clinic.risk import assess
from models.reminding import DEFAULT_RULES
from models.store.ratings import Attendance
from models.words import Status
from tests.scheduler.desk import Desk, june

ASKED = "Riverside Clinic: how was your visit with Dr Lee today? From 1, poor, to 5, very good."


def test_the_same_chat_is_asked_two_hours_later(desk: Desk) -> None:
    desk.book(june(1, "12:00"))
    assert desk.pass_to(june(2, "12:00")) == [(june(1, "14:30"), ASKED)]
    assert desk.state().asked == "rating"


def test_late_visits_are_asked_about_in_the_morning(desk: Desk) -> None:
    desk.book(june(1, "19:00"), doctor=5)
    [(at, said)] = desk.pass_to(june(2, "12:00"))
    assert at == june(2, "08:00")
    assert "with Dr Becker on Monday 1 June?" in said


@pytest.mark.parametrize("status", [Status.NO_SHOW, Status.CANCELLED])
def test_nobody_rates_a_visit_that_did_not_happen(desk: Desk, status: Status) -> None:
    one = desk.book(june(1, "12:00"))
    desk.pass_to(june(1, "12:30"))
    desk.mark(one, status)
    assert not [text for _, text in desk.pass_to(june(3, "12:00")) if "how was" in text]


def test_nobody_is_asked_where_the_clinic_does_not_want_it(desk: Desk) -> None:
    desk.rules(ratings=False)
    desk.book(june(1, "12:00"))
    assert desk.pass_to(june(3, "12:00")) == []


def test_a_reminder_of_the_same_day_comes_first(desk: Desk) -> None:
    desk.book(june(1, "12:00"))
    desk.book(june(2, "16:00"))
    said = desk.pass_to(june(3, "12:00"))
    assert [(at, "how was" in text) for at, text in said] == [
        (june(1, "16:00"), False), (june(2, "08:00"), True), (june(3, "08:00"), True),
    ]  # fmt: skip


def test_unmarked_visits_are_taken_to_have_happened(desk: Desk) -> None:
    one = desk.book(june(1, "12:00"))
    desk.wait_until(june(1, "16:29"))
    assert status(desk, one.id) == Status.BOOKED
    desk.wait_until(june(1, "16:30"))
    assert status(desk, one.id) == Status.COMPLETED


def test_or_missed_where_the_clinic_says_so(desk: Desk) -> None:
    desk.rules(unmarked="no_show")
    one = desk.book(june(1, "12:00"))
    assert desk.pass_to(june(2, "12:00")) == [
        (june(1, "16:30"), "Riverside Clinic: we missed you on Mon 1 Jun at 12:00. Shall I look for another time?")
    ]
    assert status(desk, one.id) == Status.NO_SHOW


def test_who_arrived_was_there_whatever_the_rule(desk: Desk) -> None:
    desk.rules(unmarked="no_show")
    one = desk.book(june(1, "12:00"))
    desk.pass_to(june(1, "12:30"))
    desk.mark(one, Status.ARRIVED)
    assert [text for _, text in desk.pass_to(june(2, "12:00"))] == [ASKED]
    assert status(desk, one.id) == Status.COMPLETED


def test_a_slip_of_the_desk_is_undone(desk: Desk) -> None:
    one = desk.book(june(1, "12:00"))
    desk.pass_to(june(1, "12:30"))
    desk.mark(one, Status.NO_SHOW)
    desk.mark(one, Status.COMPLETED)
    assert [text for _, text in desk.pass_to(june(2, "12:00"))] == [ASKED]


def status(desk: Desk, number: int) -> Status:
    with desk.database.read() as store:
        return store.bookings.get(number).status


def test_risk_is_a_sum_with_its_reasons(desk: Desk) -> None:
    one = desk.book(june(30, "10:00"))
    risk = assess(one, Attendance(came=1, missed=1), DEFAULT_RULES.risk)
    assert (risk.score, risk.acted_on) == (7, True)
    assert risk.reasons == ("missed 1 earlier visit", "booked 29 days ahead", "not confirmed")
    soon = desk.book(june(2, "10:00"))
    assert assess(soon, None, DEFAULT_RULES.risk).reasons == ("first visit", "not confirmed")
    assert not assess(soon, None, DEFAULT_RULES.risk).acted_on
