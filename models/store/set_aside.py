"""What could not be worked on: set aside, so that one thing that fails stops no other, and shown to the desk."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, Text, cast, delete, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session, SessionTransaction
from sqlmodel import col

from models.errors import NotFound
from models.store.rows import changed, known, try_insert
from models.tables import ConversationRow, DoctorChatRow, SetAsideRow

LONGEST_PAUSE = timedelta(days=1)
"""How long at most something is left out before it is tried again: what was wrong with it may have been mended."""


class SetAside(NamedTuple):
    """One thing that was set aside. `again_at` is when it will be tried again; None where nothing does so by itself."""

    id: int
    kind: str
    item: str
    fault: str
    attempts: int
    first_at: datetime
    last_at: datetime
    again_at: datetime | None


class SetAsideStore:
    """By kind of work and id within it. `fault` is a code, never anything of the content."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def savepoint(self) -> AbstractContextManager[SessionTransaction]:
        """What is written inside is kept whole, or undone where anything is raised; the transaction goes on."""
        return self._session.begin_nested()

    def put(self, kind: str, item: object, fault: str, now: datetime, *, again: bool = True) -> None:
        """Leave it out for a while, each time longer; without `again` until somebody says so."""
        row = SetAsideRow
        attempts = 1 + (self._session.scalar(select(col(row.attempts)).where(_is(kind, item))) or 0)
        pause = min(timedelta(minutes=2 ** min(attempts, 11)), LONGEST_PAUSE)
        values: dict[str, Any] = {"fault": fault, "last_at": now, "again_at": now + pause if again else None}
        if attempts > 1 or not try_insert(self._session, row(kind=kind, item=str(item), first_at=now, **values)):
            changed(self._session, update(row).where(_is(kind, item)).values(attempts=attempts, **values))

    def put_state(self, kind: str, owner: int, fault: str, now: datetime) -> None:
        """A chat begins afresh: what it remembered is kept here as it lies in the table, readable or not."""
        table = DoctorChatRow if kind == "doctor_state" else ConversationRow
        self.put(kind, owner, fault, now, again=False)
        state = select(type_coerce(col(table.state), Text)).where(col(table.id) == owner).scalar_subquery()
        column = SetAsideRow.__table__.c.kept  # type: ignore[attr-defined]  # as ciphertext, not as text to encrypt
        statement = update(SetAsideRow).where(_is(kind, owner)).values({column: type_coerce(state, Text)})
        changed(self._session, statement)

    def left_in(self, kind: str, number: Any, now: datetime) -> ColumnElement[bool]:
        """The condition that what has this number, a column, is not left out now."""
        row = SetAsideRow
        out = select(col(row.item)).where(col(row.kind) == kind, _left_out(now))
        return cast(number, String).not_in(out)

    def left_out(self, kind: str, now: datetime) -> frozenset[str]:
        """The items that are left out now."""
        row = SetAsideRow
        return frozenset(self._session.scalars(select(col(row.item)).where(col(row.kind) == kind, _left_out(now))))

    def settled(self, kind: str, items: Collection[object]) -> None:
        """These went well after all."""
        row = SetAsideRow
        known_of = set(self._session.scalars(select(col(row.item)).where(col(row.kind) == kind)))
        well = known_of & {str(item) for item in items}
        if well:
            self._session.execute(delete(row).where(col(row.kind) == kind, col(row.item).in_(well)))

    def release(self, kind: str, item: str) -> None:
        """Try it again at the next occasion. Raises NotFound."""
        statement: Any = delete(SetAsideRow).where(_is(kind, item))
        result: Any = self._session.execute(statement.execution_options(synchronize_session=False))
        if not result.rowcount:
            raise NotFound(f"{kind} set aside under", item)

    def all(self) -> list[SetAside]:
        """Everything that is set aside, longest first."""
        query = select(SetAsideRow).order_by(col(SetAsideRow.id))
        return [
            SetAside(
                known(row.id), row.kind, row.item, row.fault, row.attempts, row.first_at, row.last_at, row.again_at
            )
            for row in self._session.scalars(query)
        ]

    def counts(self) -> dict[str, int]:
        """How much is set aside, by kind."""
        row = SetAsideRow
        found = self._session.execute(select(col(row.kind), func.count()).group_by(col(row.kind)))
        return {kind: count for kind, count in found}  # noqa: C416 - rows, not pairs


def _is(kind: str, item: object) -> ColumnElement[bool]:
    return (col(SetAsideRow.kind) == kind) & (col(SetAsideRow.item) == str(item))


def _left_out(now: datetime) -> ColumnElement[bool]:
    return or_(col(SetAsideRow.again_at).is_(None), col(SetAsideRow.again_at) > now)
