"""A doctor is away: the time is blocked, and the appointments in it are kept in sight until each is settled."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from models.store.audit import AuditStore
from models.store.calendars import LONGEST
from models.store.lookup import BookingLookup
from models.store.rows import known
from models.store.set_aside import SetAsideStore
from models.store.taking import queue_for
from models.tables import AbsenceRow, AppointmentRow, DisplacedRow, OutboundMessageRow, TimeOffRow
from models.views import Absence, Appointment, Displaced
from models.words import ACTIVE, ActorKind, Status


class AbsenceStore:
    """Blocking a doctor's time from their own chat. The clinic file's own time off is not touched by any of this."""

    def __init__(self, session: Session, bookings: BookingLookup, audit: AuditStore) -> None:
        self._session = session
        self._bookings = bookings
        self._audit = audit

    def lock(self, doctor_id: int) -> None:
        """Nobody else books this doctor until the transaction ends: to be called before asking what it touches."""
        queue_for(self._session, doctor_id)

    def touched(self, doctor_id: int, starts_at: datetime, ends_at: datetime) -> list[Appointment]:
        """The doctor's active appointments that lie, wholly or in part, within [starts_at, ends_at)."""
        found = self._bookings.find(first=starts_at - LONGEST, last=ends_at, doctor_id=doctor_id, statuses=ACTIVE)
        return [one for one in found if one.ends_at > starts_at]

    def block(
        self,
        doctor_id: int,
        starts_at: datetime,
        ends_at: datetime,
        now: datetime,
        displaced: Collection[int],
        report_at: datetime | None,
        *,
        by: ActorKind = "doctor",
    ) -> int:
        """The doctor is away in [starts_at, ends_at); the absence's id. `displaced` holds the ids of the appointments
        that lose their time."""
        self._take_off(doctor_id, starts_at, ends_at)
        row = AbsenceRow(doctor_id=doctor_id, starts_at=starts_at, ends_at=ends_at, report_at=report_at, created_at=now)
        self._session.add(row)
        self._session.flush()
        for number in displaced:
            at = self._bookings.get(number).starts_at
            self._session.add(DisplacedRow(absence_id=known(row.id), appointment_id=number, starts_at=at))
        self._session.flush()
        self._audit.add(now, by, "block", "doctor", doctor_id, start=starts_at.isoformat(), end=ends_at.isoformat())
        return known(row.id)

    def of_doctor(self, doctor_id: int, starts_at: datetime, ends_at: datetime) -> list[Absence]:
        """The doctor's absences that reach into [starts_at, ends_at), by their start."""
        return [self._view(row) for row in self._rows(doctor_id, starts_at, ends_at)]

    def unblock(
        self, doctor_id: int, starts_at: datetime, ends_at: datetime, now: datetime, *, by: ActorKind = "doctor"
    ) -> list[Absence]:
        """The doctor works after all in what they had blocked of [starts_at, ends_at); what was opened, with the
        appointments in it. Parts of a block outside stay blocked."""
        opened = []
        for row in self._rows(doctor_id, starts_at, ends_at):
            first, last = max(row.starts_at, starts_at), min(row.ends_at, ends_at)
            inside = tuple(one for one in self._view(row).displaced if first <= one.starts_at < last)
            opened.append(Absence(known(row.id), doctor_id, first, last, row.report_at, inside))
            self._open(row, first, last)
        if opened:
            self._audit.add(now, by, "unblock", "doctor", doctor_id, blocks=len(opened))
        return opened

    def _rows(self, doctor_id: int, starts_at: datetime, ends_at: datetime) -> list[AbsenceRow]:
        row = AbsenceRow
        mine = select(row).where(col(row.doctor_id) == doctor_id).order_by(col(row.starts_at), col(row.id))
        return list(self._session.scalars(mine.where(col(row.starts_at) < ends_at, col(row.ends_at) > starts_at)))

    def _open(self, row: AbsenceRow, first: datetime, last: datetime) -> None:
        """Take [first, last) out of a block. What is left keeps its row, of two parts the later one."""
        self._end_time_off(row)
        self._session.execute(
            delete(DisplacedRow).where(
                col(DisplacedRow.absence_id) == known(row.id),
                col(DisplacedRow.starts_at) >= first,
                col(DisplacedRow.starts_at) < last,
            )
        )
        left = [(start, end) for start, end in ((row.starts_at, first), (last, row.ends_at)) if start < end]
        for start, end in left:
            self._take_off(row.doctor_id, start, end)
        if len(left) == 2:
            self._part_with(row, *left[0])
        if left:
            row.starts_at, row.ends_at = left[-1]
        else:
            self._session.delete(row)
        self._session.flush()

    def _part_with(self, row: AbsenceRow, starts_at: datetime, ends_at: datetime) -> None:
        """The earlier part becomes an absence of its own, with its appointments."""
        part = AbsenceRow(
            doctor_id=row.doctor_id,
            starts_at=starts_at,
            ends_at=ends_at,
            report_at=row.report_at,
            reported_at=row.reported_at,
            created_at=row.created_at,
        )
        self._session.add(part)
        self._session.flush()
        theirs = update(DisplacedRow).where(col(DisplacedRow.absence_id) == known(row.id))
        self._session.execute(theirs.where(col(DisplacedRow.starts_at) < ends_at).values(absence_id=known(part.id)))

    def _end_time_off(self, row: AbsenceRow) -> None:
        self._session.execute(
            delete(TimeOffRow).where(
                col(TimeOffRow.doctor_id) == row.doctor_id,
                col(TimeOffRow.starts_at) == row.starts_at,
                col(TimeOffRow.ends_at) == row.ends_at,
                col(TimeOffRow.from_file).is_(False),
            )
        )

    def displaces(self, appointment_id: int) -> bool:
        """Whether this appointment still stands at a time that its doctor has blocked since it was made."""
        return appointment_id in self.displaced_among([appointment_id])

    def displaced_among(self, appointment_ids: Collection[int]) -> frozenset[int]:
        """Those of these appointments that still stand at a time that their doctor has blocked."""
        query = (
            select(col(DisplacedRow.appointment_id))
            .join(AbsenceRow, col(AbsenceRow.id) == col(DisplacedRow.absence_id))
            .join(AppointmentRow, col(AppointmentRow.id) == col(DisplacedRow.appointment_id))
            .where(
                col(DisplacedRow.appointment_id).in_(appointment_ids),
                col(AppointmentRow.starts_at) == col(DisplacedRow.starts_at),
                col(AppointmentRow.doctor_id) == col(AbsenceRow.doctor_id),
                col(AppointmentRow.status).in_(ACTIVE),
            )
        )
        return frozenset(self._session.scalars(query))

    def due(self, now: datetime, kind: str, aside: SetAsideStore) -> list[int]:
        """The doctors whose absences are to be reported on by now, these ours until the transaction ends. Whoever is
        set aside as this kind of work is left out."""
        row = AbsenceRow
        query = select(col(row.doctor_id)).where(_unreported(now), aside.left_in(kind, col(row.doctor_id), now))
        found = self._session.scalars(query.order_by(col(row.doctor_id)).with_for_update(skip_locked=True))
        return list(dict.fromkeys(found))

    def due_of(self, doctor_id: int, now: datetime) -> list[Absence]:
        """The absences of a doctor that are to be reported on by now, by their start."""
        query = select(AbsenceRow).where(_unreported(now), col(AbsenceRow.doctor_id) == doctor_id)
        return [self._view(found) for found in self._session.scalars(query.order_by(col(AbsenceRow.starts_at)))]

    def next_report(self) -> datetime | None:
        """When the next report is due, if any is."""
        row = AbsenceRow
        query = select(row).where(col(row.reported_at).is_(None), col(row.report_at).is_not(None))
        found = self._session.scalar(query.order_by(col(row.report_at)).limit(1))
        return None if found is None else found.report_at

    def next_offer(self, kind: str, now: datetime) -> datetime | None:
        """When the next offer that waits for the morning goes out, if any does; `kind` is what offers are called."""
        row = OutboundMessageRow
        waiting = select(func.min(col(row.due_at))).where(text("status IN ('queued', 'claimed')"))
        return self._session.scalar(waiting.where(col(row.kind) == kind, col(row.due_at) > now))

    def lapsed(self, now: datetime) -> list[int]:
        """The ids of the appointments that still stand at a blocked time which has come."""
        query = (
            select(col(DisplacedRow.appointment_id))
            .join(AppointmentRow, col(AppointmentRow.id) == col(DisplacedRow.appointment_id))
            .where(col(AppointmentRow.status).in_((Status.BOOKED, Status.CONFIRMED)))
            .where(col(AppointmentRow.starts_at) <= now, col(AppointmentRow.starts_at) == col(DisplacedRow.starts_at))
        )
        return sorted(self.displaced_among(list(self._session.scalars(query))))

    def reported(self, absence_id: int, now: datetime) -> None:
        """What became of its appointments was told."""
        row = self._session.get_one(AbsenceRow, absence_id)
        row.reported_at = now

    def coming(self, now: datetime) -> list[Absence]:
        """The absences that are not over, by their start."""
        query = select(AbsenceRow).where(col(AbsenceRow.ends_at) > now).order_by(col(AbsenceRow.starts_at))
        return [self._view(found) for found in self._session.scalars(query)]

    def _take_off(self, doctor_id: int, starts_at: datetime, ends_at: datetime) -> None:
        row = TimeOffRow
        same = (col(row.doctor_id) == doctor_id, col(row.starts_at) == starts_at, col(row.ends_at) == ends_at)
        if not self._session.scalar(select(exists().where(*same))):
            self._session.add(row(doctor_id=doctor_id, starts_at=starts_at, ends_at=ends_at, from_file=False))

    def _view(self, row: AbsenceRow) -> Absence:
        query = select(DisplacedRow).where(col(DisplacedRow.absence_id) == known(row.id))
        found: Any = self._session.scalars(query.order_by(col(DisplacedRow.starts_at)))
        return Absence(
            id=known(row.id),
            doctor_id=row.doctor_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            report_at=row.report_at,
            displaced=tuple(self._displaced(one, row.doctor_id) for one in found),
        )

    def _displaced(self, row: DisplacedRow, doctor_id: int) -> Displaced:
        one = self._bookings.get(row.appointment_id)
        stands = one.status in ACTIVE and one.doctor_id == doctor_id and one.starts_at == row.starts_at
        return Displaced(one, row.starts_at, settled=not stands)


def _unreported(now: datetime) -> ColumnElement[bool]:
    return and_(col(AbsenceRow.reported_at).is_(None), col(AbsenceRow.report_at) <= now)
