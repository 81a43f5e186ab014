"""One account books and holds only so much by itself; the front desk is there for more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from models.db import Database
from models.errors import TooMany
from models.tables import ClinicRow
from models.words import Status
from tests.bot.post import Post
from tests.bot.practice import june


def allow(database: Database, **most: int) -> None:
    with database.write() as store:
        for name, value in most.items():
            setattr(store.session.get_one(ClinicRow, 1), name, value)


def test_one_chat_books_as_many_as_the_clinic_file_says_and_hears_who_can_book_more(riverside: Database) -> None:
    allow(riverside, most_appointments=2)
    john = Post(riverside)
    for day in ("thursday", "friday"):
        john.says(f"book Dr Lee {day} at 11 for John Miller")
        assert john.says("yes").startswith("Booked: ")
    said = john.says("book Dr Lee monday at 11 for John Miller")
    assert said.startswith("You have 2 appointments to come, as many as I may book for one contact.")
    assert "+44 20 7946 0000" in said
    assert said.endswith("[My appointments] [Talk to a person]")
    assert len(john.book()) == 2
    john.says("cancel my appointment on friday")
    assert "Cancelled: " in john.says("yes")
    john.says("book Dr Lee monday at 11 for John Miller")
    assert john.says("yes").startswith("Booked: ")


def test_what_the_desk_booked_meanwhile_counts_too(riverside: Database) -> None:
    allow(riverside, most_appointments=1)
    john = Post(riverside)
    assert "[Book it]" in john.says("book Dr Lee thursday at 11 for John Miller")
    john.books(june(5, "11:00"))
    assert "as many as I may book" in john.says("yes")
    assert len(john.book()) == 1


def test_two_chats_of_one_account_cannot_both_take_the_last_one(riverside: Database) -> None:
    allow(riverside, most_appointments=1)
    now = june(1, "09:00")
    with riverside.write() as store:
        account = store.conversations.open("console", "john", now).account_id
        patient = store.people.add_patient(account, "John Miller", "self", now).id
        doctors = [one.id for one in store.clinic.doctors()][:2]
        kind = store.clinic.visit_types()[0].id

    def book(doctor: int) -> bool:
        try:
            with riverside.write() as store:
                store.bookings.book(doctor, kind, june(4, "11:00"), patient, now)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(book, doctors)) == [False, True]


def test_the_desk_is_not_bound_by_it(riverside: Database) -> None:
    allow(riverside, most_appointments=1)
    john = Post(riverside)
    john.books(june(4, "11:00"))
    john.books(june(5, "11:00"))
    assert [one.status for one in john.book()] == [Status.BOOKED, Status.BOOKED]


def test_an_account_holds_only_so_many_times_at_once(riverside: Database) -> None:
    allow(riverside, most_holds=1)
    now = june(1, "09:00")
    with riverside.write() as store:
        first = store.conversations.open("sms", "+447700900001", now)
        second = store.conversations.open("whatsapp", "+447700900001", now)
        stranger = store.conversations.open("sms", "+447700900002", now)
        assert first.account_id == second.account_id != stranger.account_id
        lee, kind = store.clinic.doctors()[0].id, store.clinic.visit_types()[0].id
        for hour in ("10:00", "11:00"):  # a later one of the same conversation replaces nothing of another's
            store.bookings.hold(lee, kind, june(4, hour), first.id, now)
        with pytest.raises(TooMany):
            store.bookings.hold(lee, kind, june(4, "12:00"), second.id, now)
        store.bookings.hold(lee, kind, june(4, "14:00"), stranger.id, now)
        later = now + timedelta(minutes=11)
        store.bookings.hold(lee, kind, june(4, "12:00"), second.id, later)
