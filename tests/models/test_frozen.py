"""A PostgreSQL server that is there and says nothing: a stopped machine, a broken network."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.crypto import Keyring
from models.db import Database
from models.errors import DatabaseUnavailable
from tests.conftest import NOW
from tests.standins.wire import Wire

PATIENCE = 10.0
"""Seconds; providers wait 15 and longer."""


@pytest.fixture
def wire(postgres_database: Database) -> Iterator[Wire]:
    url = postgres_database.url
    with Wire(url.host or str(url.query.get("host", "127.0.0.1")), url.port or 5432) as wire:
        yield wire


@pytest.fixture
def edge(postgres_database: Database, keyring: Keyring, wire: Wire) -> Iterator[Database]:
    """As the webhooks open it."""
    url = postgres_database.url.difference_update_query(["host"]).set(host="127.0.0.1", port=wire.port)
    database = Database(url.render_as_string(hide_password=False), keyring, patience=1.0, limit=2.0)
    yield database
    database.close()


def take(database: Database, number: str) -> bool:
    with database.write() as store:
        return store.inbox.add("console", number, "p1", "{}", NOW) is not None


def test_a_server_that_freezes_is_given_up_and_found_again(edge: Database, wire: Wire) -> None:
    assert take(edge, "1")
    wire.freeze()
    with ThreadPoolExecutor(16) as threads:  # more than one connection each, and none is waited for in turn
        for attempt in range(2):  # the second finds no connection that was open before
            asked = [threads.submit(take, edge, f"{attempt}.{number}") for number in range(16)]
            for one in asked:
                assert isinstance(one.exception(timeout=PATIENCE), DatabaseUnavailable)
    wire.thaw()
    assert take(edge, "2")


def test_a_server_that_freezes_in_the_middle_of_a_transaction(edge: Database, wire: Wire) -> None:
    def slow() -> bool:
        with edge.write() as store:
            store.inbox.add("console", "1", "p1", "{}", NOW)
            wire.freeze()
        return True

    with ThreadPoolExecutor(1) as threads:
        assert isinstance(threads.submit(slow).exception(timeout=PATIENCE), DatabaseUnavailable)
    wire.thaw()
    take(edge, "1")
    with edge.read() as store:
        assert store.inbox.waiting() == 1


def test_a_connection_that_is_cut_is_the_databases_fault(edge: Database, wire: Wire) -> None:
    assert take(edge, "1")
    with pytest.raises(DatabaseUnavailable):
        _cut_meanwhile(edge, wire)
    assert take(edge, "2")


def _cut_meanwhile(edge: Database, wire: Wire) -> None:
    with edge.write() as store:
        assert store.inbox.waiting() == 1
        wire.cut()
        store.inbox.add("console", "2", "p1", "{}", NOW)
