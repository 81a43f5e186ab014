"""The clinic file is imported: what was planned to be said follows it, and the desk hears whom it touches."""

from __future__ import annotations

from datetime import datetime

from bot.outreach.offers import ask_desk
from clinic.planning import plan
from models.clinic_file import Keep, import_clinic
from models.clinic_file.document import ClinicFile
from models.clinic_file.orphans import orphans
from models.store import Store
from models.store.planned import NO_TIME
from models.views import Appointment

HANDOFF = "no_time"
SAID_UNASKED = ("reminder", "rating", "no_show")


def change_clinic(
    store: Store, file: ClinicFile, now: datetime, *, force: bool = False, keep: Keep | None = None
) -> list[str]:
    """Import a clinic file; what changed, as sentences. Raises WouldOrphan, and changes nothing, unless `force`, and
    ZoneChange where `keep` does not say what becomes of visits to come.

    Visits that are left without a time are not reminded of or asked about, until they have one again.
    """
    before = {one.id: one for one in orphans(store, now)}
    changes = import_clinic(store, file, now, force=force, keep=keep)
    after = {one.id: one for one in orphans(store, now)}
    for number, one in after.items():
        if number not in before:
            _touched(store, one, now)
    for number, one in before.items():
        if number not in after:
            store.planned.found_time(number, now)
            plan(store, one, now)
    return changes


def _touched(store: Store, one: Appointment, now: datetime) -> None:
    store.planned.drop(one.id, now, NO_TIME)
    store.outbox.skip_for(one.id, now, NO_TIME, kinds=SAID_UNASKED)
    ask_desk(store, one, now, HANDOFF)
