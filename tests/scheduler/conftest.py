"""The demo clinic with a scheduler, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from models.crypto import Keyring
from models.db import Database
from tests.scheduler.desk import Desk


@pytest.fixture
def desk(riverside: Database) -> Desk:
    """It is Monday 1 June 2026, 9:00 in London."""
    return Desk(riverside)


@pytest.fixture(scope="session")
def key_words() -> tuple[str, str]:
    """An encryption key and a lookup key, to be handed to a process of its own."""
    return Fernet.generate_key().decode(), "a lookup key that is only for tests"


@pytest.fixture(scope="session")
def keyring(key_words: tuple[str, str]) -> Keyring:
    """Those keys."""
    return Keyring([key_words[0]], key_words[1])
