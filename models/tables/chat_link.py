"""Links by which one booking of the front desk is tied to one chat."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.tables.base import Row
from models.types import UtcDateTime


class ChatLinkRow(Row, table=True):
    """A one-time token for one appointment, of which only the keyed hash is kept, and the chat that has opened it."""

    __tablename__ = "chat_link"

    id: int | None = Field(default=None, primary_key=True)
    appointment_id: int = Field(foreign_key="appointment.id", index=True)
    token_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
