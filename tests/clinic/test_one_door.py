"""Every change goes through the clinic's services: nothing outside `clinic/` plans, or writes to what they look after.

Read off the sources, so that whoever adds a caller hears of it at once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("bot", "cli", "scheduler", "webhooks")

READING = {
    "absences": {"coming", "displaced_among", "displaces", "due", "due_of", "lapsed", "next_offer", "next_report"}
    | {"of_doctor"},
    "audit": {"count", "latest"},
    "bookings": {"count_upcoming", "find", "free_times", "get", "may_change", "nearest", "seen_from", "upcoming"}
    | {"why_not", "worked"},
    "chat_links": {"ways"},
    "conversations": {"get", "handoffs", "is_waiting", "lock", "open", "save"},  # opening is meeting; save, its thread
    "doctor_chats": {"all", "claim", "get", "of_conversation", "of_doctor", "save"},
    "events": {"after", "count"},
    "merging": {"merges"},
    "people": {"account", "account_of_phone", "address", "addresses", "find_address", "is_anybody_outside"}
    | {"patient", "patients"},
    "planned": {"around", "claim", "next_due", "of_account", "of_appointment", "of_message", "reachable", "read"},
    "ratings": {"attendance", "by_month", "get"},
}
"""What may be asked of the parts of the store that the services look after; the inbox, the outbox and what is set aside
are others'."""

SENDING = {"give_up", "miss_passed", "postpone", "release", "retarget"}
"""What becomes of planned messages once they are due is for whoever sends them."""

SENDERS = {"bot/outreach/send_guard.py", "cli/console.py", "scheduler/release.py"}

UNDER_IT = {"bot/core/batch.py"}
"""Where the database is asked whose a fault is."""

PLANNING = {"plan", "unplan", "import_clinic"}

SOURCES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def breaches(tree: ast.AST, path: str = "") -> Iterator[str]:
    """Where a source goes past the services, "line: what"."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLANNING:
            yield f"{node.lineno}: {node.func.id}()"
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name in PLANNING)
        if isinstance(node, ast.Attribute) and node.attr in READING and _is_store(node.value):
            asked = parents.get(node)
            name = asked.attr if isinstance(asked, ast.Attribute) else "kept under another name"
            may = READING[node.attr] | (SENDING if node.attr == "planned" and path in SENDERS else set())
            if name not in may:
                yield f"{node.lineno}: store.{node.attr}: {name}"
        if isinstance(node, ast.Attribute) and _is_session(node) and path not in UNDER_IT:
            yield f"{node.lineno}: what lies under the store"
        if isinstance(node, ast.arg) and _is_named(node.annotation, "Store") and node.arg != "store":
            yield f"{node.lineno}: a Store called {node.arg}"
        if isinstance(node, ast.withitem) and _opens(node.context_expr) and not _is_called_store(node.optional_vars):
            yield f"{node.context_expr.lineno}: a Store that is not called store"


def _is_store(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id.lstrip("_") == "store") or (
        isinstance(node, ast.Attribute) and node.attr.lstrip("_") == "store"
    )


def _is_session(node: ast.Attribute) -> bool:
    return node.attr == "session" and _is_store(node.value)


def _is_named(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _opens(node: ast.expr) -> bool:
    """`database.read()` or `.write()`, and nothing that is read from a file."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("read", "write")


def _is_called_store(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Name) and node.id == "store")


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nobody_goes_past_the_services(file: Path) -> None:
    path = str(file.relative_to(ROOT))
    assert list(breaches(ast.parse(file.read_text(encoding="utf-8")), path)) == []


@pytest.mark.parametrize(
    "source",
    [
        "store.bookings.cancel(1, now)",
        "self._store.people.rename(1, 'Eve', now)",
        "desk.store.absences.unblock(1, now, now, now)",
        "book = store.bookings",
        "plan(store, one, now)",
        "from clinic.planning import plan",
        "import_clinic(store, file, now)",
        "store.planned.give_up(row, status, 'why', now)",
        "store.audit.add(now, 'desk', 'read', 'conversation', 1)",
        "store.session.execute(statement)",
        "def work(memory: Store) -> None: ...",
        "with database.write() as memory: ...",
    ],
)
def test_each_way_past_them_is_seen(source: str) -> None:
    assert len(list(breaches(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "store.bookings.get(1)",
        "bookings.cancel(actor, 1)",
        "self._people.rename(actor, 1, 'Eve')",
        "store.conversations.save(1, state, version)",
        "store.inbox.finish(claim, now)",
    ],
)
def test_what_is_allowed_is_let_be(source: str) -> None:
    assert list(breaches(ast.parse(source))) == []
