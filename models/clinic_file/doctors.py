"""Changing the doctors, their hours and their time off. Each change is told in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.clinic_file.document import DoctorPart
from models.clinic_file.particulars import change_particulars
from models.clinic_file.single_days import change_hours_on
from models.names import spelt
from models.store.rows import known
from models.tables import DoctorRow, HoursOnRow, SpecialtyRow, TimeOffRow, WorkingHoursRow

Stretch = tuple[int, int, int]
"""Weekday, first minute, last minute."""

Away = tuple[datetime, datetime]


def change_doctors(session: Session, parts: tuple[DoctorPart, ...], zone: ZoneInfo) -> Iterator[str]:
    """All doctors; changes are told in `zone`. One that is gone from the file stays, inactive and without hours, for
    past appointments."""
    rows, doubles = _by_name(session)
    doubled = {spelt(row.name) for row in doubles}
    specialties = _specialties(session, parts)
    hours, away = _hours(session), _time_off(session)
    for position, part in enumerate(parts):
        row = rows.pop(part.name, None)
        is_new = row is None
        values: dict[str, object] = {"specialty_id": specialties[part.specialty], "position": position, "active": True}
        if part.name not in doubled:  # two rows never have one name
            values["name"] = part.name
        if row is None:
            row = DoctorRow(name=part.name, specialty_id=specialties[part.specialty], position=position)
            session.add(row)
            session.flush()
            yield f"Added {part.name}, {part.specialty}."
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            yield f"Changed {part.name}: {part.specialty}, place {position + 1} in the list."
        doctor_id = known(row.id)
        wanted = {(day, start, end) for day, stretches in part.hours.items() for start, end in stretches}
        if _change_hours(session, doctor_id, hours[doctor_id], wanted) and not is_new:
            yield f"Changed the hours of {part.name}."
        yield from change_hours_on(session, doctor_id, part)
        yield from change_particulars(session, doctor_id, part, told=not is_new)
        yield from _change_time_off(session, doctor_id, part, away[doctor_id], zone)
    yield from _retire(session, [row for row in (*doubles, *rows.values()) if row.active])


def _by_name(session: Session) -> tuple[dict[str, DoctorRow], list[DoctorRow]]:
    """All doctors by name, and whoever an earlier import took for another one for how the name's letters are composed:
    the one that is active, else the first, is the doctor."""
    rows: dict[str, DoctorRow] = {}
    doubles = []
    for row in sorted(session.scalars(select(DoctorRow)), key=lambda row: (not row.active, known(row.id))):
        if spelt(row.name) in rows:
            doubles.append(row)
        rows.setdefault(spelt(row.name), row)
    return rows, doubles


def _specialties(session: Session, parts: tuple[DoctorPart, ...]) -> dict[str, int]:
    """The ids of all specialties, those of the file included."""
    rows = {row.name: row for row in session.scalars(select(SpecialtyRow))}
    for part in parts:
        if part.specialty not in rows:
            rows[part.specialty] = SpecialtyRow(name=part.specialty)
            session.add(rows[part.specialty])
    session.flush()
    return {name: known(row.id) for name, row in rows.items()}


def _hours(session: Session) -> defaultdict[int, set[Stretch]]:
    hours: defaultdict[int, set[Stretch]] = defaultdict(set)
    for row in session.scalars(select(WorkingHoursRow)):
        hours[row.doctor_id].add((row.weekday, row.start_minute, row.end_minute))
    return hours


def _time_off(session: Session) -> defaultdict[int, dict[Away, TimeOffRow]]:
    away: defaultdict[int, dict[Away, TimeOffRow]] = defaultdict(dict)
    for row in session.scalars(select(TimeOffRow)):
        away[row.doctor_id][row.starts_at, row.ends_at] = row
    return away


def _change_hours(session: Session, doctor_id: int, before: set[Stretch], wanted: set[Stretch]) -> bool:
    """Replace a doctor's hours; whether they differed."""
    if before == wanted:
        return False
    session.execute(delete(WorkingHoursRow).where(col(WorkingHoursRow.doctor_id) == doctor_id))
    session.add_all(
        WorkingHoursRow(doctor_id=doctor_id, weekday=weekday, start_minute=start, end_minute=end)
        for weekday, start, end in sorted(wanted)
    )
    return True


def _change_time_off(
    session: Session, doctor_id: int, part: DoctorPart, before: dict[Away, TimeOffRow], zone: ZoneInfo
) -> Iterator[str]:
    """The file's own time off; what a doctor or the desk entered is theirs to take back."""
    for starts_at, ends_at in part.time_off:
        if (starts_at, ends_at) not in before:
            session.add(TimeOffRow(doctor_id=doctor_id, starts_at=starts_at, ends_at=ends_at, from_file=True))
            yield f"Added time off of {part.name}: {_told(starts_at, ends_at, zone)}."
    for interval, row in before.items():
        if row.from_file and interval not in part.time_off:
            session.delete(row)
            yield f"Removed time off of {part.name}: {_told(*interval, zone)}."


def _retire(session: Session, rows: list[DoctorRow]) -> Iterator[str]:
    for row in rows:
        row.active, row.other_weeks = False, None
        session.execute(delete(WorkingHoursRow).where(col(WorkingHoursRow.doctor_id) == row.id))
        session.execute(delete(HoursOnRow).where(col(HoursOnRow.doctor_id) == row.id))
        yield f"Removed {row.name}."


def _told(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    return " to ".join(f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (starts_at, ends_at))
