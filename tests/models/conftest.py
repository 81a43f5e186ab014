"""The demo clinic with people in it."""

from __future__ import annotations

import pytest

from models.db import Database
from tests.models.scene import Scene, scene


@pytest.fixture
def clinic(riverside: Database) -> Scene:
    """On SQLite and on PostgreSQL."""
    return scene(riverside)
