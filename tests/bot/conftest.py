"""What the tests of the doctors' side share."""

from __future__ import annotations

import pytest

from models.db import Database
from tests.bot.practice import Practice


@pytest.fixture
def practice(sqlite_database: Database) -> Practice:
    """Dr Lee has a chat."""
    made = Practice(sqlite_database)
    made.doctor_chat()
    return made
