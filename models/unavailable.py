"""What to tell a person when the database cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from models.errors import Busy, DatabaseUnavailable

_SQLITE = {
    "unable to open database file": "The database {name} cannot be opened; check that its folder exists and is yours.",
    "database is locked": "The database {name} is locked by another program; close that program or try again.",
    "readonly database": "The database {name} cannot be written; check the permissions of the file and its folder.",
    "disk is full": "The disk with the database {name} is full; make room and try again.",
    "disk i/o error": "The disk with the database {name} reports an error; check the disk.",
    "not a database": "{name} is not a database; give another file or put back a copy.",
    "malformed": "The database {name} is damaged; put back a copy.",
    "no such table": "The database {name} is of another version; run `docspot db upgrade`.",
    "no such column": "The database {name} is of another version; run `docspot db upgrade`.",
}

_REFUSED = "The database {name} refuses this user; check DOCSPOT_DATABASE_URL."

_SQLSTATES = {
    "42P01": "The database {name} is of another version; run `docspot db upgrade`.",
    "42703": "The database {name} is of another version; run `docspot db upgrade`.",
    "53100": "The disk of the database {name} is full; make room and try again.",
    "28P01": _REFUSED,
    "42501": _REFUSED,
}
"""PostgreSQL's error codes: no such table, no such column, disk full, wrong password, no privilege."""

_LOCK_NOT_AVAILABLE = "55P03"


def explain(error: DBAPIError, url: URL) -> DatabaseUnavailable | None:
    """One sentence for an error that is the database's and not ours. None for all others."""
    find = _sqlite if url.get_backend_name() == "sqlite" else _postgresql
    sentence = next((found for one in _behind(error) if (found := find(one))), None)
    kind = Busy if any(_sqlstate(one) == _LOCK_NOT_AVAILABLE for one in _behind(error)) else DatabaseUnavailable
    return None if sentence is None else kind(sentence.format(name=place(url)))


def place(url: URL) -> str:
    """Where the database is, without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "localhost"
    return f"{url.database} on {host if isinstance(host, str) else host[0]}"


def _behind(error: BaseException | None) -> Iterator[DBAPIError]:
    """The error, and those it came after: a full disk ends the transaction, so that undoing a savepoint fails too."""
    while error is not None:
        if isinstance(error, DBAPIError):
            yield error
        error = error.__context__


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _sqlite(error: DBAPIError) -> str | None:
    said = str(error.orig).lower()
    return next((sentence for fragment, sentence in _SQLITE.items() if fragment in said), None)


def _postgresql(error: DBAPIError) -> str | None:
    if sentence := _SQLSTATES.get(_sqlstate(error)):
        return sentence
    said = str(error.orig)
    if "password authentication failed" in said or "does not exist" in said:
        return "The database {name} is not there or refuses this user; check DOCSPOT_DATABASE_URL."
    if "invalid connection option" in said:
        return (
            "The address of the database {name} has an option that PostgreSQL does not know; check what follows its ?."
        )
    if type(error).__name__ in {"OperationalError", "InterfaceError"} or error.connection_invalidated:
        return "The database {name} cannot be reached or is too busy; check that it runs, and try again."
    return None
