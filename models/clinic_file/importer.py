"""Bringing the clinic's memory in line with its file: what the file no longer says is gone."""

from __future__ import annotations

from datetime import datetime

from models.clinic_file.changes import change_clinic, change_holidays, change_visit_types
from models.clinic_file.doctors import change_doctors
from models.clinic_file.document import ClinicFile
from models.clinic_file.orphans import orphans
from models.errors import WouldOrphan
from models.store import Store


def import_clinic(store: Store, file: ClinicFile, now: datetime, *, force: bool = False, by: str = "desk") -> list[str]:
    """Import a clinic file; what changed, as sentences. Importing the same again changes nothing.

    Raises WouldOrphan, and changes nothing, where appointments to come would lose their time; with `force` they stay
    as they are, for somebody to move or cancel.
    """
    with store.session.begin_nested():
        before = {one.id for one in orphans(store, now)}
        changes = [
            *change_clinic(store.session, file.clinic, file.reminders),
            *change_visit_types(store.session, file.visit_types),
            *change_doctors(store.session, file.doctors),
            *change_holidays(store.session, file.holidays),
        ]
        store.session.flush()
        left = [one for one in orphans(store, now) if one.id not in before] if changes else []
        if left and not force:
            raise WouldOrphan(left)
    changes += [f"Left without a time: appointment {one.id}, {one.starts_at:%Y-%m-%d %H:%M} UTC." for one in left]
    if changes:
        store.audit.add(now, by, "import", "clinic", 1, changes=len(changes), orphans=len(left))
    return changes
