"""The clinic, its doctors and their working time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.errors import NoClinic
from models.hours import Hours, OtherWeeks, other_weeks_from_json
from models.places import Place, places_from_json
from models.profile import profile_from_json
from models.reminding import from_json
from models.rules import Interval, Visit
from models.store.audit import AuditStore
from models.store.rows import fetch, known
from models.tables import (
    ClinicRow,
    ClosedHoursRow,
    DoctorRow,
    DoctorVisitTypeRow,
    HolidayRow,
    HoursOnRow,
    SpecialtyRow,
    TimeOffRow,
    VisitTypeRow,
    WorkingHoursRow,
)
from models.views import Clinic, Doctor, VisitType
from models.walltime import Minutes


class ClinicStore:
    """What the clinic file says; see `models.clinic_file` for how it gets here."""

    def __init__(self, session: Session, audit: AuditStore) -> None:
        self._session = session
        self._audit = audit

    def get(self) -> Clinic | None:
        """The clinic; None before a clinic file was imported."""
        row = self._session.get(ClinicRow, 1)
        return None if row is None else _clinic(row)

    def require(self) -> Clinic:
        """The clinic. Raises NoClinic before a clinic file was imported."""
        row = self._session.get(ClinicRow, 1)
        if row is None:
            raise NoClinic
        return _clinic(row)

    def doctors(self, *, former: bool = False) -> list[Doctor]:
        """The doctors in the clinic's own order; with `former`, those who have left as well."""
        query = (
            select(DoctorRow, col(SpecialtyRow.name))
            .join(SpecialtyRow, col(SpecialtyRow.id) == col(DoctorRow.specialty_id))
            .order_by(col(DoctorRow.position), col(DoctorRow.id))
        )
        if not former:
            query = query.where(col(DoctorRow.active))
        rows, kinds = self._session.execute(query), self.kinds_of()
        return [_doctor(row, specialty, kinds.get(known(row.id), frozenset())) for row, specialty in rows]

    def kinds_of(self, doctor_ids: Collection[int] | None = None) -> dict[int, frozenset[int]]:
        """The visit types of each doctor who does not do all of them."""
        query = select(DoctorVisitTypeRow)
        if doctor_ids is not None:
            query = query.where(col(DoctorVisitTypeRow.doctor_id).in_(doctor_ids))
        kinds: defaultdict[int, set[int]] = defaultdict(set)
        for row in self._session.scalars(query):
            kinds[row.doctor_id].add(row.visit_type_id)
        return {doctor_id: frozenset(found) for doctor_id, found in kinds.items()}

    def specialties_called(self) -> dict[str, tuple[str, ...]]:
        """What else people call each specialty that a doctor of the clinic has."""
        active = select(col(DoctorRow.specialty_id)).where(col(DoctorRow.active))
        query = select(SpecialtyRow).where(col(SpecialtyRow.id).in_(active)).order_by(col(SpecialtyRow.id))
        return {row.name: tuple(row.also_called) for row in self._session.scalars(query)}

    def visit_types(self) -> list[VisitType]:
        """The visit types in the clinic's own order; the first is meant where none is named."""
        query = select(VisitTypeRow).where(col(VisitTypeRow.active)).order_by(col(VisitTypeRow.position))
        return [_visit_type(row) for row in self._session.scalars(query)]

    def visit_type(self, visit_type_id: int) -> VisitType:
        """One visit type, also one that is no longer offered. Raises NotFound."""
        return _visit_type(fetch(self._session, VisitTypeRow, visit_type_id, "visit type"))

    def visit(self, visit_type_id: int) -> Visit:
        """How long such a visit takes. Raises NotFound."""
        row = fetch(self._session, VisitTypeRow, visit_type_id, "visit type")
        return Visit(timedelta(minutes=row.minutes), timedelta(minutes=row.buffer_minutes), visit_type_id)

    def hours(self, doctor_ids: Collection[int] | None = None) -> dict[int, Hours]:
        """Each doctor's working hours; doctors without any are left out."""
        row = WorkingHoursRow
        columns = (col(row.doctor_id), col(row.weekday), col(row.start_minute), col(row.end_minute))
        query = select(*columns).order_by(col(row.weekday), col(row.start_minute))
        if doctor_ids is not None:
            query = query.where(col(row.doctor_id).in_(doctor_ids))
        weeks: defaultdict[int, defaultdict[int, list[Minutes]]] = defaultdict(lambda: defaultdict(list))
        for doctor_id, weekday, start, end in self._session.execute(query):
            weeks[doctor_id][weekday].append((start, end))
        closed, dates, others = self.closed_hours(), self._hours_on(doctor_ids), self._other_weeks(doctor_ids)
        return {
            doctor_id: Hours(dict(weeks.get(doctor_id, {})), closed, dates.get(doctor_id, {}), others.get(doctor_id))
            for doctor_id in dict.fromkeys((*weeks, *dates, *others))
        }

    def _other_weeks(self, doctor_ids: Collection[int] | None) -> dict[int, OtherWeeks]:
        """What each doctor works every other week, in place of the usual hours."""
        query = select(col(DoctorRow.id), col(DoctorRow.other_weeks)).where(col(DoctorRow.other_weeks).is_not(None))
        if doctor_ids is not None:
            query = query.where(col(DoctorRow.id).in_(doctor_ids))
        found = {known(doctor_id): other_weeks_from_json(kept) for doctor_id, kept in self._session.execute(query)}
        return {doctor_id: other for doctor_id, other in found.items() if other is not None}

    def _hours_on(self, doctor_ids: Collection[int] | None) -> dict[int, dict[date, list[Minutes]]]:
        """What each doctor works on single days, in place of the weekday's hours."""
        row = HoursOnRow
        query = select(row).order_by(col(row.day), col(row.start_minute))
        if doctor_ids is not None:
            query = query.where(col(row.doctor_id).in_(doctor_ids))
        found: defaultdict[int, dict[date, list[Minutes]]] = defaultdict(dict)
        for one in self._session.scalars(query):
            found[one.doctor_id].setdefault(one.day, []).append((one.start_minute, one.end_minute))
        return dict(found)

    def closed_hours(self) -> dict[date, list[Minutes]]:
        """The hours on which the clinic is closed, by day, besides its holidays."""
        row = ClosedHoursRow
        closed: defaultdict[date, list[Minutes]] = defaultdict(list)
        for one in self._session.scalars(select(row).order_by(col(row.day), col(row.start_minute))):
            closed[one.day].append((one.start_minute, one.end_minute))
        return dict(closed)

    def holidays(self, first: date | None = None, last: date | None = None) -> list[date]:
        """The days from `first` to `last` on which the clinic is closed, in order."""
        query = select(col(HolidayRow.day)).order_by(col(HolidayRow.day))
        if first is not None:
            query = query.where(col(HolidayRow.day) >= first)
        if last is not None:
            query = query.where(col(HolidayRow.day) <= last)
        return list(self._session.scalars(query))

    def time_off(self, doctor_ids: Collection[int], first: datetime, last: datetime) -> dict[int, list[Interval]]:
        """When these doctors are away within [first, last), in order; doctors who are not are left out."""
        query = (
            select(TimeOffRow)
            .where(col(TimeOffRow.doctor_id).in_(doctor_ids))
            .where(col(TimeOffRow.ends_at) > first, col(TimeOffRow.starts_at) < last)
            .order_by(col(TimeOffRow.starts_at))
        )
        away: defaultdict[int, list[Interval]] = defaultdict(list)
        for row in self._session.scalars(query):
            away[row.doctor_id].append((row.starts_at.astimezone(UTC), row.ends_at.astimezone(UTC)))
        return dict(away)


def _clinic(row: ClinicRow) -> Clinic:
    return Clinic(
        name=row.name,
        timezone=ZoneInfo(row.timezone),
        phone=row.phone,
        address=row.address,
        emergency_number=row.emergency_number,
        min_notice=timedelta(minutes=row.min_notice_minutes),
        change_notice=timedelta(minutes=row.change_notice_minutes),
        horizon=timedelta(days=row.horizon_days),
        day_first=row.day_first,
        info=dict(row.info),
        reminders=from_json(row.reminders),
        most_appointments=row.most_appointments,
        most_holds=row.most_holds,
        crisis_number=row.crisis_number,
        out_of_hours_number=row.out_of_hours_number,
        email=row.email,
        agenda_names=row.agenda_names,  # type: ignore[arg-type]  # the clinic file's reader keeps it to these words
    )


def _doctor(row: DoctorRow, specialty: str, kinds: frozenset[int]) -> Doctor:
    place, places = Place(row.room, row.address), places_from_json(row.places)
    return Doctor(known(row.id), row.name, specialty, row.active, kinds, place, places, profile_from_json(row.profile))


def _visit_type(row: VisitTypeRow) -> VisitType:
    leads = None if row.reminders is None else tuple(row.reminders)
    return VisitType(
        known(row.id), row.name, row.minutes, row.buffer_minutes, row.preparation, leads, tuple(row.also_called)
    )
