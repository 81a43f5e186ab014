"""Which messages may go out now, and when there will be another."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.store.outbox_view import JOINED, Joined
from models.tables import ClinicVersionRow, OutboundMessageRow
from models.types import UtcDateTime
from models.words import OutboundStatus, Priority

Query = TypeVar("Query", bound=Executable)

_UNSENT = text("outbound_message.status IN ('queued', 'claimed')")  # word for word the partial indexes' condition


def due(now: datetime, priority: Priority) -> Select[*Joined, str]:
    """One priority at a time, so that the index leads past whatever is not due yet. With each comes the version of the
    clinic's facts."""
    row = OutboundMessageRow
    return (
        JOINED.add_columns(select(col(ClinicVersionRow.token)).scalar_subquery())
        .where(_UNSENT, col(row.priority) == priority, col(row.due_at) <= now, _ready(now), ~_has_predecessor())
        .order_by(col(row.due_at), col(row.id))
        .with_for_update(of=row, skip_locked=True, key_share=True)
    )


def _ready(now: datetime) -> ColumnElement[bool]:
    """Queued and not put off, or claimed by somebody whose lease is over."""
    row = OutboundMessageRow
    not_put_off = or_(col(row.next_attempt_at).is_(None), col(row.next_attempt_at) <= now)
    return or_(
        and_(col(row.status) == OutboundStatus.QUEUED, not_put_off),
        and_(col(row.status) == OutboundStatus.CLAIMED, col(row.lease_until) <= now),
    )


@cache
def _has_predecessor() -> ColumnElement[bool]:
    """An earlier message of the same conversation is still to go out. Built once: it is the dearest part of a claim."""
    row, other = OutboundMessageRow, aliased(OutboundMessageRow, name="predecessor")
    earlier = tuple_(col(other.due_at), col(other.id)) < tuple_(col(row.due_at), col(row.id))
    unsent = text("predecessor.status IN ('queued', 'claimed')")
    return exists(select(col(other.id)).where(col(other.conversation_id) == col(row.conversation_id), unsent, earlier))


def due_next(now: datetime) -> Select[datetime | None]:
    """The moment after `now` at which the next message is due, has been put off for long enough, or is let go by
    whoever had claimed it."""
    row = OutboundMessageRow
    put_off = case((col(row.next_attempt_at) > col(row.due_at), col(row.next_attempt_at)), else_=col(row.due_at))
    moment = case((col(row.status) == OutboundStatus.CLAIMED, col(row.lease_until)), else_=put_off)
    return select(func.min(type_coerce(moment, UtcDateTime))).where(_UNSENT, moment > now)


def fresh(query: Query) -> Query:
    """As the database has it, whatever this session had read before."""
    return query.execution_options(populate_existing=True)
