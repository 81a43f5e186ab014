"""Opening what most commands need: settings and the database. Every failure is one sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.settings.help import SettingsError
from bot.settings.schema import Settings, load_settings
from cli import FAILED
from models.crypto import Keyring
from models.db import Database, make_ready
from models.errors import DocspotError
from models.keys import check_keys
from models.store import Store
from nlu.core.errors import NluError


@contextmanager
def sentences() -> Iterator[None]:
    """Errors that are meant to be shown become sentences on standard error, and the exit code 1."""
    try:
        yield
    except SettingsError as error:
        fail(*error.problems)
    except (DocspotError, NluError) as error:
        fail(str(error))


def fail(*problems: str) -> NoReturn:
    """Say what is wrong and end."""
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(FAILED)


def settings() -> Settings:
    """The settings, checked."""
    loaded = load_settings()
    loaded.var.mkdir(parents=True, exist_ok=True)
    return loaded


def open_database(given: Settings) -> Database:
    """The clinic's database, its tables made on the first start. Raises DatabaseUnavailable for another version, and
    KeysMissing for keys that are not its own."""
    database = Database(given.database_url.get_secret_value(), keyring(given))
    make_ready(database)
    check_keys(database)
    return database


def shared_secret(given: Settings) -> bytes:
    """Under which Redis sees senders and chats: the lookup key, or without one whatever is known to all processes."""
    secret = given.lookup_key or given.database_url
    return secret.get_secret_value().encode()


def keyring(given: Settings) -> Keyring | None:
    """The configured keys; None where an SQLite database keeps development keys beside it."""
    if not given.encryption_keys or given.lookup_key is None:
        return None
    return Keyring(tuple(key.get_secret_value() for key in given.encryption_keys), given.lookup_key.get_secret_value())


def progress(line: str) -> None:
    """A line of progress, where it does not disturb what the command prints."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def zone_of(store: Store) -> ZoneInfo | None:
    """The clinic's time zone, where there is a clinic."""
    clinic = store.clinic.get()
    return None if clinic is None else clinic.timezone
