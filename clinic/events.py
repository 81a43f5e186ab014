"""What happens in the clinic, told to whoever looks on: written down in the transaction of the change itself."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from clinic.actor import Actor
from models.store import Store

Kind = Literal[
    "appointment.booked",
    "appointment.moved",
    "appointment.cancelled",
    "appointment.confirmed",
    "appointment.arrived",
    "appointment.completed",
    "appointment.no_show",
    "appointment.reopened",
    "appointment.rated",
    "appointment.late",
    "appointment.displaced",
    "appointment.restored",
    "appointment.linked",
    "appointment.replanned",
    "appointment.plan_forgotten",
    "patient.added",
    "patient.changed",
    "account.changed",
    "account.merged",
    "account.parted",
    "address.stopped",
    "address.resumed",
    "handoff.opened",
    "handoff.released",
    "handoff.answered",
    "doctor.absent",
    "doctor.back",
    "doctor.chat_changed",
    "clinic.changed",
]
"""The subject's kind, and what became of it. `subject_id` is the id of that subject; a handoff's is its conversation's,
and the clinic is 1."""


def happened(store: Store, actor: Actor, kind: Kind, subject_id: int, now: datetime) -> None:
    """Write it down for live views. Who may see more of it asks for the subject, with rights of their own."""
    store.events.add(now, kind, subject_id, actor.kind)
