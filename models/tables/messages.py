"""The inbox and the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy import false as sql_false
from sqlmodel import Field

from models.tables.base import Row, one_of
from models.types import Encrypted, UtcDateTime
from models.words import UNSENT, InboundStatus, OutboundStatus

_WAITING = "status = 'waiting'"
_UNSENT = "status IN ({})".format(", ".join(f"'{status}'" for status in UNSENT))


class InboundMessageRow(Row, table=True):
    """A message a provider has handed over. Its id is the order of arrival; the provider's id removes repeats.

    An `urgent` one carries an alarm, and goes before all others.
    """

    __tablename__ = "inbound_message"
    __table_args__ = (
        UniqueConstraint("channel", "provider_id"),
        one_of("status", InboundStatus),
        Index(
            "ix_inbound_message_next",
            text("urgent DESC"),
            "id",
            postgresql_where=text(_WAITING),
            sqlite_where=text(_WAITING),
        ),
        Index("ix_inbound_message_conversation_id", "conversation_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    provider_id: str
    conversation_id: int = Field(foreign_key="conversation.id")
    payload: str = Field(sa_type=Encrypted)
    status: str = InboundStatus.WAITING
    attempts: int = 0
    error: str | None = None
    urgent: bool = Field(default=False, sa_column_kwargs={"server_default": sql_false()})
    received_at: datetime = Field(sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutboundMessageRow(Row, table=True):
    """A message to go out. `key` is unique for ever, which is what keeps anything from being sent twice.

    `sending_since` is set just before the provider is called: where it is set and no outcome was recorded, the
    provider may or may not have accepted the message. Of what is due, the lowest `priority` goes first.
    """

    __tablename__ = "outbound_message"
    __table_args__ = (
        one_of("status", OutboundStatus),
        Index(
            "ix_outbound_message_unsent",
            "priority",
            "due_at",
            "id",
            postgresql_where=text(_UNSENT),
            sqlite_where=text(_UNSENT),
        ),
        Index(
            "ix_outbound_message_order",
            "conversation_id",
            "due_at",
            "id",
            postgresql_where=text(_UNSENT),
            sqlite_where=text(_UNSENT),
        ),
        Index("ix_outbound_message_conversation_id", "conversation_id", "id"),
        Index("ix_outbound_message_provider_id", "provider_id"),
        Index("ix_outbound_message_appointment_id", "appointment_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    appointment_id: int | None = Field(default=None, foreign_key="appointment.id")
    kind: str
    priority: int = 0
    payload: str = Field(sa_type=Encrypted)
    status: str = OutboundStatus.QUEUED
    due_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    next_attempt_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fence: int = 0
    sending_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    provider_id: str | None = None
    error: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
