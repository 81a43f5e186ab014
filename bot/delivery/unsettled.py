"""What a living process still owes the database: what became of a message while it was away."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from models.db import Database
from models.errors import DatabaseUnavailable, StaleLease
from models.store import Store

log = logging.getLogger(__name__)

Record = Callable[[Store], None]
"""Writes one thing down, in a transaction of its own. It may raise StaleLease: somebody else has taken over."""


@dataclass(frozen=True)
class Unsettled:
    """Records that the database did not take. Written as soon as it is back, before anything else is begun; where the
    process dies meanwhile, the leases of what it had claimed run out as ever. Safe to share between threads."""

    database: Database
    _owed: deque[Record] = field(default_factory=deque)

    def write(self, record: Record) -> None:
        """Now, else as soon as that can be. Raises DatabaseUnavailable where it is only owed, and StaleLease."""
        with self.unless_done(record), self.database.write() as store:
            record(store)

    def owe(self, record: Record) -> None:
        """It is written as soon as the database is back."""
        self._owed.append(record)

    @contextmanager
    def unless_done(self, record: Record) -> Iterator[None]:
        """Owe `record` where the database goes away within the block."""
        try:
            yield
        except DatabaseUnavailable:
            self.owe(record)
            raise

    def settle(self) -> None:
        """Write what is owed. Raises DatabaseUnavailable where the database is still away."""
        with suppress(IndexError):  # nothing is left
            while True:
                record = self._owed.popleft()
                try:
                    self.write(record)
                except StaleLease:
                    log.info("a message was taken over by another worker while the database was away")
