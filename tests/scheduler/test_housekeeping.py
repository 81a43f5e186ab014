"""Keeping the house in order, and what the front desk sees of ratings and risk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from cli.at_risk import at_risk
from models.errors import IllegalChange
from models.words import Status
from tests.scheduler.desk import Desk, june
from webhooks.rating_metrics import RatingMetrics


def test_lapsed_holds_are_dropped(desk: Desk) -> None:
    with desk.database.write() as store:
        talk = store.conversations.open("console", "john", june(1, "09:00"))
        doctor, kind = store.clinic.doctors()[0].id, store.clinic.visit_types()[0].id
        store.bookings.hold(doctor, kind, june(4, "10:00"), talk.id, june(1, "09:00"))
    desk.wait_until(june(1, "09:11"))
    with desk.database.write() as store:
        assert store.bookings.release_holds(talk.id) == 0


def test_old_messages_are_forgotten_and_nothing_is_said_again(desk: Desk) -> None:
    desk.book(june(4, "10:00"))
    with desk.database.write() as store:
        for number in ("1", "2"):
            store.inbox.add("console", number, "john", "{}", june(1, "09:00"))
            claim = store.inbox.claim(june(1, "09:00"), timedelta(minutes=1))
            assert claim
            store.inbox.finish(claim, june(1, "09:00"))
    assert len(desk.pass_to(june(4, "09:00"))) == 2
    said = desk.wait_until(june(4, "09:00") + timedelta(days=370))
    with desk.database.read() as store:
        assert store.outbox.latest() == []
        assert len(store.inbox.latest(1)) == 1, "the newest stays, so that no number is used twice"
    assert said == []


def test_who_was_booked_by_phone_and_never_wrote_is_reminded_too(desk: Desk) -> None:
    one = desk.book(june(4, "10:00"))
    with desk.database.write() as store:
        account = store.people.account_with_phone("+447700900001", june(1, "09:00"))
        store.session.connection().exec_driver_sql(f"UPDATE patient SET account_id = {account.id}")
    desk.wait_until(june(1, "10:00"))
    with desk.database.read() as store:
        [message] = store.outbox.latest()
        assert (message.channel, message.address, message.kind) == ("sms", "+447700900001", "reminder")
    assert desk.steps(one)["3d"] == "released"


def test_a_rating_can_be_changed_for_a_day(desk: Desk) -> None:
    one, now = desk.book(june(1, "12:00")), june(1, "15:00")
    with desk.database.write() as store:
        store.ratings.rate(one.id, 2, now)
        store.ratings.rate(one.id, 4, now + timedelta(hours=23))
        store.ratings.comment(one.id, "better on second thought", now + timedelta(hours=23))
        with pytest.raises(IllegalChange):
            store.ratings.rate(one.id, 1, now + timedelta(hours=25))
        with pytest.raises(IllegalChange):
            store.ratings.comment(one.id + 1, "of nothing", now)
        kept = store.ratings.get(one.id)
        assert kept
        assert (kept.stars, kept.comment) == (4, "better on second thought")


def test_ratings_by_doctor_and_month(desk: Desk) -> None:
    visits = [desk.book(june(1, f"1{n}:00"), sender=f"p{n}", name=f"P{n} M") for n in (0, 1)]
    other = desk.book(june(1, "10:00"), sender="p3", name="P3 M", doctor=1)
    with desk.database.write() as store:
        for visit, stars in zip([*visits, other], (5, 4, 2), strict=True):
            store.ratings.rate(visit.id, stars, june(1, "15:00"))
    with desk.database.read() as store:
        found = [(one.doctor, one.month, one.ratings, one.average) for one in store.ratings.by_month()]
    assert found == [("Dr. Maya Rao", "2026-06", 1, 2.0), ("Dr. Sam Lee", "2026-06", 2, 4.5)]
    shown = CollectorRegistry()
    shown.register(RatingMetrics(desk.database))
    lines = generate_latest(shown).decode().splitlines()
    assert f'docspot_rating_average{{doctor="{other.doctor_id}",month="2026-06"}} 2.0' in lines


def test_the_call_list_says_why(desk: Desk) -> None:
    desk.mark(desk.book(june(1, "09:00")), Status.NO_SHOW)
    risky, fine = desk.book(june(30, "10:00")), desk.book(june(4, "10:00"), sender="anna", name="Anna Kaur")
    with desk.database.read() as store:
        found = at_risk(store, [store.bookings.get(one.id) for one in (risky, fine)], june(2, "09:00"))
    assert {number: risk.reasons for number, risk in found.items()} == {
        risky.id: ("missed 1 earlier visit", "booked 29 days ahead", "not confirmed")
    }
