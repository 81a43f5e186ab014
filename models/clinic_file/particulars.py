"""Changing what a doctor does, where, what they work every other week, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.clinic_file.document import DoctorPart
from models.hours import other_weeks_to_json
from models.places import places_to_json
from models.profile import profile_to_json
from models.store.rows import known
from models.tables import DoctorRow, DoctorVisitTypeRow, VisitTypeRow


def change_particulars(session: Session, doctor_id: int, part: DoctorPart, *, told: bool) -> Iterator[str]:
    """Bring them in line with the file; `told`: what changed, in sentences."""
    changes = [
        (_other_weeks(session, doctor_id, part), f"Changed the hours of {part.name} every other week."),
        (_visit_types(session, doctor_id, part), f"Changed the visit types of {part.name}: {_kinds(part)}."),
        (_places(session, doctor_id, part), f"Changed where {part.name} sees people."),
        (_profile(session, doctor_id, part), f"Changed what is told of {part.name}."),
    ]
    yield from (sentence for changed, sentence in changes if changed and told)


def _kinds(part: DoctorPart) -> str:
    return ", ".join(part.visit_types) or "all of them"


def _other_weeks(session: Session, doctor_id: int, part: DoctorPart) -> bool:
    row, wanted = session.get_one(DoctorRow, doctor_id), other_weeks_to_json(part.other_weeks)
    changed, row.other_weeks = row.other_weeks != wanted, wanted
    return changed


def _visit_types(session: Session, doctor_id: int, part: DoctorPart) -> bool:
    link = DoctorVisitTypeRow
    names = select(VisitTypeRow).where(col(VisitTypeRow.name).in_(part.visit_types))
    wanted = {known(one.id) for one in session.scalars(names)}
    before = set(session.scalars(select(col(link.visit_type_id)).where(col(link.doctor_id) == doctor_id)))
    if wanted == before:
        return False
    session.execute(delete(link).where(col(link.doctor_id) == doctor_id))
    session.add_all(link(doctor_id=doctor_id, visit_type_id=kind) for kind in sorted(wanted))
    return True


def _places(session: Session, doctor_id: int, part: DoctorPart) -> bool:
    row = session.get_one(DoctorRow, doctor_id)
    before = (row.room, row.address, row.places)
    row.room, row.address, row.places = part.place.room, part.place.address, places_to_json(part.places)
    return before != (row.room, row.address, row.places)


def _profile(session: Session, doctor_id: int, part: DoctorPart) -> bool:
    row, wanted = session.get_one(DoctorRow, doctor_id), profile_to_json(part.profile)
    changed, row.profile = row.profile != wanted, wanted
    return changed
