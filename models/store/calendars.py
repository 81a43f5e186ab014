"""Reading doctors' calendars for a window of time. Only that window is read, so history costs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Integer, Select, and_, cast, literal, null, or_, select, text, union_all
from sqlalchemy.orm import Session
from sqlmodel import col

from models.hours import Hours
from models.rules import DoctorCalendar, Interval
from models.store.clinic import ClinicStore
from models.tables import AppointmentRow, ClinicVersionRow, TimeOffRow
from models.tables.appointment import BLOCKING_SQL
from models.types import UtcDateTime
from models.views import Clinic
from models.words import Status

LONGEST = timedelta(days=1)
"""No visit and its buffer take longer; the visit_type table sees to it."""

_NO_HOURS = Hours({})

_BUSY, _AWAY = "busy", "away"

_ByDoctor = defaultdict[int, list[Interval]]
_Taken = Select[str, int, datetime, datetime]

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
    first, last = max(first, _FIRST) - LONGEST, min(last, _LAST) + LONGEST
    busy, away, token = _taken(session, doctor_ids, first, last, asker)
    clinic.at(token)
    facts, hours, kinds = clinic.require(), clinic.hours(doctor_ids), clinic.kinds_of(doctor_ids)
    holidays = frozenset(clinic.holidays(*_local_days(facts, first, last)))
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


def _taken(
    session: Session, doctor_ids: Collection[int], first: datetime, last: datetime, asker: Asker
) -> tuple[_ByDoctor, _ByDoctor, str]:
    """When the doctors are busy and when they are away, each in order, and the version of the clinic's facts: all as
    of one moment, so that whoever has waited for a doctor sees all that has changed meanwhile."""
    parts = _version(), _busy(doctor_ids, first, last, asker), _away(doctor_ids, first, last)
    found = session.execute(union_all(*parts))
    busy: _ByDoctor = defaultdict(list)
    away: _ByDoctor = defaultdict(list)
    token = ""
    for kind, doctor_id, start, end in found:
        if kind == _BUSY:
            busy[doctor_id].append((start, end))
        elif kind == _AWAY:
            away[doctor_id].append((start, end))
        else:
            token = kind
    for one in (*busy.values(), *away.values()):
        one.sort()
    return busy, away, token


def _version() -> _Taken:
    return select(
        col(ClinicVersionRow.token),
        cast(null(), Integer),
        cast(null(), UtcDateTime).label("starts_at"),
        cast(null(), UtcDateTime).label("ends_at"),
    )


def _busy(doctor_ids: Collection[int], first: datetime, last: datetime, asker: Asker) -> _Taken:
    """Blocking appointments. The condition on the status is the partial index's own, word for word, or the index would
    not be used."""
    row = AppointmentRow
    lapsed = and_(col(row.status) == Status.HELD, col(row.expires_at) <= asker.now)
    own = and_(col(row.status) == Status.HELD, col(row.conversation_id) == asker.conversation_id)
    theirs = [lapsed] if asker.conversation_id is None else [lapsed, own]
    if asker.ignoring is not None:
        theirs.append(col(row.id) == asker.ignoring)
    return (
        select(literal(_BUSY), col(row.doctor_id), col(row.starts_at), col(row.busy_until))
        .where(text(BLOCKING_SQL), col(row.doctor_id).in_(doctor_ids))
        .where(col(row.busy_until) > first, col(row.busy_until) < last + LONGEST, col(row.starts_at) < last)
        .where(~or_(*theirs))
    )


def _away(doctor_ids: Collection[int], first: datetime, last: datetime) -> _Taken:
    row = TimeOffRow
    return (
        select(literal(_AWAY), col(row.doctor_id), col(row.starts_at), col(row.ends_at))
        .where(col(row.doctor_id).in_(doctor_ids))
        .where(col(row.ends_at) > first, col(row.starts_at) < last)
    )
