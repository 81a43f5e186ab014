"""Who did what, and when; and what has happened, for whoever looks on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import UtcDateTime
from models.words import ACTOR_KINDS


class AuditEventRow(Row, table=True):
    """One thing done. `detail` never holds a name, a phone, an address or what was written."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_entity", "entity", "entity_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    actor_id: int | None = None  # the account of a patient, the doctor; one cannot tell members of the desk apart yet
    channel: str | None = None  # by which they asked for it
    action: str
    entity: str
    entity_id: int
    detail: dict[str, str | int | bool | None] = Field(sa_type=JSON)


class EventRow(Row, table=True):
    """Something has changed: what, when, by which kind of actor. Whoever may see more asks for the subject itself."""

    __tablename__ = "event"
    __table_args__ = (one_of("actor", ACTOR_KINDS), {"sqlite_autoincrement": True})  # no id is ever given out again

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str  # "appointment.moved": the subject's kind, and what became of it
    subject_id: int
    actor: str
