"""Appointments, and the times held while a patient decides: one table, so that one constraint covers both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import Encrypted, UtcDateTime
from models.words import BLOCKING, MADE_BY, Status

BLOCKING_SQL = "status IN ({})".format(", ".join(f"'{status}'" for status in BLOCKING))


class AppointmentRow(Row, table=True):
    """An appointment or a hold. It occupies its doctor from `starts_at` until `busy_until`, buffer included.

    That no two blocking rows of a doctor overlap is enforced by the database; see the first migration.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at AND ends_at <= busy_until", name="order"),
        one_of("status", Status),
        one_of("made_by", MADE_BY),
        CheckConstraint("(status = 'held') = (expires_at IS NOT NULL)", name="only_holds_expire"),
        CheckConstraint("status <> 'held' OR conversation_id IS NOT NULL", name="hold_has_conversation"),
        CheckConstraint("status = 'held' OR patient_id IS NOT NULL", name="appointment_has_patient"),
        Index(
            "ix_appointment_busy",
            "doctor_id",
            "busy_until",
            "starts_at",
            postgresql_where=text(BLOCKING_SQL),
            sqlite_where=text(BLOCKING_SQL),
        ),
        Index("ix_appointment_starts_at", "starts_at"),
        Index("ix_appointment_patient_id", "patient_id", "starts_at"),
        Index(
            "ix_appointment_held_by",
            "conversation_id",
            postgresql_where=text("status = 'held'"),
            sqlite_where=text("status = 'held'"),
        ),
        {"sqlite_autoincrement": True},  # the id of a hold that is gone never becomes an appointment's
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id")
    patient_id: int | None = Field(default=None, foreign_key="patient.id")
    visit_type_id: int = Field(foreign_key="visit_type.id")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    busy_until: datetime = Field(sa_type=UtcDateTime)
    status: str
    reason: str | None = Field(default=None, sa_type=Encrypted)
    channel: str | None = None
    sender: str | None = Field(default=None, sa_type=Encrypted)
    made_by: str
    wants_reminders: bool = False
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
