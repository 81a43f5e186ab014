"""Marking appointments: confirmed, arrived, completed, missed, cancelled; and taking such a mark back."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import NoReturn

from sqlalchemy.orm import Session

from models.errors import IllegalChange, NotFound, NotFree, TimeTaken, TooEarly
from models.rules import Refusal, Visit
from models.store.audit import AuditStore
from models.store.calendars import Asker
from models.store.clinic import ClinicStore
from models.store.lookup import BookingLookup
from models.store.taking import queue_for, taking
from models.tables import AppointmentRow
from models.transitions import TRANSITIONS, has_come
from models.views import Appointment
from models.words import ACTIVE, BLOCKING, ActorKind, Status


class MarkingStore(BookingLookup):
    """The part of `BookingStore` that changes where an appointment stands, but neither its time nor its doctor."""

    def __init__(self, session: Session, clinic: ClinicStore, audit: AuditStore) -> None:
        super().__init__(session, clinic)
        self._audit = audit

    def set_status(self, appointment_id: int, status: Status, now: datetime, *, by: ActorKind = "desk") -> Appointment:
        """Change the status; the same again changes nothing. What had given its time back takes it anew.

        Raises IllegalChange (TooEarly before its time), NotFound, and TimeTaken where somebody has the time by now.
        """
        row = self._row(appointment_id)
        before = Status(row.status)
        if before == status:
            return self.get(appointment_id)
        self._check(before, status, row.starts_at, now)
        if status in BLOCKING and before not in BLOCKING:
            queue_for(self._session, row.doctor_id)
            with self._taking(row.doctor_id, row.starts_at, row.busy_until, Asker(now)):
                row.status, row.updated_at = status, now
        else:
            row.status, row.updated_at = status, now
        self._audit.add(now, by, "set_status", "appointment", appointment_id, before=before, after=status)
        return self.get(appointment_id)

    def reopen(self, appointment_id: int, now: datetime, *, by: ActorKind = "desk") -> Appointment:
        """Take back that it was cancelled, missed or over: booked again, or confirmed where it was that.

        Raises IllegalChange, NotFound, and NotFree (TimeTaken) where its time cannot be had any more.
        """
        row = self._row(appointment_id)
        before = Status(row.status)
        if before in ACTIVE and before != Status.ARRIVED:
            raise IllegalChange(before, "open again")
        if before not in BLOCKING and row.ends_at > now:
            visit = Visit(row.ends_at - row.starts_at, row.busy_until - row.ends_at)
            refusal = self._why_not(row.doctor_id, visit, row.starts_at, Asker(now, ignoring=appointment_id), None)
            if refusal is not None:
                self._refuse(row.doctor_id, row.starts_at, refusal)
        return self.set_status(appointment_id, self._was(appointment_id), now, by=by)

    def _taking(
        self, doctor_id: int, starts_at: datetime, busy_until: datetime, asker: Asker
    ) -> AbstractContextManager[None]:
        """As `taking`; a refusal speaks the clinic's time."""
        local = starts_at.astimezone(self._clinic.require().timezone)
        return taking(self._session, doctor_id, local, busy_until, asker)

    def _refuse(self, doctor_id: int, start: datetime, refusal: Refusal) -> NoReturn:
        """Raise what says so, in the clinic's time."""
        local = start.astimezone(self._clinic.require().timezone)
        raise (TimeTaken if refusal is Refusal.TAKEN else NotFree)(doctor_id, local, refusal)

    def _was(self, appointment_id: int) -> Status:
        """What it was when it was last to come: confirmed or booked."""
        events = self._audit.latest(entity="appointment", entity_id=appointment_id)
        changes = (one for one in events if one.action in ("set_status", "move", "book"))
        earlier = next((one.detail.get("before") for one in changes if one.detail.get("before") not in _SETTLED), None)
        return Status.CONFIRMED if earlier == Status.CONFIRMED else Status.BOOKED

    def _check(self, before: Status, after: Status, starts_at: datetime, now: datetime) -> None:
        since = TRANSITIONS[before].get(after)
        if since is None:
            raise IllegalChange(before, after)
        zone = self._clinic.require().timezone
        if not has_come(since, starts_at, now, zone):
            raise TooEarly(after, starts_at.astimezone(zone))

    def _row(self, appointment_id: int) -> AppointmentRow:
        """The row, locked until the transaction ends. Raises NotFound; a hold is no appointment."""
        row = self._session.get(
            AppointmentRow, appointment_id, with_for_update={"key_share": True}, populate_existing=True
        )
        if row is None or row.status == Status.HELD:
            raise NotFound("appointment", appointment_id)
        return row


_SETTLED = (Status.ARRIVED, Status.COMPLETED, Status.NO_SHOW, Status.CANCELLED)
