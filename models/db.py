"""Opening the database: SQLite by default, PostgreSQL past one machine. Everything else goes through the `Store`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from models import migrations
from models.crypto import Keyring, development_keyring
from models.engines import postgresql_engine, sqlite_engine
from models.errors import DatabaseUnavailable, KeysMissing
from models.store import Store
from models.store.facts import FactsCache
from models.types import use_keyring
from models.unavailable import explain, place
from models.waiting import however_long, within

_OLDER = "The database {name} is of an older version; stop Docspot, take a copy, and run `docspot db upgrade`."
_NEWER = "The database {name} is of a newer version than this program; install that version of Docspot."

BUSY_SECONDS = 30
"""How long a writer waits for another one before giving up."""


class Database:
    """A clinic's database.

    `url` is `sqlite:///path` or `postgresql://…`. Without a `keyring` an SQLite database keeps development keys in a
    file beside it. Raises DatabaseUnavailable for an address that is none or a folder that is absent, and KeysMissing
    where there are no usable keys. Nothing is connected to before the first transaction.
    """

    def __init__(
        self, url: str, keyring: Keyring | None = None, *, patience: float | None = None, limit: float = math.inf
    ) -> None:
        """`patience` is how many seconds to wait for another writer or a connection; BUSY_SECONDS by default. `limit`
        is how many PostgreSQL is waited for in one transaction, whatever keeps it."""
        self._limit = limit
        self.url = _parse(url)
        self.keyring = keyring or _development_keyring(self.url)
        self._patience = BUSY_SECONDS if patience is None else patience
        make_engine = sqlite_engine if self.is_sqlite else postgresql_engine
        self.engine = make_engine(self.url, self._patience)
        use_keyring(self.engine, self.keyring)
        self._writer = self.engine.execution_options(docspot_writes=True)
        self._reader = (
            self.engine
            if self.is_sqlite
            else self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )
        self._turnstile = Lock()
        self._facts = FactsCache()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def write(self, *, patience: float | None = None) -> Iterator[Store]:
        """A writing transaction: committed at the end, undone if anything is raised. Never call the network inside.

        With `patience`, a row that somebody else has locked is waited for only so many seconds, and Busy is raised. On
        SQLite nobody locks rows: all writers queue.
        """
        with (
            self._one_writer(),
            self._explaining(),
            within(self._limit),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            if patience is not None and not self.is_sqlite:
                session.execute(text(f"SET LOCAL lock_timeout = {round(patience * 1000)}"))
            yield Store(session, self.keyring, self._facts)

    @contextmanager
    def read(self) -> Iterator[Store]:
        """A reading transaction that sees one moment of the database. Writing in it fails."""
        with (
            self._explaining(),
            within(self._limit),
            Session(self._reader, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield Store(session, self.keyring, self._facts)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A bare writing transaction, for migrations and the rotation of keys."""
        with self._one_writer(), self._explaining(), however_long(), self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield connection

    def version(self) -> migrations.Version:
        """How its tables compare with those that this program knows."""
        with self._explaining(), self._reader.begin() as connection:
            return migrations.version(connection)

    def now(self) -> datetime:
        """The time by the database's clock, which all machines share; for SQLite that is this machine's."""
        if self.is_sqlite:
            return datetime.now(UTC)
        with self._explaining(), within(self._limit), self._reader.begin() as connection:
            told: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
            return told.astimezone(UTC)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """SQLite has one writer at a time: threads of one process queue up here, fairly and without polling."""
        if not self.is_sqlite:
            yield
            return
        if not self._turnstile.acquire(timeout=self._patience):
            raise DatabaseUnavailable(f"The database {place(self.url)} is too busy; try again.")
        try:
            yield
        finally:
            self._turnstile.release()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            explained = explain(error, self.url)
            if explained is None:
                raise
            raise explained from error
        except NoConnectionFree as error:
            raise DatabaseUnavailable(f"The database {place(self.url)} is too busy; try again.") from error


def upgrade(database: Database) -> None:
    """Bring the database to this program's version. Quick where there is nothing to do; any process may call it.

    Raises DatabaseUnavailable where the database is of a newer one.
    """
    with database.connect() as connection:
        before = migrations.upgrade(connection)
    if before is migrations.Version.NEWER:
        raise DatabaseUnavailable(_NEWER.format(name=place(database.url)))


def make_ready(database: Database) -> None:
    """Make the tables of a database that has none yet. One of another version is left as it is: to migrate is a
    decision, with a copy taken first and nothing running. Raises DatabaseUnavailable."""
    found = database.version()
    if found is migrations.Version.NONE:
        upgrade(database)
    elif found is migrations.Version.OLDER:
        raise DatabaseUnavailable(_OLDER.format(name=place(database.url)))
    elif found is migrations.Version.NEWER:
        raise DatabaseUnavailable(_NEWER.format(name=place(database.url)))


def _parse(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise DatabaseUnavailable(
            "The database address cannot be read; write sqlite:///path/to/file.db or postgresql://user@host/name."
        ) from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise DatabaseUnavailable("Only sqlite:///path/to/file.db and postgresql://user@host/name are supported.")
    folder = Path(url.database).resolve().parent
    if not folder.is_dir():
        raise DatabaseUnavailable(f"The folder {folder} for the database does not exist; make it first.")
    return url


def _development_keyring(url: URL) -> Keyring:
    if url.get_backend_name() != "sqlite":
        raise KeysMissing("PostgreSQL needs encryption keys; set DOCSPOT_ENCRYPTION_KEYS and DOCSPOT_LOOKUP_KEY.")
    file = Path(str(url.database))
    keys = file.with_name(file.name + ".keys")
    has_data = file.exists() and file.stat().st_size > 0
    if has_data and not keys.exists():
        raise KeysMissing(f"The key file {keys} of the database is gone; put it back, or configure the keys.")
    return development_keyring(keys)
