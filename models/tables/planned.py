"""What is planned to be said unasked: reminders, questions after a visit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import Encrypted, UtcDateTime
from models.words import PlannedStatus

_PLANNED = "status = 'planned'"


class PlannedMessageRow(Row, table=True):
    """One message about an appointment, due at a time. `key` is unique for ever: what was released never is again.

    `doctor_id` and `starts_at` are the appointment's at planning: where they differ from what it is now, the message
    would be false. `sent_as` is the outbox row it went into, and `round` counts how often that row was given up unsent.
    """

    __tablename__ = "planned_message"
    __table_args__ = (
        one_of("status", PlannedStatus),
        Index("ix_planned_message_due", "due_at", "id", postgresql_where=text(_PLANNED), sqlite_where=text(_PLANNED)),
        Index("ix_planned_message_appointment_id", "appointment_id"),
        Index("ix_planned_message_sent_as", "sent_as"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    step: str  # which reminder: 3d, 1d, extra; empty for other kinds
    appointment_id: int = Field(foreign_key="appointment.id")
    doctor_id: int = Field(foreign_key="doctor.id")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    useful_until: datetime = Field(sa_type=UtcDateTime)
    status: str = PlannedStatus.PLANNED
    why: str | None = None  # a code, where it was dropped or missed
    round: int = 0
    sent_as: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class RatingRow(Row, table=True):
    """How a visit was: one rating a visit, with a sentence if the patient liked."""

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)

    id: int | None = Field(default=None, primary_key=True)
    appointment_id: int = Field(foreign_key="appointment.id", unique=True)
    stars: int
    comment: str | None = Field(default=None, sa_type=Encrypted)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
