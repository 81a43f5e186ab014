"""PostgreSQL's driver, with a limit on how long it waits. It takes long to load: where there is SQLite, it is not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Engine

from models.errors import DatabaseUnavailable
from models.unavailable import place
from models.waiting import patience

Result = TypeVar("Result")

CHANNEL = "docspot_new"
"""The name under which the triggers of migration 0016 speak; what they say is the table's name."""

LISTEN_SECONDS = 1.0
"""To listen before seeing whether to stop."""

LISTENING = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""Seconds. A server that is gone says nothing to whoever only listens: now and then it is asked."""


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


def listen(engine: Engine, changed: Callable[[str | None], None], stop: threading.Event) -> None:
    """Until `stop` is set, call `changed` with whatever the triggers say; once at the beginning, for what came before.

    Raises DatabaseUnavailable.
    """
    arguments, more = engine.dialect.create_connect_args(engine.url)
    try:
        with psycopg.connect(*arguments, **{**LISTENING, **more}, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            changed(None)
            while not stop.is_set():
                for told in connection.notifies(timeout=LISTEN_SECONDS):
                    changed(told.payload or None)
    except psycopg.Error as error:
        raise DatabaseUnavailable(f"The database {place(engine.url)} cannot be listened to.") from error
