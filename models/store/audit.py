"""Who did what, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from models.store.rows import known
from models.tables import AuditEventRow
from models.views import AuditEvent

Detail = str | int | bool | None


class AuditStore:
    """The audit trail: only ever added to."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._author: tuple[str, int | None, str | None] | None = None

    def signed_by(self, actor: str, actor_id: int | None, channel: str | None) -> None:
        """Who this kind of actor is from here on, in this transaction."""
        self._author = actor, actor_id, channel

    def add(self, now: datetime, actor: str, action: str, entity: str, entity_id: int, **detail: Detail) -> None:
        """Record one thing done. `detail` must not hold a name, a phone, an address or what was written."""
        who, channel = self._author[1:] if self._author and self._author[0] == actor else (None, None)
        event = AuditEventRow(
            at=now,
            actor=actor,
            actor_id=who,
            channel=channel,
            action=action,
            entity=entity,
            entity_id=entity_id,
            detail=dict(detail),
        )
        self._session.add(event)

    def count(self, *, entity: str, entity_id: int) -> int:
        """How much was done to one thing; it only grows."""
        row = AuditEventRow
        query = select(func.count()).where(col(row.entity) == entity, col(row.entity_id) == entity_id)
        return self._session.scalar(query) or 0

    def latest(self, *, entity: str | None = None, entity_id: int | None = None, limit: int = 100) -> list[AuditEvent]:
        """The latest events, newest first, of everything or of one thing."""
        query = select(AuditEventRow).order_by(col(AuditEventRow.id).desc()).limit(limit)
        if entity is not None:
            query = query.where(col(AuditEventRow.entity) == entity)
        if entity_id is not None:
            query = query.where(col(AuditEventRow.entity_id) == entity_id)
        return [
            AuditEvent(
                known(row.id),
                row.at,
                row.actor,
                row.action,
                row.entity,
                row.entity_id,
                row.detail,
                row.actor_id,
                row.channel,
            )
            for row in self._session.scalars(query)
        ]
