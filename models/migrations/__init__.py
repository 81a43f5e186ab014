"""Alembic migrations, run from within the program."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 7_330_517
"""Any number, as long as no other program takes the same advisory lock in this database."""


def config(connection: Connection) -> Config:
    """Alembic's settings for one connection; there is no ini file."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


class Version(Enum):
    """How the tables of a database compare with those that this program knows."""

    NONE = "there are none yet"
    OLDER = "older"
    THIS = "the same"
    NEWER = "newer"


def version(connection: Connection) -> Version:
    """Of the database behind `connection`. Every command asks, so Alembic, slow to load, is not asked."""
    if not inspect(connection).has_table("alembic_version"):
        return Version.NONE
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        return Version.NONE
    known = revisions()
    if found == known[-1]:
        return Version.THIS
    return Version.OLDER if found in known else Version.NEWER


def revisions() -> tuple[str, ...]:
    """Those this program knows, the oldest first: each file's name begins with its own."""
    return tuple(sorted(file.name[:4] for file in (Path(__file__).parent / "versions").glob("[0-9]*.py")))


def upgrade(connection: Connection) -> Version:
    """Bring the database behind `connection` to this program's version, in its transaction, one process at a time.

    What it was before; a newer one is left as it is.
    """
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = version(connection)
    if before in (Version.NONE, Version.OLDER):
        command.upgrade(config(connection), "head")
    return before
