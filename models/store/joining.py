"""Who says that they are somebody we know from elsewhere, until that somebody has answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.store.audit import AuditStore
from models.store.rows import known
from models.tables import JoinRequestRow
from models.views import JoinRequest

VALID = timedelta(days=7)
"""How long a question may be answered."""


class JoinStore:
    """One request a conversation; the latest counts."""

    def __init__(self, session: Session, audit: AuditStore) -> None:
        self._session = session
        self._audit = audit

    def ask(self, conversation_id: int, noted_id: int, now: datetime) -> int:
        """Whoever writes here has proven number and name of this account; the request's id."""
        self._session.execute(delete(JoinRequestRow).where(col(JoinRequestRow.conversation_id) == conversation_id))
        row = JoinRequestRow(conversation_id=conversation_id, noted_id=noted_id, asked_at=now)
        self._session.add(row)
        self._session.flush()
        self._audit.add(now, "patient", "join_asked", "account", noted_id, conversation=conversation_id)
        return known(row.id)

    def find(self, request_id: int, now: datetime) -> JoinRequest | None:
        """A request that still waits; None where it is settled or too old."""
        row = self._session.get(JoinRequestRow, request_id)
        return None if row is None or now - row.asked_at >= VALID else self._view(row)

    def waiting(self) -> list[JoinRequest]:
        """All that are not answered, the oldest first."""
        return [
            self._view(row) for row in self._session.scalars(select(JoinRequestRow).order_by(col(JoinRequestRow.id)))
        ]

    def settle(self, request: JoinRequest) -> None:
        """It is answered."""
        self._session.execute(delete(JoinRequestRow).where(col(JoinRequestRow.id) == request.id))

    def _view(self, row: JoinRequestRow) -> JoinRequest:
        return JoinRequest(known(row.id), row.conversation_id, row.noted_id, row.asked_at)
