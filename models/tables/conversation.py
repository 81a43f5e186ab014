"""Conversations, and those of them that wait for a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from models.tables.base import Row
from models.types import Encrypted, UtcDateTime


class ConversationRow(Row, table=True):
    """All that is said with one address. `state` is the engine's JSON; `lease_until` and `fence` guard it."""

    __tablename__ = "conversation"

    id: int | None = Field(default=None, primary_key=True)
    address_id: int = Field(foreign_key="address.id", unique=True)
    state: str | None = Field(default=None, sa_type=Encrypted)
    version: int = 0
    muted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fence: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)


class HandoffRow(Row, table=True):
    """A conversation put before the front desk; open until released.

    `message_id` is the inbound message that did it. It may be forgotten since; its number is never given anew.
    """

    __tablename__ = "handoff"
    __table_args__ = (
        Index(
            "ix_handoff_open",
            "conversation_id",
            postgresql_where=text("released_at IS NULL"),
            sqlite_where=text("released_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    reason: str
    urgent: bool
    opened_at: datetime = Field(sa_type=UtcDateTime)
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    released_by: str | None = None
    message_id: int | None = None
