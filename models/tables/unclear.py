"""Messages that were not understood, kept for a person to say what they meant."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.tables.base import Row
from models.types import Encrypted, UtcDateTime


class UnclearMessageRow(Row, table=True):
    """A message its writer has agreed to our keeping. `asked` is what the bot had asked; after `forget_at` it goes."""

    __tablename__ = "unclear_message"

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    message: str = Field(sa_type=Encrypted)
    asked: str | None = None
    said_at: datetime = Field(sa_type=UtcDateTime)
    forget_at: datetime = Field(sa_type=UtcDateTime, index=True)
