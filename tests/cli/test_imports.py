"""A command imports what it needs: whoever asks for help, or for the book, does not wait for Rasa's client."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup

from cli.later import Later
from docspot import command_line
from tests.conftest import DEMO_CLINIC, ROOT

PROBE = """
import sys
from docspot import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

ELSEWHERE = {"alembic", "apscheduler", "babel", "flask", "httpx", "icalendar", "phonenumbers", "prometheus_client"}
ELSEWHERE |= {"psycopg", "rapidfuzz", "redis", "rich.table", "spellchecker", "telegram", "twilio", "waitress", "yaml"}
"""What neither the help nor an empty day's book needs."""

DATABASE = {"cryptography", "pydantic", "pydantic_settings", "sqlalchemy", "sqlmodel"}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (("--help",), (ELSEWHERE - {"rich.table"}) | DATABASE),
        (("appointments", "list"), ELSEWHERE),
        (("appointments", "list", "--day", "2026-06-01", "--json"), ELSEWHERE),
        (("outbox", "list", "--json"), ELSEWHERE - {"rich.table"}),
    ],
)
def test_what_is_not_needed_is_not_imported(
    arguments: tuple[str, ...], unneeded: set[str], tmp_path: Path, python: str
) -> None:
    environment = {**os.environ, "DOCSPOT_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [python, str(ROOT / "docspot.py"), "clinic", "import", str(DEMO_CLINIC)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    done = subprocess.run(
        [python, "-c", PROBE, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert unneeded & set(done.stderr.split()) == set()


def test_what_a_command_has_imported_is_not_looked_through_for_garbage(python: str) -> None:
    """It would take a quarter of a short command's time."""
    probe = "import gc; from docspot import COMMANDS; COMMANDS['ratings'].load()"
    told = f"{probe}; print(gc.get_freeze_count(), gc.isenabled())"
    done = subprocess.run([python, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    frozen, enabled = done.stdout.split()
    assert int(frozen) > 100_000
    assert enabled == "True"


def _later(group: TyperGroup) -> Iterator[tuple[Later, str]]:
    """Every command that is known by its name and help before it is imported, and its own help."""
    for one in group.commands.values():
        if isinstance(one, Later):
            loaded = one.load()
            yield one, loaded.help or ""
            if isinstance(loaded, TyperGroup):
                yield from _later(loaded)


def test_a_command_says_of_itself_what_is_said_of_it_before_it_is_imported() -> None:
    known = list(_later(command_line()))
    assert {one.name: one.help for one, _ in known} == {one.name: own.split("\n\n")[0] for one, own in known}
    assert len(known) > 20
