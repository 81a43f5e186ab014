"""Links by which somebody known to the front desk makes a chat their own."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.tables.base import Row
from models.types import UtcDateTime


class ChatLinkRow(Row, table=True):
    """A one-time token for an account. Only its keyed hash is kept."""

    __tablename__ = "chat_link"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
