"""Reminders: who is reminded of what, when, once, and of nothing that is no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.words import Status
from scheduler.app import run_due
from scheduler.ticks import TICKS
from tests.scheduler.desk import Desk, june

REMINDER = "Riverside Clinic: John, you have an appointment on Thu 4 Jun at 10:00 with Dr Lee."


def test_two_reminders_at_the_same_time_of_day(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    assert desk.pass_to(june(4, "09:30")) == [(june(1, "10:00"), REMINDER), (june(3, "10:00"), REMINDER)]


def test_a_reminder_carries_its_answers_and_nothing_that_tells_of_the_visit(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    desk.wait_until(june(1, "10:00"))
    [(_, message)] = desk.sent
    assert [option.label for option in message.options] == ["I'll be there", "Move it", "I can't come"]
    assert len(message.text) + sum(len(option.label) + 3 for option in message.options) <= 160
    assert "General Practice" not in message.text
    assert "Consultation" not in message.text


def test_who_has_confirmed_is_reminded_and_not_asked_again(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    desk.wait_until(june(2, "10:00"))
    with desk.database.write() as store:
        store.bookings.set_status(one.id, Status.CONFIRMED, desk.clock.now())
    desk.wait_until(june(3, "10:00"))
    _, message = desk.sent[-1]
    assert message.text == "Riverside Clinic: John, see you on Thu 4 Jun at 10:00 with Dr Lee."
    assert [option.label for option in message.options] == ["All is well", "Move it", "I can't come"]


def test_who_wants_none_gets_none(desk: Desk) -> None:
    desk.book(june(4, "10:00"), remind=False)
    assert desk.pass_to(june(6, "12:00")) == []


def test_somebody_elses_appointment_is_named(desk: Desk) -> None:
    desk.book(june(12, "10:00"))
    desk.book(june(4, "10:00"), name="Mia Miller")
    assert desk.wait_until(june(1, "10:00"))[0].startswith("Riverside Clinic: Mia has an appointment on Thu 4 Jun")


def test_after_a_move_only_the_new_time_is_spoken_of(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    desk.wait_until(june(1, "12:00"))
    desk.move(one, june(5, "11:40"))
    said = [text for _, text in desk.pass_to(june(5, "11:00"))]
    assert said == ["Riverside Clinic: John, you have an appointment on Fri 5 Jun at 11:40 with Dr Lee."] * 2


def test_moved_away_and_back_is_reminded_of_once(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    desk.move(one, june(5, "11:40"))
    desk.move(one, june(4, "10:00"))
    assert [text for _, text in desk.pass_to(june(4, "09:30"))] == [REMINDER, REMINDER]


@pytest.mark.parametrize("released", [False, True])
def test_a_cancelled_one_is_not_spoken_of(desk: Desk, released: bool) -> None:
    one = desk.book(june(4, "10:00"))
    desk.clock.set(june(1, "10:00"))
    if released:  # in the outbox already, but not sent
        run_due(desk.database, june(1, "10:00"), TICKS)
    desk.mark(one, Status.CANCELLED)
    assert desk.pass_to(june(6, "12:00")) == []


def test_a_reminder_in_the_outbox_is_said_anew_after_a_move(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    desk.clock.set(june(1, "10:00"))
    run_due(desk.database, june(1, "10:00"), TICKS)
    desk.move(one, june(4, "11:40"))
    assert desk.wait_until(june(1, "10:01")) == []
    said = [text for _, text in desk.pass_to(june(4, "09:30"))]
    assert said == ["Riverside Clinic: John, you have an appointment on Thu 4 Jun at 11:40 with Dr Lee."] * 2


def test_booked_within_the_lead(desk: Desk) -> None:
    one = desk.book(june(2, "09:40"))
    assert [step for step in desk.steps(one) if step != "rating"] == ["1d"]
    two = desk.book(june(1, "16:00"), sender="anna", name="Anna Kaur")
    assert [step for step in desk.steps(two) if step != "rating"] == []


def test_down_for_six_hours_it_is_still_of_use(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    assert desk.wait_until(june(1, "16:00")) == [REMINDER]
    assert desk.steps(one)["3d"] == "released"


def test_down_for_three_days_only_the_later_one_is_said(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    assert desk.wait_until(june(3, "12:00")) == [REMINDER]
    assert desk.steps(one)["3d"] == "superseded"


def test_down_past_the_appointment_nothing_is_said_of_it(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    assert desk.wait_until(june(4, "10:05")) == []
    assert [row.status for row in desk.planned(one) if row.step == "1d"] == ["missed"]


def test_a_backlog_stops_at_night_and_goes_on_in_the_morning(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    desk.clock.set(june(1, "20:55"))
    run_due(desk.database, june(1, "20:55"), TICKS)  # in the outbox, but nobody delivers before the night
    assert desk.wait_until(june(1, "21:00")) == []
    assert desk.wait_until(june(2, "07:59")) == []
    assert desk.wait_until(june(2, "08:00")) == [REMINDER]
    assert [row.round for row in desk.planned(one) if row.step == "3d"] == [1]


def test_two_for_one_family_come_as_one(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    desk.book(june(4, "10:40"), name="Mia Miller")
    [said] = desk.wait_until(june(1, "10:40"))
    assert said == "Riverside Clinic, a reminder:\nJohn, Thu 4 Jun at 10:00, Dr Lee\nMia, Thu 4 Jun at 10:40, Dr Lee"
    assert desk.sent[0][1].options[0].value.startswith("confirm:")


def test_one_of_a_family_cancelled_in_the_last_moment(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    mia = desk.book(june(4, "10:40"), name="Mia Miller")
    desk.clock.set(june(1, "10:40"))
    run_due(desk.database, june(1, "10:40"), TICKS)
    desk.mark(mia, Status.CANCELLED)
    assert desk.wait_until(june(1, "10:41")) == []
    assert desk.wait_until(june(1, "10:42")) == [REMINDER]


def test_never_two_a_day_nor_four_a_week(desk: Desk) -> None:
    for day, name in ((4, "John Miller"), (5, "Mia Miller"), (8, "Ben Miller"), (9, "Tom Miller")):
        desk.book(june(day, f"1{day % 3}:20"), name=name)
    days = [at.date() for at, _ in desk.pass_to(june(9, "11:00"))]
    assert len(days) == len(set(days))
    for day in days:
        assert sum(day - timedelta(days=6) <= other <= day for other in days) <= 3


def test_preparation_goes_with_the_last_reminder(desk: Desk) -> None:
    desk.rules(before=("3d", "1d", "2h"))
    with desk.database.write() as store:
        kind = store.clinic.visit_types()[0]
        store.session.connection().exec_driver_sql(
            f"UPDATE visit_type SET preparation = 'Nothing to eat from midnight.' WHERE id = {kind.id}"
        )
    desk.book(june(4, "11:00"))
    said = [text for _, text in desk.pass_to(june(4, "10:30"))]
    assert ["midnight" in text for text in said] == [False, False, True]


def test_nobody_is_interrupted_in_the_middle_of_something(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    with desk.database.write() as store:
        talk = store.conversations.open("console", "john", june(1, "09:00"))
        store.people.heard_from(talk.address_id, june(1, "09:57"))
        store.conversations.save(talk.id, '{"flow": "book"}', talk.version)
    assert desk.wait_until(june(1, "10:00")) == []
    assert desk.wait_until(june(1, "10:10")) == [REMINDER]


def test_who_cannot_be_reached_is_recorded_as_missed(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    with desk.database.write() as store:
        talk = store.conversations.open("console", "john", june(1, "09:00"))
        store.people.opt_out(talk.address_id, june(1, "09:30"))
    assert desk.wait_until(june(1, "10:00")) == []
    assert desk.steps(one)["3d"] == "unreachable"


def test_a_risky_appointment_gets_one_more(desk: Desk) -> None:
    earlier = desk.book(june(2, "10:00"))
    desk.pass_to(june(2, "10:10"))
    desk.mark(earlier, Status.NO_SHOW)
    desk.pass_to(june(2, "12:00"))
    one = desk.book(june(12, "10:00"))
    said = [at for at, _ in desk.pass_to(june(12, "09:30"))]
    assert said == [june(9, "10:00"), june(10, "10:00"), june(11, "10:00")]
    assert desk.steps(one)["extra"] == "released"


def test_a_confirmed_one_gets_no_extra(desk: Desk) -> None:
    earlier = desk.book(june(2, "10:00"))
    desk.pass_to(june(2, "10:10"))
    desk.mark(earlier, Status.NO_SHOW)
    desk.pass_to(june(2, "12:00"))
    one = desk.book(june(12, "10:00"))
    with desk.database.write() as store:
        store.bookings.set_status(one.id, Status.CONFIRMED, desk.clock.now())
    desk.pass_to(june(12, "09:30"))
    assert desk.steps(one)["extra"] == "not_needed"
