"""Writing the book: hold, book, move, cancel. The database itself refuses whatever would book a doctor twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlmodel import col

from models.errors import IllegalChange, TooLate
from models.rules import OVERRULED, Refusal, Visit, may_change
from models.store.calendars import Asker
from models.store.caps import check_appointments, check_holds, lock_account
from models.store.marking import MarkingStore
from models.store.rows import fetch, known
from models.store.taking import delete_holds, queue_for
from models.tables import AppointmentRow, PatientRow
from models.views import Appointment, Hold
from models.words import ACTIVE, Channel, MadeBy, Status


class Times(NamedTuple):
    """What an appointment takes of its doctor, in UTC."""

    starts_at: datetime
    ends_at: datetime
    busy_until: datetime


class BookingStore(MarkingStore):
    """The book of appointments. A patient is bound by notice and horizon; the front desk and doctors are not."""

    def hold(
        self,
        doctor_id: int,
        visit_type_id: int,
        start: datetime,
        conversation_id: int,
        now: datetime,
        *,
        valid: timedelta = timedelta(minutes=10),
    ) -> Hold:
        """Keep a time for a conversation, in place of what it held of that time. Raises as `book` does."""
        check_holds(self._session, conversation_id, now, self._clinic.require())
        visit, asker = self._clinic.visit(visit_type_id), Asker(now, conversation_id)
        times = self._allowed(doctor_id, visit, start, asker, "patient")
        row = AppointmentRow(
            doctor_id=doctor_id,
            visit_type_id=visit_type_id,
            status=Status.HELD,
            made_by="patient",
            conversation_id=conversation_id,
            expires_at=now + valid,
            created_at=now,
            updated_at=now,
            **times._asdict(),
        )
        with self._taking(doctor_id, times.starts_at, times.busy_until, asker):
            self._session.add(row)
        return Hold(
            known(row.id), doctor_id, visit_type_id, times.starts_at, times.ends_at, conversation_id, now + valid
        )

    def release_holds(self, conversation_id: int) -> int:
        """Give back all that a conversation holds; how many times that were."""
        return delete_holds(self._session, col(AppointmentRow.conversation_id) == conversation_id)

    def drop_lapsed_holds(self, now: datetime) -> int:
        """Housekeeping only: whoever wants a lapsed hold's time removes it themselves."""
        return delete_holds(self._session, col(AppointmentRow.expires_at) <= now)

    def book(
        self,
        doctor_id: int,
        visit_type_id: int,
        start: datetime,
        patient_id: int,
        now: datetime,
        *,
        by: MadeBy = "patient",
        channel: Channel | None = None,
        sender: str | None = None,
        conversation_id: int | None = None,
        reason: str | None = None,
        wants_reminders: bool = False,
        anyway: bool = False,
    ) -> Appointment:
        """Make an appointment, taking over what its conversation held of that time. `anyway`: outside hours too.

        Raises NotFree (TimeTaken where somebody was faster), TooMany (patients only) and NotFound; nothing is changed
        then.
        """
        visit, asker = self._clinic.visit(visit_type_id), Asker(now, conversation_id)
        patient = fetch(self._session, PatientRow, patient_id, "patient")
        if by == "patient":
            lock_account(self._session, patient.account_id)
            check_appointments(self.count_upcoming(patient.account_id, now), self._clinic.require())
        times = self._allowed(doctor_id, visit, start, asker, by, anyway=anyway)
        row = AppointmentRow(
            doctor_id=doctor_id,
            visit_type_id=visit_type_id,
            patient_id=patient_id,
            status=Status.BOOKED,
            made_by=by,
            channel=channel,
            sender=sender,
            conversation_id=conversation_id,
            reason=reason,
            wants_reminders=wants_reminders,
            created_at=now,
            updated_at=now,
            **times._asdict(),
        )
        with self._taking(doctor_id, times.starts_at, times.busy_until, asker):
            self._session.add(row)
        self._audit.add(now, by, "book", "appointment", known(row.id), start=times.starts_at.isoformat())
        return self.get(known(row.id))

    def move(
        self,
        appointment_id: int,
        start: datetime,
        now: datetime,
        *,
        doctor_id: int | None = None,
        by: MadeBy = "patient",
        conversation_id: int | None = None,
        anyway: bool = False,
    ) -> Appointment:
        """Give an appointment another time, perhaps another doctor; the same UPDATE gives its old time back.

        It counts as unconfirmed again; `anyway` as in `book`. Raises NotFree, TimeTaken, TooLate, IllegalChange,
        NotFound; nothing is changed then.
        """
        row = self._changeable(appointment_id, now, by, "moved")
        length, buffer, before = row.ends_at - row.starts_at, row.busy_until - row.ends_at, row.starts_at
        visit = Visit(length, buffer, row.visit_type_id)
        doctor_id = row.doctor_id if doctor_id is None else doctor_id
        asker = Asker(now, conversation_id, appointment_id)
        times = self._allowed(doctor_id, visit, start, asker, by, anyway=anyway)
        with self._taking(doctor_id, times.starts_at, times.busy_until, asker):
            row.doctor_id, row.status, row.updated_at = doctor_id, Status.BOOKED, now
            row.starts_at, row.ends_at, row.busy_until = times.starts_at, times.ends_at, times.busy_until
        moved = {"before": before.isoformat(), "start": times.starts_at.isoformat()}
        self._audit.add(now, by, "move", "appointment", appointment_id, **moved)
        return self.get(appointment_id)

    def cancel(self, appointment_id: int, now: datetime, *, by: MadeBy = "patient") -> Appointment:
        """Call an appointment off. Raises TooLate (patients only), IllegalChange and NotFound."""
        self._changeable(appointment_id, now, by, Status.CANCELLED)
        return self.set_status(appointment_id, Status.CANCELLED, now, by=by)

    def want_reminders(self, appointment_id: int, now: datetime, *, wanted: bool) -> Appointment:
        """Whether its patient wants to be reminded of it. Raises NotFound."""
        row = self._row(appointment_id)
        if row.wants_reminders != wanted:
            row.wants_reminders, row.updated_at = wanted, now
            self._session.flush()
        return self.get(appointment_id)

    def _allowed(
        self, doctor_id: int, visit: Visit, start: datetime, asker: Asker, by: MadeBy, *, anyway: bool = False
    ) -> Times:
        """The times such a visit would take. Raises NotFree or TimeTaken where the rules are against it."""
        queue_for(self._session, doctor_id)
        bounds = self._bounds(asker.now) if by == "patient" else None
        refusal = self._why_not(doctor_id, visit, start, asker, bounds)
        if refusal is not None and not (anyway and refusal in OVERRULED):
            self._refuse(doctor_id, start, refusal)
        start = start.astimezone(UTC)
        return Times(start, start + visit.length, start + visit.occupies)

    def _changeable(self, appointment_id: int, now: datetime, by: MadeBy, wanted: str) -> AppointmentRow:
        """The row, if it may be moved or cancelled by that person."""
        row = self._row(appointment_id)
        if row.status not in ACTIVE:
            raise IllegalChange(row.status, wanted)
        if by != "patient":
            return row
        match may_change(row.starts_at, active=True, now=now, notice=self._clinic.require().change_notice):
            case Refusal.GONE:
                raise IllegalChange("over", wanted)
            case Refusal.TOO_LATE:
                raise TooLate("It is too close to the appointment; only the front desk can change it now.")
        return row
