"""Writing the book: book, move, swap, cancel. The database itself refuses whatever would book a doctor twice."""

from __future__ import annotations

from datetime import datetime

from models.errors import IllegalChange, TooLate
from models.rules import Refusal, Visit, may_change
from models.store.calendars import Asker
from models.store.caps import check_appointments, lock_account
from models.store.holds import HoldStore
from models.store.lookup import appointment_view
from models.store.rows import fetch, known
from models.store.taking import queue_for
from models.tables import AppointmentRow, PatientRow
from models.views import Appointment
from models.words import ACTIVE, MADE_BY, ActorKind, Channel, Status


class BookingStore(HoldStore):
    """The book of appointments. A patient is bound by notice and horizon; the front desk and doctors are not."""

    def book(
        self,
        doctor_id: int,
        visit_type_id: int,
        start: datetime,
        patient_id: int,
        now: datetime,
        *,
        by: ActorKind = "patient",
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
        times = self._allowed(doctor_id, visit, start, asker, bound=by == "patient", anyway=anyway)
        row = AppointmentRow(
            doctor_id=doctor_id,
            visit_type_id=visit_type_id,
            patient_id=patient_id,
            status=Status.BOOKED,
            made_by=by if by in MADE_BY else "desk",
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
        doctor = next(one for one in self._clinic.doctors(former=True) if one.id == doctor_id)
        return appointment_view(row, doctor.name, patient, self._clinic.visit_type(visit_type_id).name)

    def move(
        self,
        appointment_id: int,
        start: datetime,
        now: datetime,
        *,
        doctor_id: int | None = None,
        by: ActorKind = "patient",
        conversation_id: int | None = None,
        anyway: bool = False,
        bound: bool | None = None,
    ) -> Appointment:
        """Give an appointment another time, perhaps another doctor; the same UPDATE gives its old time back.

        It counts as unconfirmed again; `anyway` as in `book`. `bound`: whether to the clinic's notice and horizon, as
        patients are unless said otherwise. Raises NotFree, TimeTaken, TooLate, IllegalChange, NotFound; nothing is
        changed then.
        """
        bound = by == "patient" if bound is None else bound
        row = self._changeable(appointment_id, now, "moved", bound=bound)
        asker = Asker(now, conversation_id, appointment_id)
        return self._put(row, doctor_id or row.doctor_id, start, asker, by, bound=bound, anyway=anyway)

    def swap(
        self, appointment_id: int, other_id: int, now: datetime, *, by: ActorKind = "patient", bound: bool | None = None
    ) -> tuple[Appointment, Appointment]:
        """Two appointments take each other's doctor and start, at no moment two on one time; `bound` as in `move`.

        Raises as `move` does; neither is changed then.
        """
        bound = by == "patient" if bound is None else bound
        with self._session.begin_nested():
            row, other = (self._changeable(number, now, "moved", bound=bound) for number in (appointment_id, other_id))
            mine, theirs = (row.doctor_id, row.starts_at), (other.doctor_id, other.starts_at)
            for doctor_id in sorted({mine[0], theirs[0]}):
                queue_for(self._session, doctor_id)
            row.status = Status.CANCELLED  # its time is free for the other; nobody sees this
            self._session.flush()
            second = self._put(other, *mine, Asker(now, ignoring=other_id), by, bound=bound)
            first = self._put(row, *theirs, Asker(now, ignoring=appointment_id), by, bound=bound)
        return first, second

    def cancel(
        self, appointment_id: int, now: datetime, *, by: ActorKind = "patient", bound: bool | None = None
    ) -> Appointment:
        """Call an appointment off; `bound` as in `move`. Raises TooLate, IllegalChange and NotFound."""
        self._changeable(appointment_id, now, Status.CANCELLED, bound=by == "patient" if bound is None else bound)
        return self.set_status(appointment_id, Status.CANCELLED, now, by=by)

    def want_reminders(
        self, appointment_id: int, now: datetime, *, wanted: bool, by: ActorKind = "patient"
    ) -> Appointment:
        """Whether its patient wants to be reminded of it. Raises NotFound."""
        row = self._row(appointment_id)
        if row.wants_reminders != wanted:
            row.wants_reminders, row.updated_at = wanted, now
            self._audit.add(now, by, "want_reminders", "appointment", appointment_id, wanted=wanted)
            self._session.flush()
        return self.get(appointment_id)

    def _put(
        self,
        row: AppointmentRow,
        doctor_id: int,
        start: datetime,
        asker: Asker,
        by: ActorKind,
        *,
        bound: bool,
        anyway: bool = False,
    ) -> Appointment:
        """Give a row that time of that doctor."""
        length, buffer, before = row.ends_at - row.starts_at, row.busy_until - row.ends_at, row.starts_at
        visit = Visit(length, buffer, row.visit_type_id)
        times = self._allowed(doctor_id, visit, start, asker, bound=bound, anyway=anyway)
        with self._taking(doctor_id, times.starts_at, times.busy_until, asker):
            row.doctor_id, row.status, row.updated_at = doctor_id, Status.BOOKED, asker.now
            row.starts_at, row.ends_at, row.busy_until = times.starts_at, times.ends_at, times.busy_until
        moved = {"before": before.isoformat(), "start": times.starts_at.isoformat()}
        self._audit.add(asker.now, by, "move", "appointment", known(row.id), **moved)
        return self.get(known(row.id))

    def _changeable(self, appointment_id: int, now: datetime, wanted: str, *, bound: bool) -> AppointmentRow:
        """The row, if it may be moved or cancelled by whoever is bound by the clinic's notice, or is not."""
        row = self._row(appointment_id)
        if row.status not in ACTIVE:
            raise IllegalChange(row.status, wanted)
        if not bound:
            return row
        match may_change(row.starts_at, active=True, now=now, notice=self._clinic.require().change_notice):
            case Refusal.GONE:
                raise IllegalChange("over", wanted)
            case Refusal.TOO_LATE:
                raise TooLate("It is too close to the appointment; only the front desk can change it now.")
        return row
