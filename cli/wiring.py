"""Opening what commands need: settings, the database, Rasa. Every failure is one sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.bell import redis_client
from bot.clinic_change import change_clinic
from bot.clock import SystemClock
from bot.settings import PROJECT, Settings, load_settings
from bot.settings_help import SettingsError
from models.clinic_file import load_clinic
from models.crypto import Keyring
from models.db import Database, make_ready
from models.errors import DocspotError
from models.keys import check_keys
from models.store import Store
from nlu.client import LocalCache, ParseCache, RasaClient
from nlu.errors import NluError
from nlu.redis_cache import RedisCache
from nlu.server import RasaServer
from nlu.trained import Models

FAILED = 1
"""The exit code of everything that could not be done."""


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


def nlu_token(given: Settings) -> str | None:
    """What is shown to the Rasa server, and wanted by one of our own."""
    return given.nlu_token.get_secret_value() if given.nlu_token else None


def rasa_client(given: Settings, url: str) -> RasaClient:
    """A client of the Rasa server at `url`, which remembers what it was told: in Redis too, where there is one."""
    caches: list[ParseCache] = [LocalCache()]
    if given.redis_url is not None:
        caches.append(RedisCache(redis_client(given.redis_url.get_secret_value()), shared_secret(given)))
    return RasaClient(url, timeout_seconds=given.nlu_timeout_seconds, caches=caches, token=nlu_token(given))


@contextmanager
def rasa_server(given: Settings) -> Iterator[str]:
    """The address of the configured Rasa server, or of one started as a child process, trained first if need be."""
    if given.nlu_url is not None:
        yield given.nlu_url
        return
    models = Models(PROJECT, given.var)
    server = RasaServer(PROJECT, models.to_serve(progress), chosen=models.chosen, token=nlu_token(given))
    server.start()
    try:
        server.wait_ready()
        yield server.url
    finally:
        server.stop()


def progress(line: str) -> None:
    """A line of progress, where it does not disturb what the command prints."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def import_first(database: Database, file: Path | None) -> None:
    """Import the clinic file; where none is given, a database without a clinic gets the demo clinic."""
    with database.read() as store:
        zone = zone_of(store)
    if file is None and zone is not None:
        return
    loaded = load_clinic(file or PROJECT / "demo" / "clinic.yml", zone)
    with database.write() as store:
        change_clinic(store, loaded, SystemClock().now())


def zone_of(store: Store) -> ZoneInfo | None:
    """The clinic's time zone, where there is a clinic."""
    clinic = store.clinic.get()
    return None if clinic is None else clinic.timezone
