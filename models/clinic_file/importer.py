"""Bringing the clinic's memory in line with its file: what the file no longer says is gone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from models.clinic_file.changes import (
    change_clinic,
    change_closed_hours,
    change_holidays,
    change_specialties,
    change_visit_types,
)
from models.clinic_file.doctors import change_doctors
from models.clinic_file.document import ClinicFile
from models.clinic_file.orphans import orphans
from models.clinic_file.zone import Keep, ZoneChange, keep_wall, touched
from models.errors import WouldOrphan
from models.store import Store


def import_clinic(
    store: Store,
    file: ClinicFile,
    now: datetime,
    *,
    force: bool = False,
    keep: Keep | None = None,
    by: str = "desk",
) -> list[str]:
    """Import a clinic file; what changed, as sentences. Importing the same again changes nothing.

    Raises WouldOrphan, and changes nothing, where appointments to come would lose their time; with `force` they stay
    as they are, for somebody to move or cancel. Another time zone needs a decision where visits are to come: `keep`
    their clocks or their instant. Raises ZoneChange without one.
    """
    clinic, visits = store.clinic.get(), touched(store, file.clinic.timezone, now)
    if clinic is not None and visits and keep is None:
        raise ZoneChange(clinic.timezone, ZoneInfo(file.clinic.timezone), visits)
    with store.clinic.changing(), store.session.begin_nested():
        before = {one.id for one in orphans(store, now)}
        changes = [
            *change_clinic(store.session, file.clinic, file.reminders),
            *change_visit_types(store.session, file.visit_types),
            *change_doctors(store.session, file.doctors, ZoneInfo(file.clinic.timezone)),
            *change_specialties(store.session, file.specialties),
            *change_holidays(store.session, file.holidays),
            *change_closed_hours(store.session, file.closed_hours),
        ]
        changes += _part_with_chats(store, now, by)
        if clinic is not None and keep is Keep.WALL:
            keep_wall(store, visits, clinic.timezone, ZoneInfo(file.clinic.timezone), now)
        store.session.flush()
        left = [one for one in orphans(store, now) if one.id not in before] if changes else []
        if left and not force:
            raise WouldOrphan(left, store.clinic.require().timezone)
    zone = store.clinic.require().timezone
    starts = {one.id: f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M %Z}" for one in left}
    changes += [f"Left without a time: appointment {number}, {start}." for number, start in starts.items()]
    if changes:
        store.audit.add(now, by, "import", "clinic", 1, changes=len(changes), orphans=len(left))
    return changes


def _part_with_chats(store: Store, now: datetime, by: str) -> list[str]:
    """A doctor who has left does not go on reading the agenda: their chat is an ordinary conversation again."""
    store.session.flush()
    here = {doctor.id for doctor in store.clinic.doctors()}
    left = [chat for chat in store.doctor_chats.all() if chat.doctor_id not in here]
    for chat in left:
        store.doctor_chats.unlink(chat.doctor_id, now, by=by)
    return [f"Unlinked the {chat.channel} chat of {chat.doctor}, who has left." for chat in left]
