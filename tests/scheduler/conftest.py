"""The demo clinic with a scheduler, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from models.db import Database
from tests.scheduler.desk import Desk


@pytest.fixture
def desk(riverside: Database) -> Desk:
    """It is Monday 1 June 2026, 9:00 in London."""
    return Desk(riverside)
