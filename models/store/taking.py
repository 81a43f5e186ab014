"""Taking a doctor's time, so that the database's refusal becomes a TimeTaken and the transaction goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, false, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NotFound, TimeTaken
from models.rules import Refusal
from models.store.calendars import Asker
from models.tables import AppointmentRow, DoctorRow
from models.tables.appointment import BLOCKING_SQL

_OVERLAP = "ex_appointment_overlap"
_HELD = text("status = 'held'")  # word for word the partial index's condition, or SQLite would not use it


@contextmanager
def taking(session: Session, doctor_id: int, starts_at: datetime, busy_until: datetime, asker: Asker) -> Iterator[None]:
    """What is written inside takes [starts_at, busy_until) of a doctor, or nothing of it is kept.

    Lapsed holds in the way are removed first, and those of the asker's own conversation. The transaction is to have
    queued for the doctor before it asked whether the time may be taken. Raises TimeTaken where the database refuses:
    within a savepoint of the caller's, that one has to be undone then, as whoever lets TimeTaken out of it does.
    """
    try:
        with nullcontext() if session.in_nested_transaction() else session.begin_nested():
            _make_room(session, doctor_id, starts_at, busy_until, asker)
            yield
            session.flush()
    except IntegrityError as error:
        if _OVERLAP not in str(error.orig):
            raise
        raise TimeTaken(doctor_id, starts_at, Refusal.TAKEN) from error


def queue_for(session: Session, doctor_id: int) -> None:
    """Until this transaction ends, no other books this doctor or blocks their time: what is read of them from here on
    is still so when it is written. It also keeps two transactions that insert overlapping rows at the same moment from
    waiting for each other under PostgreSQL's exclusion constraint. Raises NotFound."""
    query = select(col(DoctorRow.id)).where(col(DoctorRow.id) == doctor_id).with_for_update(key_share=True)
    if session.scalar(query) is None:
        raise NotFound("doctor", doctor_id)


def delete_holds(session: Session, which: ColumnElement[bool]) -> int:
    """Remove these holds; how many they were."""
    result: Any = session.execute(
        delete(AppointmentRow).where(_HELD, which).execution_options(synchronize_session=False)
    )
    return int(result.rowcount)


def _make_room(session: Session, doctor_id: int, starts_at: datetime, busy_until: datetime, asker: Asker) -> None:
    row = AppointmentRow
    own = false() if asker.conversation_id is None else col(row.conversation_id) == asker.conversation_id
    in_the_way = and_(
        text(BLOCKING_SQL),
        col(row.doctor_id) == doctor_id,
        col(row.starts_at) < busy_until,
        col(row.busy_until) > starts_at,
    )
    delete_holds(session, and_(in_the_way, or_(own, col(row.expires_at) <= asker.now)))
