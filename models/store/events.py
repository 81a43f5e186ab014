"""What has happened, in the order in which it was written down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.store.rows import known
from models.tables import EventRow
from models.views import Event
from models.words import ActorKind


class EventStore:
    """Events: only ever added to, in the transaction of what they tell of."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, now: datetime, kind: str, subject_id: int, actor: ActorKind) -> None:
        """Something has changed."""
        self._session.add(EventRow(at=now, kind=kind, subject_id=subject_id, actor=actor))

    def count(self, kind: str) -> int:
        """How often that has happened."""
        query = select(func.count()).select_from(EventRow).where(col(EventRow.kind) == kind)
        return self._session.scalar(query) or 0

    def after(self, event_id: int = 0, *, limit: int = 100) -> list[Event]:
        """What was written down after that event, oldest first."""
        row = EventRow
        query = select(row).where(col(row.id) > event_id).order_by(col(row.id)).limit(limit)
        return [
            Event(known(one.id), one.at, one.kind, one.subject_id, one.actor)  # type: ignore[arg-type]  # a CHECK's
            for one in self._session.scalars(query)
        ]
