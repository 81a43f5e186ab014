"""PostgreSQL's driver, with a limit on how long it waits. It takes long to load: where there is SQLite, it is not."""

from __future__ import annotations

import time
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from models.waiting import patience

Result = TypeVar("Result")


class WaitingConnection(psycopg.Connection[Any]):
    """A connection that is closed, with an OperationalError, once it has been waited for long enough."""

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """See psycopg.Connection."""
        longest, began = patience() if timeout is None else timeout, time.monotonic()
        try:
            return super().wait(gen, interval=interval, timeout=longest)
        except psycopg.OperationalError:
            if longest is not None and time.monotonic() - began >= longest:
                self.pgconn.finish()  # its answer may still come, to nobody's question
            raise
