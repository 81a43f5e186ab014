"""Forgetting what was written, once it is older than the clinic keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.tables import InboundMessageRow, OutboundMessageRow
from models.words import UNSENT, InboundStatus


class ForgettingStore:
    """Deletes old messages. Planned messages keep their keys, so that nothing forgotten is ever sent again."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def messages(self, before: datetime, limit: int) -> int:
        """Delete up to `limit` messages of each direction that were done with before then; how many went."""
        return self._inbound(before, limit) + self._outbound(before, limit)

    def _inbound(self, before: datetime, limit: int) -> int:
        """The newest one stays: SQLite would give its number to the next message, and its reply's key with it."""
        row = InboundMessageRow
        newest = select(func.max(col(row.id))).scalar_subquery()
        old = select(col(row.id)).where(
            col(row.handled_at) < before, col(row.status) != InboundStatus.WAITING, col(row.id) != newest
        )
        return self._delete(row, old.limit(limit))

    def _outbound(self, before: datetime, limit: int) -> int:
        row = OutboundMessageRow
        old = select(col(row.id)).where(col(row.updated_at) < before, col(row.status).not_in(UNSENT))
        return self._delete(row, old.limit(limit))

    def _delete(self, row: type[InboundMessageRow] | type[OutboundMessageRow], which: Any) -> int:
        statement = delete(row).where(col(row.id).in_(which)).execution_options(synchronize_session=False)
        result: Any = self._session.execute(statement)
        return int(result.rowcount)
