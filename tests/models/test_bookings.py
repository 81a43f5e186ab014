"""Booking, holding, moving, cancelling: what is allowed, and that a refusal changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.errors import IllegalChange, NotFound, NotFree, TimeTaken, TooEarly, TooLate
from models.rules import Refusal
from models.words import Status
from tests.models.scene import NOW, Scene, june


def test_a_booked_time_is_taken_with_its_buffer(clinic: Scene) -> None:
    booked = clinic.book(june(4, "10:20"))
    assert (booked.doctor, booked.patient, booked.visit_type) == ("Dr. Sam Lee", "John Miller", "Consultation")
    assert (booked.status, booked.ends_at, booked.busy_until) == ("booked", june(4, "10:50"), june(4, "10:55"))
    assert clinic.clocks(june(4, "09:00"), 4) == ["09:00", "09:40", "11:00", "11:40", "12:20"]
    with pytest.raises(TimeTaken, match="taken"):
        clinic.book(june(4, "10:50"))
    clinic.book(june(4, "10:55"))


def test_any_minute_can_be_booked_not_only_what_is_offered(clinic: Scene) -> None:
    assert clinic.book(june(4, "10:07")).starts_at == june(4, "10:07")


def test_a_patient_is_bound_by_notice_and_horizon_the_desk_is_not(clinic: Scene) -> None:
    soon = june(1, "09:30")
    with pytest.raises(NotFree) as refused, clinic.database.write() as store:
        store.bookings.book(clinic.lee, clinic.consultation, soon, clinic.patient, NOW)
    assert refused.value.refusal is Refusal.TOO_SOON
    with clinic.database.write() as store:
        store.bookings.book(clinic.lee, clinic.consultation, soon, clinic.patient, NOW, by="desk")


def test_nobody_can_be_booked_outside_hours(clinic: Scene) -> None:
    with pytest.raises(NotFree) as refused, clinic.database.write() as store:
        store.bookings.book(clinic.lee, clinic.consultation, june(4, "13:10"), clinic.patient, NOW, by="desk")
    assert refused.value.refusal is Refusal.OUTSIDE_HOURS


def test_unknown_doctors_patients_and_visits_are_named(clinic: Scene) -> None:
    with clinic.database.write() as store:
        with pytest.raises(NotFound, match="patient 999"):
            store.bookings.book(clinic.lee, clinic.consultation, june(4, "10:20"), 999, NOW)
        with pytest.raises(NotFound, match="visit type 999"):
            store.bookings.book(clinic.lee, 999, june(4, "10:20"), clinic.patient, NOW)
        with pytest.raises(NotFound, match="appointment 999"):
            store.bookings.cancel(999, NOW)


def test_a_hold_keeps_others_away_and_its_own_conversation_takes_it_over(clinic: Scene) -> None:
    start = june(4, "10:20")
    with clinic.database.write() as store:
        store.bookings.hold(clinic.lee, clinic.consultation, start, clinic.conversation, NOW)
        mine = {"conversation_id": clinic.conversation}
        assert store.bookings.why_not(clinic.lee, clinic.consultation, start, NOW) is Refusal.TAKEN
        assert store.bookings.why_not(clinic.lee, clinic.consultation, start, NOW, **mine) is None
        with pytest.raises(TimeTaken):
            store.bookings.hold(clinic.lee, clinic.consultation, start, clinic.other_conversation, NOW)
        store.bookings.book(clinic.lee, clinic.consultation, start, clinic.patient, NOW, **mine)
        assert store.bookings.release_holds(clinic.conversation) == 0


def test_a_lapsed_hold_is_in_nobodys_way(clinic: Scene) -> None:
    start, later = june(4, "10:20"), NOW + timedelta(minutes=10)
    with clinic.database.write() as store:
        store.bookings.hold(clinic.lee, clinic.consultation, start, clinic.conversation, NOW)
    with pytest.raises(TimeTaken):
        clinic.book(start, now=later - timedelta(seconds=1))
    clinic.book(start, now=later)


def test_a_hold_given_back_is_free_again(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.bookings.hold(clinic.lee, clinic.consultation, june(4, "10:20"), clinic.conversation, NOW)
        store.bookings.hold(clinic.rao, clinic.consultation, june(4, "10:20"), clinic.conversation, NOW)
        assert store.bookings.release_holds(clinic.conversation) == 2
    assert "10:20" in clinic.clocks(june(4, "09:00"), 4)


def test_moving_takes_the_new_time_and_gives_the_old_one_back(clinic: Scene) -> None:
    booked = clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        store.bookings.set_status(booked.id, Status.CONFIRMED, NOW, by="patient")
        moved = store.bookings.move(booked.id, june(4, "10:30"), NOW)
    assert (moved.id, moved.starts_at, moved.busy_until) == (booked.id, june(4, "10:30"), june(4, "11:05"))
    assert moved.status is Status.BOOKED
    with clinic.database.write() as store:
        moved = store.bookings.move(booked.id, june(5, "09:00"), NOW, doctor_id=clinic.rao)
    assert (moved.doctor, moved.starts_at) == ("Dr. Maya Rao", june(5, "09:00"))
    assert "10:20" in clinic.clocks(june(4, "09:00"), 4)


def test_a_move_that_is_refused_changes_nothing_and_the_transaction_goes_on(clinic: Scene) -> None:
    first, second = clinic.book(june(4, "10:20")), clinic.book(june(4, "11:00"))
    with clinic.database.write() as store:
        with pytest.raises(TimeTaken):
            store.bookings.move(second.id, june(4, "10:40"), NOW)
        store.bookings.cancel(first.id, NOW)
    with clinic.database.read() as store:
        assert store.bookings.get(second.id) == second
        assert store.bookings.get(first.id).status is Status.CANCELLED


def test_close_to_the_appointment_only_the_desk_may_change_it(clinic: Scene) -> None:
    booked = clinic.book(june(1, "10:20"))
    with clinic.database.write() as store:
        assert store.bookings.may_change(booked.id, NOW) is Refusal.TOO_LATE
        with pytest.raises(TooLate):
            store.bookings.cancel(booked.id, NOW)
        with pytest.raises(TooLate):
            store.bookings.move(booked.id, june(4, "10:20"), NOW)
        assert store.bookings.move(booked.id, june(4, "10:20"), NOW, by="desk").starts_at == june(4, "10:20")
        assert store.bookings.cancel(booked.id, NOW, by="desk").status is Status.CANCELLED


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ([Status.COMPLETED], Status.BOOKED, True),
        ([Status.NO_SHOW], Status.CONFIRMED, True),
        ([], Status.CONFIRMED, True),
        ([Status.CONFIRMED], Status.ARRIVED, True),
        ([Status.ARRIVED], Status.COMPLETED, True),
        ([Status.NO_SHOW], Status.COMPLETED, True),
        ([Status.CANCELLED], Status.BOOKED, True),
        ([Status.CANCELLED], Status.COMPLETED, False),
        ([Status.COMPLETED], Status.CANCELLED, False),
        ([], Status.HELD, False),
    ],
)
def test_what_a_status_may_become(clinic: Scene, before: list[Status], after: Status, allowed: bool) -> None:
    booked, later = clinic.book(june(4, "10:20")), june(4, "10:20")
    with clinic.database.write() as store:
        for status in before:
            store.bookings.set_status(booked.id, status, later)
        if allowed:
            assert store.bookings.set_status(booked.id, after, later).status is after
            assert store.bookings.set_status(booked.id, after, later).status is after
        else:
            with pytest.raises(IllegalChange):
                store.bookings.set_status(booked.id, after, later)


@pytest.mark.parametrize(
    ("status", "too_early", "from_then_on"),
    [
        (Status.ARRIVED, june(3, "23:59"), june(4, "00:00")),
        (Status.COMPLETED, june(4, "10:19"), june(4, "10:20")),
        (Status.NO_SHOW, june(4, "10:19"), june(4, "10:20")),
    ],
)
def test_nobody_has_come_or_stayed_away_before_the_time(
    clinic: Scene, status: Status, too_early: datetime, from_then_on: datetime
) -> None:
    booked = clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        with pytest.raises(TooEarly, match="2026-06-04 10:20 BST"):
            store.bookings.set_status(booked.id, status, too_early)
        assert store.bookings.get(booked.id).status is Status.BOOKED
        assert store.bookings.set_status(booked.id, status, from_then_on).status is status


@pytest.mark.parametrize("was", [Status.BOOKED, Status.CONFIRMED])
@pytest.mark.parametrize("mark", [Status.CANCELLED, Status.NO_SHOW, Status.COMPLETED])
def test_a_mark_is_taken_back(clinic: Scene, was: Status, mark: Status) -> None:
    booked, at = clinic.book(june(4, "10:20")), june(4, "10:30")
    with clinic.database.write() as store:
        store.bookings.set_status(booked.id, was, at)
        store.bookings.set_status(booked.id, mark, at)
        assert store.bookings.reopen(booked.id, at).status is was
        with pytest.raises(IllegalChange):
            store.bookings.reopen(booked.id, at)


def test_a_mark_is_not_taken_back_where_the_time_is_somebody_elses_or_the_doctor_away(clinic: Scene) -> None:
    booked, off = clinic.book(june(4, "10:20")), clinic.book(june(5, "10:20"))
    with clinic.database.write() as store:
        for one in (booked, off):
            store.bookings.cancel(one.id, NOW)
        store.bookings.book(clinic.lee, clinic.vaccination, june(4, "10:40"), clinic.other_patient, NOW)
        store.absences.block(clinic.lee, june(5, "10:00"), june(5, "11:00"), NOW, displaced=[], report_at=None)
        with pytest.raises(TimeTaken, match="2026-06-04 10:20 BST: that time is taken"):
            store.bookings.reopen(booked.id, NOW)
        with pytest.raises(NotFree, match="the doctor is away then"):
            store.bookings.reopen(off.id, NOW)


def test_a_cancelled_appointment_comes_back_only_if_nobody_has_its_time(clinic: Scene) -> None:
    booked = clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        store.bookings.cancel(booked.id, NOW)
        other = store.bookings.book(clinic.lee, clinic.vaccination, june(4, "10:40"), clinic.other_patient, NOW)
        with pytest.raises(TimeTaken):
            store.bookings.set_status(booked.id, Status.BOOKED, NOW)
        store.bookings.cancel(other.id, NOW)
        assert store.bookings.set_status(booked.id, Status.BOOKED, NOW).status is Status.BOOKED


def test_the_nearest_times_come_back_in_order_the_same_day_first(clinic: Scene) -> None:
    clinic.book(june(4, "10:20"))
    with clinic.database.read() as store:
        near = store.bookings.nearest([clinic.lee], clinic.consultation, june(4, "10:20"), NOW)
        far = store.bookings.nearest([clinic.lee], clinic.consultation, june(6, "12:00"), NOW, limit=1)
    assert [one.starts_at for one in near] == [june(4, "09:40"), june(4, "11:00"), june(4, "11:40")]
    assert [one.starts_at for one in far] == [june(5, "17:20")]


def test_free_times_of_several_doctors_are_merged_and_a_limit_stops_early(clinic: Scene) -> None:
    with clinic.database.read() as store:
        first, last = june(4, "09:00"), june(30, "18:00")
        some = store.bookings.free_times([clinic.rao, clinic.lee], clinic.consultation, first, last, NOW, limit=5)
        every = store.bookings.free_times([clinic.rao, clinic.lee], clinic.consultation, first, last, NOW)
        anybody = store.bookings.free_times(None, clinic.consultation, first, last, NOW, limit=1)
    assert some == every[:5]
    assert [(one.doctor_id, one.starts_at) for one in some[:3]] == [
        (clinic.rao, june(4, "09:00")), (clinic.lee, june(4, "09:00")), (clinic.rao, june(4, "09:40")),
    ]  # fmt: skip
    assert [one.doctor_id for one in anybody] == [clinic.lee]


def test_looking_up_appointments(clinic: Scene) -> None:
    late, early = clinic.book(june(5, "10:20")), clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        store.bookings.hold(clinic.lee, clinic.consultation, june(4, "09:00"), clinic.conversation, NOW)
        gone = store.bookings.book(clinic.rao, clinic.consultation, june(4, "15:20"), clinic.patient, NOW)
        gone = store.bookings.cancel(gone.id, NOW)
    with clinic.database.read() as store:
        find = store.bookings.find
        assert store.bookings.upcoming(clinic.account, clinic.conversation, NOW) == [early, late]
        assert store.bookings.upcoming(clinic.account, clinic.conversation, early.ends_at) == [late]
        assert find() == [early, gone, late]
        assert find(doctor_id=clinic.rao) == [gone]
        assert find(first=june(5, "00:00")) == [late]
        assert find(last=june(5, "00:00"), statuses=[Status.BOOKED]) == [early]
        assert find(patient_id=clinic.other_patient) == []
        assert find(limit=1) == [early]


def test_who_did_it_is_on_record(clinic: Scene) -> None:
    booked = clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        store.bookings.move(booked.id, june(4, "11:00"), NOW, by="desk")
        store.bookings.cancel(booked.id, NOW)
        events = store.audit.latest(entity="appointment", entity_id=booked.id)
    assert [(one.actor, one.action) for one in reversed(events)] == [
        ("patient", "book"), ("desk", "move"), ("patient", "set_status"),
    ]  # fmt: skip
    assert events[1].detail == {"before": june(4, "10:20").isoformat(), "start": june(4, "11:00").isoformat()}
