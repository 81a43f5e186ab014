"""Reading the book: free times, why a time cannot be had, and the appointments themselves."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, repeat

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models import rules, walltime
from models.errors import NotFound
from models.rules import Bounds, Interval, Refusal, Visit
from models.store.calendars import Asker, read_calendars
from models.store.clinic import ClinicStore
from models.store.rows import known
from models.tables import AppointmentRow, ChatLinkRow, DoctorRow, PatientRow, VisitTypeRow
from models.views import Appointment, FreeTime
from models.words import ACTIVE, Status

_FIRST_PART, _LONGEST_PART = timedelta(days=2), timedelta(days=32)

_Rows = tuple[AppointmentRow, str, PatientRow, str]


class BookingLookup:
    """The reading half of `BookingStore`."""

    def __init__(self, session: Session, clinic: ClinicStore) -> None:
        self._session = session
        self._clinic = clinic

    def free_times(
        self,
        doctor_ids: Collection[int] | None,
        visit_type_id: int,
        first: datetime,
        last: datetime,
        now: datetime,
        *,
        limit: int | None = None,
        ignoring: int | None = None,
        conversation_id: int | None = None,
    ) -> list[FreeTime]:
        """Times a patient may book that start in [first, last), soonest first, then in the order of `doctor_ids`.

        None stands for all doctors. `ignoring` is an appointment that gives up its own time; what `conversation_id`
        holds does not count as taken. With a `limit` only as much of the window is read as is needed.
        """
        if doctor_ids is None:
            doctor_ids = [doctor.id for doctor in self._clinic.doctors()]
        visit, bounds = self._clinic.visit(visit_type_id), self._bounds(now)
        first, last = max(first, bounds.earliest), min(last, bounds.latest + timedelta.resolution)
        asker = Asker(now, conversation_id, ignoring)
        found = (
            free
            for part in _parts(first, last, whole=limit is None)
            for free in self._free_in(doctor_ids, visit, *part, asker, bounds)
        )
        return list(islice(found, limit))

    def nearest(
        self,
        doctor_ids: Collection[int] | None,
        visit_type_id: int,
        start: datetime,
        now: datetime,
        *,
        limit: int = 3,
        ignoring: int | None = None,
        conversation_id: int | None = None,
    ) -> list[FreeTime]:
        """The free times nearest to `start`, those of the same local day before all others; in the order of time."""
        zone = self._clinic.require().timezone
        day = start.astimezone(zone).date()

        def free(first: datetime, last: datetime, at_most: int | None) -> list[FreeTime]:
            return self.free_times(
                doctor_ids,
                visit_type_id,
                first,
                last,
                now,
                limit=at_most,
                ignoring=ignoring,
                conversation_id=conversation_id,
            )

        def distance(one: FreeTime) -> tuple[bool, timedelta, bool]:
            another_day = one.starts_at.astimezone(zone).date() != day
            return another_day, abs(one.starts_at - start), one.starts_at < start

        around = [*free(start - timedelta(days=1), start, None), *free(start, datetime.max.replace(tzinfo=UTC), limit)]
        return sorted(sorted(around, key=distance)[:limit], key=lambda one: one.starts_at)

    def worked(self, doctor_id: int, first: date, count: int, now: datetime) -> dict[date, list[Interval]]:
        """When the doctor is there, time off and holidays left out, on those of so many days on which they are."""
        days = [first + timedelta(days=after) for after in range(count)]
        zone = self._clinic.require().timezone
        start, end = (walltime.moment(day, 0, zone) for day in (first, days[-1] + timedelta(days=1)))
        calendar = read_calendars(self._session, self._clinic, [doctor_id], start, end, Asker(now))[doctor_id]
        there = {day: rules.worked_on(calendar, day) for day in days}
        return {day: stretches for day, stretches in there.items() if stretches}

    def why_not(
        self,
        doctor_id: int,
        visit_type_id: int,
        start: datetime,
        now: datetime,
        *,
        ignoring: int | None = None,
        conversation_id: int | None = None,
    ) -> Refusal | None:
        """Why a patient cannot have that time; None if they can. `start` may be any minute, offered or not."""
        visit, asker = self._clinic.visit(visit_type_id), Asker(now, conversation_id, ignoring)
        return self._why_not(doctor_id, visit, start, asker, self._bounds(now))

    def may_change(self, appointment_id: int, now: datetime) -> Refusal | None:
        """Why its patient may not move or cancel it by themselves; None if they may. Raises NotFound."""
        one = self.get(appointment_id)
        notice = self._clinic.require().change_notice
        return rules.may_change(one.starts_at, active=one.status in ACTIVE, now=now, notice=notice)

    def get(self, appointment_id: int) -> Appointment:
        """One appointment; a hold is none. Raises NotFound."""
        found = self._appointments(_JOINED.where(col(AppointmentRow.id) == appointment_id))
        if not found:
            raise NotFound("appointment", appointment_id)
        return found[0]

    def seen_from(self, appointment_id: int, account_id: int, conversation_id: int | None) -> Appointment:
        """The appointment, if whoever writes there may see and change it. Raises NotFound for any other."""
        query = _JOINED.where(col(AppointmentRow.id) == appointment_id, _seen(account_id, conversation_id))
        found = self._appointments(query)
        if not found:
            raise NotFound("appointment", appointment_id)
        return found[0]

    def upcoming(self, account_id: int, conversation_id: int | None, now: datetime) -> list[Appointment]:
        """The active appointments that whoever writes there has and that have not ended, soonest first."""
        return self._appointments(
            _JOINED.where(_seen(account_id, conversation_id))
            .where(col(AppointmentRow.status).in_(ACTIVE), col(AppointmentRow.ends_at) > now)
            .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
        )

    def count_upcoming(self, account_id: int, now: datetime) -> int:
        """How many active appointments of an account have not ended."""
        own = (
            select(func.count())
            .select_from(AppointmentRow)
            .join(PatientRow)
            .where(
                col(PatientRow.account_id) == account_id,
                col(AppointmentRow.status).in_(ACTIVE),
                col(AppointmentRow.ends_at) > now,
            )
        )
        return self._session.scalar(own) or 0

    def find(
        self,
        *,
        first: datetime | None = None,
        last: datetime | None = None,
        doctor_id: int | None = None,
        patient_id: int | None = None,
        statuses: Collection[Status] | None = None,
        limit: int | None = None,
        without: Collection[int] = (),
    ) -> list[Appointment]:
        """Appointments that start in [first, last), by start; those in `without` are left out."""
        query = _JOINED.order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id)).limit(limit)
        if without:
            query = query.where(col(AppointmentRow.id).not_in(without))
        if first is not None:
            query = query.where(col(AppointmentRow.starts_at) >= first)
        if last is not None:
            query = query.where(col(AppointmentRow.starts_at) < last)
        if doctor_id is not None:
            query = query.where(col(AppointmentRow.doctor_id) == doctor_id)
        if patient_id is not None:
            query = query.where(col(AppointmentRow.patient_id) == patient_id)
        if statuses is not None:
            query = query.where(col(AppointmentRow.status).in_(statuses))
        return self._appointments(query)

    def _bounds(self, now: datetime) -> Bounds:
        clinic = self._clinic.require()
        return Bounds(now, clinic.min_notice, clinic.horizon)

    def _why_not(
        self, doctor_id: int, visit: Visit, start: datetime, asker: Asker, bounds: Bounds | None
    ) -> Refusal | None:
        calendars = read_calendars(self._session, self._clinic, [doctor_id], start, start, asker)
        return rules.is_free(calendars[doctor_id], visit, start, bounds)

    def _free_in(
        self,
        doctor_ids: Collection[int],
        visit: Visit,
        first: datetime,
        last: datetime,
        asker: Asker,
        bounds: Bounds,
    ) -> Iterator[FreeTime]:
        calendars = read_calendars(self._session, self._clinic, doctor_ids, first, last, asker)
        streams = (
            zip(rules.free_times(calendar, visit, first, last, bounds), repeat(place), repeat(doctor_id))
            for place, (doctor_id, calendar) in enumerate(calendars.items())
        )
        for start, _, doctor_id in heapq.merge(*streams):
            yield FreeTime(doctor_id, start, start + visit.length)

    def _appointments(self, query: Select[*_Rows]) -> list[Appointment]:
        rows = self._session.execute(query.execution_options(populate_existing=True))
        return [appointment_view(*row) for row in rows]


_JOINED: Select[*_Rows] = (
    select(AppointmentRow, col(DoctorRow.name), PatientRow, col(VisitTypeRow.name))
    .join(DoctorRow, col(DoctorRow.id) == col(AppointmentRow.doctor_id))
    .join(PatientRow, col(PatientRow.id) == col(AppointmentRow.patient_id))
    .join(VisitTypeRow, col(VisitTypeRow.id) == col(AppointmentRow.visit_type_id))
    .where(col(AppointmentRow.status) != Status.HELD)
)


def _seen(account_id: int, conversation_id: int | None) -> ColumnElement[bool]:
    """The account's own appointments, and those that are tied to the very chat, where one writes from a chat."""
    if conversation_id is None:
        return col(PatientRow.account_id) == account_id
    tied = select(col(ChatLinkRow.appointment_id)).where(col(ChatLinkRow.conversation_id) == conversation_id)
    return or_(col(PatientRow.account_id) == account_id, col(AppointmentRow.id).in_(tied))


def _parts(first: datetime, last: datetime, *, whole: bool) -> Iterator[tuple[datetime, datetime]]:
    """The window in pieces that grow, so that the first few times are found without reading all of it."""
    length = last - first if whole else _FIRST_PART
    while first < last:
        yield first, min(first + length, last)
        first, length = first + length, min(length * 4, _LONGEST_PART)


def appointment_view(row: AppointmentRow, doctor: str, patient: PatientRow, visit_type: str) -> Appointment:
    """The row as a frozen value, with the names it is spoken of by."""
    return Appointment(
        id=known(row.id),
        doctor_id=row.doctor_id,
        doctor=doctor,
        patient_id=known(patient.id),
        patient=patient.name,
        account_id=patient.account_id,
        visit_type_id=row.visit_type_id,
        visit_type=visit_type,
        starts_at=row.starts_at.astimezone(UTC),
        ends_at=row.ends_at.astimezone(UTC),
        busy_until=row.busy_until.astimezone(UTC),
        status=Status(row.status),
        reason=row.reason,
        channel=row.channel,
        sender=row.sender,
        made_by=row.made_by,  # type: ignore[arg-type]
        wants_reminders=row.wants_reminders,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
