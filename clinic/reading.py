"""Reading for others: the front desk sees everybody's appointments, and that it looked is in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from clinic.actor import Actor
from clinic.service import Service
from models.views import Appointment

What = Literal["absences", "merges", "outbox", "unclear"]
"""Lists whose reading is written down."""


@dataclass(frozen=True)
class Reading(Service):
    """What only the clinic's own people may look at. Raises NotAllowed."""

    def in_book(
        self, actor: Actor, *, first: datetime | None, last: datetime | None, doctor_id: int | None, day: str | None
    ) -> list[Appointment]:
        """The desk reads the book; that it did is in the audit trail, with the `day` it asked for."""
        self._admit(actor, "overrule")
        found = self.store.bookings.find(first=first, last=last, doctor_id=doctor_id)
        self.store.audit.add(
            self.now, actor.kind, "read_book", "clinic", 1, day=day, doctor=doctor_id, appointments=len(found)
        )
        return found

    def looked(self, actor: Actor, what: What, rows: int) -> None:
        """The clinic's own people have read a list that names patients, or what they wrote: so many rows of it."""
        self._admit(actor, "answer")
        self.store.audit.add(self.now, actor.kind, f"read_{what}", "clinic", 1, rows=rows)
