"""The command line shows what was set aside, and lets nobody in under a name that cannot be spoken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import literal, update

from models.db import Database
from models.tables import PatientRow
from models.types import Encrypted
from tests.e2e.test_command_line import DEMO, Run

BOOK = ("appointments", "book", "--doctor", "Lee", "--start", "2026-12-01T10:00", "--phone", "+44 7700 900123")
SMS = {
    "DOCSPOT_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "DOCSPOT_TWILIO_AUTH_TOKEN": "0" * 32,
    "DOCSPOT_TWILIO_SMS_FROM": "+447700900000",
}


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 201, "\u202eJohn"])
def test_the_desk_hears_why_it_is_no_name(run: Run, name: str) -> None:
    run("clinic", "import", DEMO)
    ended = run(*BOOK, "--patient", name)
    assert ended.returncode == 1
    assert "name" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert json.loads(run("appointments", "list", "--json").stdout) == []


def test_what_older_versions_let_in_is_set_aside_shown_and_can_be_called_off(run: Run, tmp_path: Path) -> None:
    run("clinic", "import", DEMO)
    made = json.loads(run(*BOOK, "--patient", "Somebody", "--json").stdout)
    spoil(tmp_path / "var" / "docspot.db")
    assert run("scheduler", "--once", "--at", "2026-11-30T10:05", "--yes").returncode == 0
    (row,) = json.loads(run("aside", "list", "--json").stdout)
    assert (row["kind"], row["attempts"]) == ("planned", 1)
    assert run("aside", "retry", row["kind"], row["item"]).returncode == 0
    assert run("aside", "list").stdout == "Nothing was set aside.\n"
    again = run("aside", "retry", row["kind"], row["item"])
    assert (again.returncode, again.stderr) == (1, f"There is no planned set aside under {row['item']}.\n")
    assert "Cancelled" in run("appointments", "cancel", str(made["id"]), **SMS).stdout


def test_other_keys_than_the_datas_are_said_at_the_start(run: Run) -> None:
    keys = {"DOCSPOT_ENCRYPTION_KEYS": Fernet.generate_key().decode(), "DOCSPOT_LOOKUP_KEY": "l" * 40}
    assert run("clinic", "import", DEMO, **keys).returncode == 0
    for wrong in ({"DOCSPOT_ENCRYPTION_KEYS": Fernet.generate_key().decode()}, {"DOCSPOT_LOOKUP_KEY": "m" * 40}):
        for command in (("check",), ("worker",), ("web",)):
            ended = run(*command, **{**keys, **wrong})
            assert ended.returncode == 1
            assert next(iter(wrong)) in ended.stdout + ended.stderr
            assert "Traceback" not in ended.stderr


def spoil(file: Path) -> None:
    """The name is empty, as older versions kept it."""
    database, table = Database(f"sqlite:///{file}"), PatientRow.__table__  # type: ignore[attr-defined]
    with database.connect() as connection:
        written = literal(database.keyring.encrypt(""), type_=Encrypted.impl())
        connection.execute(update(table).values(name=written))
    database.close()
