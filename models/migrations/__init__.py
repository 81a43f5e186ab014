"""Alembic migrations, run from within the program."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_LOCK = 7_330_517
"""Any number, as long as no other program takes the same advisory lock in this database."""


def config(connection: Connection) -> Config:
    """Alembic's settings for one connection; there is no ini file."""
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
    """Of the database behind `connection`."""
    known = ScriptDirectory.from_config(config(connection))
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return Version.NONE
    if found == known.get_current_head():
        return Version.THIS
    return Version.OLDER if found in {one.revision for one in known.walk_revisions()} else Version.NEWER


def upgrade(connection: Connection) -> Version:
    """Bring the database behind `connection` to this program's version, in its transaction, one process at a time.

    What it was before; a newer one is left as it is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = version(connection)
    if before in (Version.NONE, Version.OLDER):
        command.upgrade(config(connection), "head")
    return before
