"""What a piece of work asks of the database: its statements and its transactions, counted where they go out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from models.db import Database


@dataclass
class Asked:
    """What was asked so far. A transaction's BEGIN and COMMIT are no statements; a savepoint's begin and end are."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0

    def __sub__(self, earlier: Asked) -> Asked:
        return Asked(self.statements[len(earlier.statements) :], self.commits - earlier.commits)

    def copy(self) -> Asked:
        """As it stands."""
        return Asked(list(self.statements), self.commits)


@contextmanager
def counting(database: Database) -> Iterator[Asked]:
    """Everything that goes out over this database's connections within the block."""
    asked, engine = Asked(), database.engine

    def statement(_connection: Any, _cursor: Any, said: str, *_: Any) -> None:
        if not said.startswith(("PRAGMA", "BEGIN")):
            asked.statements.append(said)

    def savepoint(_connection: Any, name: str | None, *_: Any) -> None:
        asked.statements.append(f"SAVEPOINT {name}")

    def commit(_connection: Any) -> None:
        asked.commits += 1

    listeners = [
        ("before_cursor_execute", statement),
        ("commit", commit),
        ("rollback", commit),
    ]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield asked
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)
