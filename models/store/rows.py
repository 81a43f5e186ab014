"""What several parts of the Store do with rows."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Table, Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.tables import Row

RowType = TypeVar("RowType", bound=Row)


def fetch(session: Session, row_type: type[RowType], key: int, what: str) -> RowType:
    """The row with that id. Raises NotFound, which will call it `what`."""
    row = session.get(row_type, key)
    if row is None:
        raise NotFound(what, key)
    return row


def known(row_id: int | None) -> int:
    """The id of a row that is in the database; a row just made has it after a flush."""
    if row_id is None:
        raise ValueError("the row has not been flushed yet")
    return row_id


def try_insert(session: Session, *rows: Row) -> bool:
    """Insert, unless a unique constraint says that somebody else has; the transaction goes on either way."""
    try:
        with session.begin_nested():
            session.add_all(rows)
            session.flush()
    except IntegrityError:
        return False
    return True


def insert_once(session: Session, row: Row) -> int | None:
    """Insert, unless a unique constraint says that somebody else has; the id, or None where it is there already. One
    statement: what `try_insert` does in three, for rows that this transaction does not look at again."""
    statement, columns = _insertion(type(row), session.get_bind().dialect.name)
    return session.connection().execute(statement, {name: getattr(row, name) for name in columns}).scalar()


@cache
def _insertion(row_type: type[Row], dialect: str) -> tuple[Any, tuple[str, ...]]:
    table: Table = row_type.metadata.tables[str(row_type.__tablename__)]
    columns = tuple(column.key for column in table.columns if column.key != "id")
    return insert_for(dialect)(table).on_conflict_do_nothing().returning(table.c.id), columns


def changed(session: Session, statement: Update) -> bool:
    """Run an UPDATE of at most one row; whether it found it."""
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount)


def insert_for(dialect: str) -> Any:
    """What can pass over rows that are there. Only the dialect in use is loaded: loading takes time."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert
