"""Messages that were not understood: kept with consent, shown to a person, forgotten in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.store.people import PeopleStore
from models.store.rows import known
from models.tables import UnclearMessageRow
from models.views import Conversation

LONGEST = 2000
"""Characters kept of a message: as many as are read of it."""


class UnclearMessage(NamedTuple):
    """One message, the question it came after, and when it came."""

    id: int
    message: str
    asked: str | None
    said_at: datetime


class UnclearStore:
    """What waits for a person to label it."""

    def __init__(self, session: Session, people: PeopleStore) -> None:
        self._session = session
        self._people = people

    def keep(
        self, conversation: Conversation, message: str, asked: str | None, now: datetime, keep_for: timedelta
    ) -> bool:
        """Keep a message for so long; False, and nothing kept, where its writer has not agreed to being stored."""
        if self._people.account(conversation.account_id).consent_store_at is None:
            return False
        row = UnclearMessageRow(
            conversation_id=conversation.id,
            message=message[:LONGEST],
            asked=asked,
            said_at=now,
            forget_at=now + keep_for,
        )
        self._session.add(row)
        self._session.flush()
        return True

    def waiting(self, now: datetime, *, limit: int = 100) -> list[UnclearMessage]:
        """What waits for a label, oldest first. What should be forgotten by now is not shown any more."""
        row = UnclearMessageRow
        query = select(row).where(col(row.forget_at) > now).order_by(col(row.id)).limit(limit)
        return [
            UnclearMessage(known(one.id), one.message, one.asked, one.said_at) for one in self._session.scalars(query)
        ]

    def drop(self, message_id: int) -> None:
        """It was labelled, or is not worth it. Nothing happens where it is gone already."""
        self._delete(col(UnclearMessageRow.id) == message_id)

    def forget(self, now: datetime) -> int:
        """Delete what was kept long enough; how many went."""
        return self._delete(col(UnclearMessageRow.forget_at) <= now)

    def _delete(self, which: Any) -> int:
        statement = delete(UnclearMessageRow).where(which).execution_options(synchronize_session=False)
        result: Any = self._session.execute(statement)
        return int(result.rowcount)
