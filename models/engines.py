"""What a connection to either kind of database is set up with."""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from models.waiting import ANSWER_SECONDS

if TYPE_CHECKING:
    from models.postgresql import WaitingConnection


RESTED_SECONDS = 5.0
"""After so long without use a connection is asked whether its server is still there."""

_RETURNED = "returned"


def postgresql_engine(url: URL, patience: float) -> Engine:
    """`patience` is how many seconds to wait for another writer or a connection."""
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        pool_timeout=patience,
        hide_parameters=True,
        connect_args={"connect_timeout": round(min(5, patience))},
    )
    event.listen(engine, "do_connect", _connect_waiting)
    event.listen(engine, "connect", partial(_limit_the_server, patience))
    event.listen(engine, "checkin", _note_return)
    event.listen(engine, "checkout", partial(_is_alive, engine.dialect))
    return engine


def _note_return(_connection: Any, record: Any) -> None:
    record.info[_RETURNED] = time.monotonic()


def _is_alive(dialect: Dialect, connection: Any, record: Any, _proxy: Any) -> None:
    """A connection that the server has closed has something to say, or its end: only then, and where it has rested for
    long, is the server asked, which costs as much as a statement. The pool makes another where this raises."""
    try:
        rested = time.monotonic() - record.info.get(_RETURNED, 0.0) > RESTED_SECONDS
        if rested or _has_something_to_say(connection.fileno()):
            dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _has_something_to_say(descriptor: int) -> bool:
    heard = select.poll()
    heard.register(descriptor, select.POLLIN)
    return bool(heard.poll(0))


def _connect_waiting(_dialect: Any, _record: Any, arguments: Any, more: Any) -> WaitingConnection:
    from models.postgresql import WaitingConnection

    return WaitingConnection.connect(*arguments, **more)


def _limit_the_server(patience: float, connection: Any, _record: Any) -> None:
    """As SQLite's busy_timeout: whoever waits for another's lock is told in the end, rather than waiting for ever. A
    process that falls asleep within a transaction loses it, and with it what it keeps from others."""
    for setting, seconds in (
        ("lock_timeout", patience),
        ("statement_timeout", ANSWER_SECONDS),
        ("idle_in_transaction_session_timeout", ANSWER_SECONDS),
    ):
        connection.execute(f"SET {setting} = {round(seconds * 1000)}")
    connection.commit()


def sqlite_engine(url: URL, patience: float) -> Engine:
    """`patience` is how many seconds to wait for another writer."""
    engine = create_engine(url, pool_size=10, max_overflow=20, hide_parameters=True, connect_args={"timeout": patience})
    event.listen(engine, "do_connect", partial(_keep_private, Path(str(url.database))))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(file: Path, *_: Any) -> None:
    """Nobody but its owner reads the database, whatever the umask; SQLite gives its companions the same rights. Where
    that is not ours to change, opening it tells what is wrong."""
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))
    for one in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm", ".keys"))):
        with suppress(OSError):
            if one.is_file() and one.stat().st_mode & 0o077:
                one.chmod(0o600)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """FULL: what was committed survives a power cut, which a provider's 2xx promises."""
    connection.isolation_level = None  # we say BEGIN ourselves; the driver's own starts none for SELECT
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer locks at once: a read that becomes a write would fail in spite of the timeout. A reader cannot write."""
    writes = connection.get_execution_options().get("docspot_writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
