"""A plugin for pytest (`-p tests.one_of_each`): of all tests that ask for the same fixtures, the first alone."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out whatever sets up nothing new."""
    first: dict[tuple[frozenset[str], str], pytest.Item] = {}
    for item in items:
        if isinstance(item, pytest.Function):
            given = item.callspec.params if hasattr(item, "callspec") else {}
            asked_for = frozenset(name for name in item.fixturenames if name not in given)
            first.setdefault((asked_for, str(given.get("database"))), item)
    items[:] = list(first.values())
