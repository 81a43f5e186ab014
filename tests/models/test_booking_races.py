"""No doctor is booked twice, nor in time that is blocked, whoever races: the database has the last word."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import product
from threading import Barrier, Event

import pytest
from sqlalchemy import Executable, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col

from models.db import Database
from models.errors import DatabaseUnavailable, NotFree, TimeTaken
from models.rules import Refusal
from models.tables import AppointmentRow
from models.words import BLOCKING
from tests.models.scene import NOW, Scene, june


def row(clinic: Scene, start: datetime, end: datetime, status: str = "booked") -> AppointmentRow:
    return AppointmentRow(
        doctor_id=clinic.lee,
        patient_id=clinic.patient,
        visit_type_id=clinic.consultation,
        starts_at=start,
        ends_at=end,
        busy_until=end,
        status=status,
        made_by="desk",
        created_at=NOW,
        updated_at=NOW,
    )


def test_the_database_itself_refuses_overlaps(clinic: Scene) -> None:
    """Whatever is written to it, by an insert or an update."""
    clinic.book(june(4, "10:20"))
    table = [
        ("10:00", 20, False),
        ("10:00", 21, True),
        ("10:30", 5, True),
        ("10:54", 60, True),
        ("10:55", 60, False),
        ("09:00", 240, True),
    ]
    for (first, minutes, overlaps), status in product(table, BLOCKING[1:]):
        start = june(4, first)
        assert _refuses(clinic, row(clinic, start, start + timedelta(minutes=minutes), status)) is overlaps
        assert not _refuses(clinic, row(clinic, start, start + timedelta(minutes=minutes), "cancelled"))


def _refuses(clinic: Scene, wanted: AppointmentRow) -> bool:
    """Whether the row is refused, both as a new one and as what another becomes; it is taken back if not."""
    values = {name: getattr(wanted, name) for name in ("starts_at", "ends_at", "busy_until", "status")}
    with clinic.database.write() as store:
        session = store.session
        other = row(clinic, june(5, "09:00"), june(5, "09:30"))
        session.add(other)
        session.flush()
        by_insert = _fails(session, insert(AppointmentRow).values(wanted.model_dump(exclude={"id"})))
        by_update = _fails(session, update(AppointmentRow).where(col(AppointmentRow.id) == other.id).values(values))
        session.delete(other)
    assert by_insert == by_update
    return by_insert


def _fails(session: Session, statement: Executable) -> bool:
    savepoint = session.begin_nested()
    try:
        session.execute(statement)
    except IntegrityError as error:
        return "ex_appointment_overlap" in str(error.orig)
    finally:
        savepoint.rollback()
    return False


def test_fifty_threads_for_one_time(clinic: Scene) -> None:
    start, line = june(4, "10:20"), Barrier(50)

    def try_to_book(number: int) -> str:
        line.wait()
        try:
            with clinic.database.write() as store:
                shifted = start + timedelta(minutes=number % 5)
                store.bookings.book(clinic.lee, clinic.consultation, shifted, clinic.patient, NOW)
        except TimeTaken:
            return "taken"
        return "booked"

    with ThreadPoolExecutor(50) as threads:
        outcomes = list(threads.map(try_to_book, range(50)))
    assert sorted(outcomes) == ["booked"] + ["taken"] * 49
    with clinic.database.read() as store:
        assert len(store.bookings.find(first=june(4, "00:00"))) == 1


def test_whoever_skips_the_queue_is_refused_as_well(clinic: Scene) -> None:
    """The database alone, without the rules' look beforehand: of two that insert at once one loses."""

    def insert_one(_: int) -> bool:
        try:
            with clinic.database.write() as store:
                store.session.add(row(clinic, june(4, "10:20"), june(4, "10:55")))
        except IntegrityError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(insert_one, range(2))) == [False, True]


def _block(clinic: Scene) -> list[int]:
    """Dr. Lee is away on 4 June; the ids of the appointments that lose their time."""
    first, last = june(4, "00:00"), june(5, "00:00")
    with clinic.database.write() as store:
        store.absences.lock(clinic.lee)
        touched = [one.id for one in store.absences.touched(clinic.lee, first, last)]
        store.absences.block(clinic.lee, first, last, NOW, touched, None)
    return touched


def test_an_appointment_that_is_being_made_is_seen_by_a_block(clinic: Scene) -> None:
    booked, blocking = Event(), Event()

    def block() -> list[int]:
        assert booked.wait(10)
        blocking.set()
        return _block(clinic)

    with ThreadPoolExecutor(1) as thread:
        touched = thread.submit(block)
        with clinic.database.write() as store:
            made = store.bookings.book(clinic.lee, clinic.consultation, june(4, "10:20"), clinic.patient, NOW)
            booked.set()
            assert blocking.wait(10)
            with pytest.raises(TimeoutError):
                touched.result(timeout=0.5)
        assert touched.result(timeout=20) == [made.id]


def test_a_block_that_is_being_made_is_seen_by_a_booking(clinic: Scene) -> None:
    blocked, booking = Event(), Event()

    def book() -> None:
        assert blocked.wait(10)
        booking.set()
        clinic.book(june(4, "10:20"))

    with ThreadPoolExecutor(1) as thread:
        outcome = thread.submit(book)
        with clinic.database.write() as store:
            store.absences.lock(clinic.lee)
            store.absences.block(clinic.lee, june(4, "00:00"), june(5, "00:00"), NOW, [], None)
            blocked.set()
            assert booking.wait(10)
            with pytest.raises(TimeoutError):
                outcome.result(timeout=0.5)
        with pytest.raises(NotFree) as refused:
            outcome.result(timeout=20)
    assert refused.value.refusal is Refusal.TIME_OFF


def test_whoever_waits_too_long_for_a_lock_is_told(clinic: Scene) -> None:
    hurried = Database(clinic.database.url.render_as_string(hide_password=False), clinic.database.keyring, patience=0.2)
    with clinic.database.write() as store:
        store.absences.lock(clinic.lee)
        with pytest.raises(DatabaseUnavailable, match=r"locked|too busy"), hurried.write() as other:
            other.absences.lock(clinic.lee)
    with hurried.write() as other:
        other.absences.lock(clinic.lee)
    hurried.close()
