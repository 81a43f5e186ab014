"""Changing the encryption keys: everything is written anew under the first key, while the clinic stays open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, Text, literal, select, type_coerce, update

from models.db import Database
from models.tables import Row
from models.types import Encrypted

_BATCH = 500


def rotate(database: Database) -> int:
    """Re-encrypt all that is encrypted under the keyring's first key; how many values that were.

    Put the new key first and keep the old one until this is done. Raises KeysMissing where a value fits no key; run
    it again after mending that, whatever was rotated stays rotated.
    """
    return sum(
        _rotate_column(database, table, column)
        for table in Row.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Encrypted)
    )


def _rotate_column(database: Database, table: Table, column: Column[Any]) -> int:
    total, last = 0, 0
    while True:
        with database.connect() as connection:
            batch = _batch(connection, table, column, last)
            for row_id, token in batch:
                _replace(connection, table, column, row_id, token, database.keyring.rotate(token))
        if not batch:
            return total
        total, last = total + len(batch), batch[-1][0]


def _batch(connection: Connection, table: Table, column: Column[Any], last: int) -> list[tuple[int, str]]:
    query = (
        select(table.c.id, type_coerce(column, Text))
        .where(table.c.id > last, column.is_not(None))
        .order_by(table.c.id)
        .limit(_BATCH)
    )
    return [(row_id, token) for row_id, token in connection.execute(query)]


def _replace(connection: Connection, table: Table, column: Column[Any], row_id: int, before: str, after: str) -> None:
    """Unless somebody wrote another value in between, which is then under the first key already."""
    unchanged = type_coerce(column, Text) == literal(before, Text)
    statement = update(table).where(table.c.id == row_id, unchanged)
    connection.execute(statement.values({column: literal(after, Text)}))
