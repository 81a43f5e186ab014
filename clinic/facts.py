"""What the clinic file says becomes so: what was planned follows it, and who is touched is called or told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.actor import Actor
from clinic.handoffs import NO_TIME, Handoffs
from clinic.telling import TellingService
from models.clinic_file import Keep, import_clinic, touched
from models.clinic_file.document import ClinicFile
from models.clinic_file.orphans import orphans
from models.store import planned
from models.views import Appointment


@dataclass(frozen=True)
class Facts(TellingService):
    """Doctors, hours, visit types, holidays."""

    def change(self, actor: Actor, file: ClinicFile, *, force: bool = False, keep: Keep | None = None) -> Sequence[str]:
        """Import a clinic file; what changed, as sentences. Raises WouldOrphan, and changes nothing, unless `force`,
        and ZoneChange where `keep` does not say what becomes of visits to come.

        Visits that are left without a time are not reminded of or asked about, until they have one again. Whoever was
        told another time on the clock than is now right hears of it.
        """
        self._admit(actor, "facts")
        in_new_zone = touched(self.store, file.clinic.timezone, self.now)
        before = {one.id: one for one in orphans(self.store, self.now)}
        changes = import_clinic(self.store, file, self.now, force=force, keep=keep, by=actor.kind)
        after = {one.id: one for one in orphans(self.store, self.now)}
        for number in after.keys() - before.keys():
            self._without_time(actor, after[number])
        for number in before.keys() - after.keys():
            self.store.planned.found_time(number, self.now)
            self._settled(actor, before[number], "appointment.replanned")
        for visit in in_new_zone:
            if visit.id in after:  # the desk calls these, and finds them another time
                continue
            self._follow(actor, self.store.bookings.get(visit.id), tell=keep is Keep.INSTANT)
        self._happened(actor, "clinic.changed", 1)
        return changes

    def _without_time(self, actor: Actor, one: Appointment) -> None:
        self.store.planned.drop(one.id, self.now, planned.NO_TIME)
        self.store.outbox.skip_for(one.id, self.now, planned.NO_TIME, kinds=tuple(self.notifier.planned))
        Handoffs(self.store, self.now).about(actor, one, NO_TIME)
        self._happened(actor, "appointment.displaced", one.id)

    def _follow(self, actor: Actor, one: Appointment, *, tell: bool) -> None:
        """Plan anew after a change of zone."""
        self._settled(actor, one, "appointment.replanned")
        if tell:
            self._told(actor, one, "moved")
