"""Who did what, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.tables.base import Row
from models.types import UtcDateTime


class AuditEventRow(Row, table=True):
    """One thing done. `detail` never holds a name, a phone, an address or what was written."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_entity", "entity", "entity_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    action: str
    entity: str
    entity_id: int
    detail: dict[str, str | int | bool | None] = Field(sa_type=JSON)
