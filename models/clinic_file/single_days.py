"""Changing what a doctor works on single days."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.clinic_file.document import DoctorPart
from models.tables import HoursOnRow


def change_hours_on(session: Session, doctor_id: int, part: DoctorPart) -> Iterator[str]:
    """A doctor's hours on single days, past ones included; told day by day."""
    row = HoursOnRow
    rows = session.scalars(select(row).where(col(row.doctor_id) == doctor_id))
    before = {(one.day, one.start_minute, one.end_minute) for one in rows}
    wanted = {(day, start, end) for day, stretches in part.hours_on.items() for start, end in stretches}
    days = {day for day, _, _ in before ^ wanted}
    session.execute(delete(row).where(col(row.doctor_id) == doctor_id, col(row.day).in_(days)))
    session.add_all(
        row(doctor_id=doctor_id, day=day, start_minute=start, end_minute=end)
        for day, start, end in sorted(wanted)
        if day in days
    )
    for day in sorted(days):
        yield f"Changed the hours of {part.name} on {day}."
