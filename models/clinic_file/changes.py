"""Changing the clinic itself, its visit types and its holidays. Each change is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.clinic_file.document import ClinicPart, SpecialtyPart, VisitTypePart
from models.reminding import ReminderRules, to_json
from models.tables import ClinicRow, ClosedHoursRow, HolidayRow, SpecialtyRow, VisitTypeRow
from models.walltime import Minutes


def change_clinic(session: Session, part: ClinicPart, reminders: ReminderRules) -> Iterator[str]:
    """The clinic's own row."""
    row = session.get(ClinicRow, 1)
    values = {**asdict(part), "info": dict(part.info), "reminders": to_json(reminders)}
    if row is None:
        session.add(ClinicRow(**values))
        yield f"Added the clinic {part.name}: times in {part.timezone}, emergency number {part.emergency_number}."
        return
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            told = "" if name in ("info", "reminders") else f" from {before} to {value}"
            yield f"Changed the clinic's {name}{told}."


def change_visit_types(session: Session, parts: tuple[VisitTypePart, ...]) -> Iterator[str]:
    """Visit types; one that is gone from the file stays, inactive, for the appointments that have it."""
    rows = {row.name: row for row in session.scalars(select(VisitTypeRow))}
    for position, part in enumerate(parts):
        leads = None if part.reminders is None else list(part.reminders)
        also = list(part.also_called)
        values = {**asdict(part), "reminders": leads, "also_called": also, "position": position, "active": True}
        row = rows.pop(part.name, None)
        if row is None:
            session.add(VisitTypeRow(**values))
            yield f"Added the visit type {_told(part)}."
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            yield f"Changed the visit type {_told(part)}."
    for row in rows.values():
        if row.active:
            row.active = False
            yield f"Removed the visit type {row.name}."


def change_specialties(session: Session, parts: tuple[SpecialtyPart, ...]) -> Iterator[str]:
    """What else people call the specialties that the doctors have."""
    also = {part.name: list(part.also_called) for part in parts}
    for row in session.scalars(select(SpecialtyRow).order_by(col(SpecialtyRow.name))):
        wanted = also.get(row.name, [])
        if row.also_called != wanted:
            row.also_called = wanted
            yield f"Changed what else {row.name} is called: {', '.join(wanted) or 'nothing'}."


def change_holidays(session: Session, days: tuple[date, ...]) -> Iterator[str]:
    """Holidays, past ones included."""
    before = set(session.scalars(select(col(HolidayRow.day))))
    for day in sorted(set(days) - before):
        session.add(HolidayRow(day=day))
        yield f"Added the holiday {day}."
    for day in sorted(before - set(days)):
        session.execute(delete(HolidayRow).where(col(HolidayRow.day) == day))
        yield f"Removed the holiday {day}."


def change_closed_hours(session: Session, hours: tuple[tuple[date, Minutes], ...]) -> Iterator[str]:
    """Hours on which the clinic is closed on a day of its own, past ones included."""
    before = {(row.day, (row.start_minute, row.end_minute)): row for row in session.scalars(select(ClosedHoursRow))}
    for gone in sorted(before.keys() - set(hours)):
        session.delete(before[gone])
        yield f"Open again: {_closed(*gone)}."
    session.flush()
    for day, (start, end) in sorted(set(hours) - before.keys()):
        session.add(ClosedHoursRow(day=day, start_minute=start, end_minute=end))
        yield f"Closed: {_closed(day, (start, end))}."


def _closed(day: date, hours: Minutes) -> str:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in hours)
    return f"{day} from {start} to {end}"


def _told(part: VisitTypePart) -> str:
    buffer = f" and a buffer of {part.buffer_minutes}" if part.buffer_minutes else ""
    return f"{part.name}: {part.minutes} minutes{buffer}"
