"""Doctors in their own chats: who they proved to be, what they want to be told, and whom their absences touch."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import Encrypted, UtcDateTime
from models.words import AGENDA_DAYS


class DoctorChatRow(Row, table=True):
    """The one conversation that is a doctor's own. `seen` is what the doctor was last told of each day: the start (UTC,
    ISO) of each appointment by its id, under the day's ISO date."""

    __tablename__ = "doctor_chat"
    __table_args__ = (
        one_of("agenda_days", AGENDA_DAYS),
        CheckConstraint("agenda_minute BETWEEN 0 AND 1439", name="agenda_minute"),
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id", unique=True)
    conversation_id: int = Field(foreign_key="conversation.id", unique=True)
    state: str | None = Field(default=None, sa_type=Encrypted)
    agenda_minute: int = 7 * 60
    agenda_days: str = "booked"
    agenda_on: date | None = None  # the last local date whose agenda was sent, or found not to be wanted
    seen: dict[str, dict[str, str]] = Field(default_factory=dict, sa_type=JSON)
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # since when `seen` of today is out of date
    linked_at: datetime = Field(sa_type=UtcDateTime)


class DoctorCodeRow(Row, table=True):
    """A one-time code by which a doctor proves who they are. Only its keyed hash is kept."""

    __tablename__ = "doctor_code"

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id")
    code_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AbsenceRow(Row, table=True):
    """Time a doctor blocked from their chat, and when they are to be told what became of the appointments in it."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        Index(
            "ix_absence_report_at",
            "report_at",
            postgresql_where=text("reported_at IS NULL"),
            sqlite_where=text("reported_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    report_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # None where it touches nobody
    reported_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class DisplacedRow(Row, table=True):
    """An appointment that an absence takes the time from. It is settled once it has another time, or is called off."""

    __tablename__ = "displaced_appointment"
    __table_args__ = (UniqueConstraint("absence_id", "appointment_id"),)

    id: int | None = Field(default=None, primary_key=True)
    absence_id: int = Field(foreign_key="absence.id", ondelete="CASCADE")
    appointment_id: int = Field(foreign_key="appointment.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)  # when it was to be
