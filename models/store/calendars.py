"""Reading doctors' calendars for a window of time. Only that window is read, so history costs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import and_, or_, select, text
from sqlalchemy.orm import Session
from sqlmodel import col

from models.hours import Hours
from models.rules import DoctorCalendar, Interval
from models.store.clinic import ClinicStore
from models.tables import AppointmentRow
from models.tables.appointment import BLOCKING_SQL
from models.views import Clinic
from models.words import Status

LONGEST = timedelta(days=1)
"""No visit and its buffer take longer; the visit_type table sees to it."""

_NO_HOURS = Hours({})

_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
"""No calendar is read beyond these: whatever date is written, there is room to reckon on either side of it."""


@dataclass(frozen=True)
class Asker:
    """For whom the calendars are read: what is theirs does not count as taken."""

    now: datetime
    conversation_id: int | None = None
    ignoring: int | None = None  # an appointment that gives up its own time


def read_calendars(
    session: Session, clinic: ClinicStore, doctor_ids: Collection[int], first: datetime, last: datetime, asker: Asker
) -> dict[int, DoctorCalendar]:
    """The calendars of these doctors, complete for visits that start within [first, last)."""
    facts = clinic.require()
    first, last = max(first, _FIRST) - LONGEST, min(last, _LAST) + LONGEST
    hours = clinic.hours(doctor_ids)
    holidays = frozenset(clinic.holidays(*_local_days(facts, first, last)))
    away = clinic.time_off(doctor_ids, first, last)
    busy = _busy(session, doctor_ids, first, last, asker)
    kinds = clinic.kinds_of(doctor_ids)
    return {
        doctor_id: DoctorCalendar(
            facts.timezone,
            hours.get(doctor_id, _NO_HOURS),
            holidays,
            away.get(doctor_id, ()),
            busy.get(doctor_id, ()),
            kinds.get(doctor_id, frozenset()),
        )
        for doctor_id in doctor_ids
    }


def _local_days(clinic: Clinic, first: datetime, last: datetime) -> tuple[date, date]:
    return first.astimezone(clinic.timezone).date(), last.astimezone(clinic.timezone).date()


def _busy(
    session: Session, doctor_ids: Collection[int], first: datetime, last: datetime, asker: Asker
) -> dict[int, list[Interval]]:
    """Blocking appointments, in order of their start. The condition on the status is the partial index's own, word
    for word, or the index would not be used."""
    row = AppointmentRow
    lapsed = and_(col(row.status) == Status.HELD, col(row.expires_at) <= asker.now)
    own = and_(col(row.status) == Status.HELD, col(row.conversation_id) == asker.conversation_id)
    theirs = [lapsed] if asker.conversation_id is None else [lapsed, own]
    if asker.ignoring is not None:
        theirs.append(col(row.id) == asker.ignoring)
    query = (
        select(col(row.doctor_id), col(row.starts_at), col(row.busy_until))
        .where(text(BLOCKING_SQL), col(row.doctor_id).in_(doctor_ids))
        .where(col(row.busy_until) > first, col(row.busy_until) < last + LONGEST, col(row.starts_at) < last)
        .where(~or_(*theirs))
        .order_by(col(row.starts_at))
    )
    busy: defaultdict[int, list[Interval]] = defaultdict(list)
    for doctor_id, starts_at, busy_until in session.execute(query):
        busy[doctor_id].append((starts_at, busy_until))
    return dict(busy)
