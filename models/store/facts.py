"""What the clinic file says, read whole and kept for as long as it stays so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.hours import Hours, other_weeks_from_json
from models.places import Place, places_from_json
from models.profile import profile_from_json
from models.reminding import from_json
from models.store.rows import known
from models.tables import (
    ClinicRow,
    ClinicVersionRow,
    ClosedHoursRow,
    DoctorRow,
    DoctorVisitTypeRow,
    HolidayRow,
    HoursOnRow,
    SpecialtyRow,
    VisitTypeRow,
    WorkingHoursRow,
)
from models.views import Clinic, Doctor, VisitType
from models.walltime import Minutes

Derived = TypeVar("Derived")


@dataclass(frozen=True, eq=False)
class Facts:
    """One version of it. Shared by all threads: nobody changes anything in it."""

    token: str
    clinic: Clinic | None
    doctors: tuple[Doctor, ...]  # in the clinic's own order, those who have left too
    visit_types: tuple[VisitType, ...]  # the same
    offered: frozenset[int]  # the ids of the visit types that may be booked
    hours: dict[int, Hours]  # by doctor
    closed: dict[date, list[Minutes]]
    holidays: tuple[date, ...]
    called: dict[str, tuple[str, ...]]  # what else people call each specialty that a doctor of the clinic has
    _derived: dict[Callable[[Facts], Any], Any] = field(default_factory=dict)

    def derive(self, work: Callable[[Facts], Derived]) -> Derived:
        """What `work` makes of this version, made once. It must be a function of its own, not one made on the way."""
        if work not in self._derived:
            self._derived[work] = work(self)
        found: Derived = self._derived[work]
        return found


class FactsCache:
    """The version that was read last, for all transactions of one database. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: Facts | None = None

    def get(self, token: str) -> Facts | None:
        """The facts as of this version, if it is the one that is kept."""
        kept = self._kept
        return kept if kept is not None and kept.token == token else None

    def put(self, facts: Facts) -> None:
        """Keep this version in place of another one."""
        self._kept = facts


def token_of(session: Session) -> str:
    """The version that this transaction sees now."""
    return session.execute(select(col(ClinicVersionRow.token))).scalar_one()


def read_facts(session: Session) -> Facts:
    """All of them as of one version: a transaction may see another one with every statement."""
    while True:
        before = token_of(session)
        facts = _read(session, before)
        if token_of(session) == before:
            return facts


def _read(session: Session, token: str) -> Facts:
    row = session.get(ClinicRow, 1, populate_existing=True)
    types = session.scalars(_fresh(select(VisitTypeRow).order_by(col(VisitTypeRow.position)))).all()
    closed = _closed_hours(session)
    return Facts(
        token,
        None if row is None else _clinic(row),
        _doctors(session),
        tuple(_visit_type(one) for one in types),
        frozenset(known(one.id) for one in types if one.active),
        _hours(session, closed),
        closed,
        tuple(session.scalars(select(col(HolidayRow.day)).order_by(col(HolidayRow.day)))),
        _called(session),
    )


def _fresh(query: Any) -> Any:
    return query.execution_options(populate_existing=True)


def _doctors(session: Session) -> tuple[Doctor, ...]:
    query = (
        select(DoctorRow, col(SpecialtyRow.name))
        .join(SpecialtyRow, col(SpecialtyRow.id) == col(DoctorRow.specialty_id))
        .order_by(col(DoctorRow.position), col(DoctorRow.id))
    )
    rows, kinds = session.execute(_fresh(query)).all(), _kinds(session)
    return tuple(_doctor(row, specialty, kinds.get(known(row.id), frozenset())) for row, specialty in rows)


def _kinds(session: Session) -> dict[int, frozenset[int]]:
    """The visit types of each doctor who does not do all of them."""
    row = DoctorVisitTypeRow
    kinds: defaultdict[int, set[int]] = defaultdict(set)
    for doctor_id, visit_type_id in session.execute(select(col(row.doctor_id), col(row.visit_type_id))):
        kinds[doctor_id].add(visit_type_id)
    return {doctor_id: frozenset(found) for doctor_id, found in kinds.items()}


def _called(session: Session) -> dict[str, tuple[str, ...]]:
    active = select(col(DoctorRow.specialty_id)).where(col(DoctorRow.active))
    query = select(col(SpecialtyRow.name), col(SpecialtyRow.also_called)).where(col(SpecialtyRow.id).in_(active))
    return {name: tuple(also) for name, also in session.execute(query.order_by(col(SpecialtyRow.id)))}


def _hours(session: Session, closed: dict[date, list[Minutes]]) -> dict[int, Hours]:
    """Each doctor's working hours; doctors without any are left out."""
    row = WorkingHoursRow
    query = select(col(row.doctor_id), col(row.weekday), col(row.start_minute), col(row.end_minute))
    weeks: defaultdict[int, defaultdict[int, list[Minutes]]] = defaultdict(lambda: defaultdict(list))
    for doctor_id, weekday, start, end in session.execute(query.order_by(col(row.weekday), col(row.start_minute))):
        weeks[doctor_id][weekday].append((start, end))
    dates = _hours_on(session)
    kept = select(col(DoctorRow.id), col(DoctorRow.other_weeks)).where(col(DoctorRow.other_weeks).is_not(None))
    read = {known(doctor_id): other_weeks_from_json(other) for doctor_id, other in session.execute(kept)}
    others = {doctor_id: other for doctor_id, other in read.items() if other is not None}
    return {
        doctor_id: Hours(dict(weeks.get(doctor_id, {})), closed, dates.get(doctor_id, {}), others.get(doctor_id))
        for doctor_id in dict.fromkeys((*weeks, *dates, *others))
    }


def _hours_on(session: Session) -> dict[int, dict[date, list[Minutes]]]:
    """What each doctor works on single days, in place of the weekday's hours."""
    row = HoursOnRow
    query = select(col(row.doctor_id), col(row.day), col(row.start_minute), col(row.end_minute))
    found: defaultdict[int, dict[date, list[Minutes]]] = defaultdict(dict)
    for doctor_id, day, start, end in session.execute(query.order_by(col(row.day), col(row.start_minute))):
        found[doctor_id].setdefault(day, []).append((start, end))
    return dict(found)


def _closed_hours(session: Session) -> dict[date, list[Minutes]]:
    row = ClosedHoursRow
    query = select(col(row.day), col(row.start_minute), col(row.end_minute))
    closed: defaultdict[date, list[Minutes]] = defaultdict(list)
    for day, start, end in session.execute(query.order_by(col(row.day), col(row.start_minute))):
        closed[day].append((start, end))
    return dict(closed)


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
