"""Appointments, and what is kept about them: holds, what is planned to be said, ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.words import Channel, MadeBy, PlannedStatus, Relation, Status


@dataclass(frozen=True)
class Appointment:
    """An appointment, with the names it is spoken of by. Times up to `busy_until` are the doctor's, buffer included."""

    id: int
    doctor_id: int
    doctor: str
    patient_id: int
    patient: str
    account_id: int
    visit_type_id: int
    visit_type: str
    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    status: Status
    reason: str | None
    channel: Channel | None
    sender: str | None
    made_by: MadeBy
    wants_reminders: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Hold:
    """A time kept for a conversation until `expires_at`."""

    id: int
    doctor_id: int
    visit_type_id: int
    starts_at: datetime
    ends_at: datetime
    conversation_id: int
    expires_at: datetime


@dataclass(frozen=True)
class Planned:
    """A message about an appointment that is to be sent unasked, and the appointment as it is now.

    `doctor_id` and `starts_at` are what the message would speak of.
    """

    id: int
    key: str
    kind: str
    step: str
    appointment: Appointment
    relation: Relation
    preparation: str
    doctor_id: int
    starts_at: datetime
    due_at: datetime
    useful_until: datetime
    status: PlannedStatus
    why: str | None
    round: int
    sent_as: str | None
    updated_at: datetime


@dataclass(frozen=True)
class Rating:
    """How a visit was: 1 to 5, perhaps with a sentence."""

    appointment_id: int
    stars: int
    comment: str | None
    created_at: datetime
