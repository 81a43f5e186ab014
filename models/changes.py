"""Being told that something new is in the database, whichever process wrote it, without asking for it all the time.

PostgreSQL tells whoever listens (migration 0016 has it speak). An SQLite file is looked at: that takes no
transaction, no lock, and three microseconds.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

from models.db import Database
from models.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

Changed = Callable[[str | None], None]
"""What to call, with the name of the table in which something is new; None where that is not known."""

LOOK_SECONDS = 0.1
"""Between two looks at an SQLite file."""

AGAIN_SECONDS = 1.0
"""Before a database that went away is listened to again."""


def watch(database: Database, changed: Changed, stop: threading.Event) -> None:
    """Call `changed` until `stop` is set. It may be called for nothing, and it misses what happens while the database
    is away: whoever relies on it looks by himself now and then."""
    while not stop.is_set():
        try:
            _watch(database, changed, stop)
        except (DatabaseUnavailable, sqlite3.Error) as error:
            log.info("the database does not tell what is new: %s", type(error).__name__)
            stop.wait(AGAIN_SECONDS)


def _watch(database: Database, changed: Changed, stop: threading.Event) -> None:
    if database.is_sqlite:
        _watch_file(str(database.url.database), changed, stop)
        return
    from models.postgresql import listen

    listen(database.engine, changed, stop)


def _watch_file(file: str, changed: Changed, stop: threading.Event) -> None:
    """The version changes whenever another connection commits something, of this process or of any other."""
    with closing(sqlite3.connect(file)) as connection:
        known = None
        while not stop.wait(LOOK_SECONDS):
            version = connection.execute("PRAGMA data_version").fetchone()
            if version != known:
                known = version
                changed(None)
