"""The front desk and people: whose phone it is, numbers that cannot be, and names that are corrected."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.outreach.notifier import Outreach
from clinic.actor import patient
from clinic.joining import Joining
from models.db import Database
from tests.conftest import NOW
from tests.e2e.test_command_line import DEMO, Run

BOOK = ("appointments", "book", "--doctor", "Lee")
PHONE = "+447700900123"


@pytest.fixture
def desk(run: Run) -> Run:
    run("clinic", "import", DEMO)
    return run


def people(tmp_path: Path) -> dict[str, str]:
    """Everybody under the phone, and what they are to its owner."""
    database = Database(f"sqlite:///{tmp_path}/var/docspot.db")
    with database.read() as store:
        account = store.people.account_of_phone(PHONE)
        found = {one.name: one.relation for one in store.people.patients(account.id)} if account else {}
    database.close()
    return found


def test_the_first_one_booked_under_a_phone_is_not_its_owner(desk: Run, tmp_path: Path) -> None:
    desk(*BOOK, "--start", "2026-12-01T10:00", "--patient", "Ella Kaur", "--phone", PHONE)
    assert people(tmp_path) == {"Ella Kaur": "unknown"}
    desk(*BOOK, "--start", "2026-12-01T11:20", "--patient", "ELLA  KAUR", "--phone", "07700 900123", "--for", "child")
    assert people(tmp_path) == {"Ella Kaur": "child"}
    desk(*BOOK, "--start", "2026-12-02T10:00", "--patient", "Anna Kaur", "--phone", PHONE, "--for", "self")
    assert people(tmp_path) == {"Ella Kaur": "child", "Anna Kaur": "self"}
    second = desk(*BOOK, "--start", "2026-12-03T10:00", "--patient", "Tom", "--phone", PHONE, "--for", "self")
    assert second.returncode == 1
    assert "somebody else's own" in second.stderr
    wrong = desk(*BOOK, "--start", "2026-12-03T10:00", "--patient", "Tom", "--phone", PHONE, "--for", "cousin")
    assert "--for takes one of: self, child" in wrong.stderr
    assert "Tom" not in people(tmp_path)


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("+44 7700", "cannot be a phone number"),
        ("7700", "cannot be a phone number"),
        ("+999 123456789", "cannot be a phone number"),
        ("ask her", "cannot be a phone number"),
        ("+442079460000", "the clinic's own number"),
        ("020 7946 0000", "the clinic's own number"),
    ],
)
def test_a_number_that_cannot_be_the_patients_is_refused(desk: Run, phone: str, said: str) -> None:
    ended = desk(*BOOK, "--start", "2026-12-01T10:00", "--patient", "Ada Love", "--phone", phone)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert desk("appointments", "list").stdout == "There are no appointments.\n"


def test_a_name_is_corrected_for_all_appointments(desk: Run) -> None:
    for start in ("2026-12-01T10:00", "2026-12-02T10:00"):
        desk(*BOOK, "--start", start, "--patient", "Jon Miler", "--phone", PHONE)
    assert desk("patients", "rename", "1", "John\u00a0Miller").stdout == "Renamed: Jon Miler is John Miller now.\n"
    rows = json.loads(desk("appointments", "list", "--json").stdout)
    assert {one["patient"] for one in rows} == {"John Miller"}
    assert desk("patients", "rename", "1", " ").returncode == 1
    assert "There is no appointment 77" in desk("patients", "rename", "77", "Ann").stderr


def test_a_number_is_taken_from_whoever_had_it(desk: Run, tmp_path: Path) -> None:
    desk(*BOOK, "--start", "2026-12-01T10:00", "--patient", "Ella Kaur", "--phone", PHONE)
    assert "nobody's now" in desk("patients", "new-owner", "07700 900123").stdout
    assert people(tmp_path) == {}
    assert "Nobody is noted" in desk("patients", "new-owner", PHONE).stderr
    assert desk("patients", "list").stdout == "No accounts have been made one.\n"


@pytest.mark.parametrize(
    ("answer", "said", "shared"), [("join", "They are one now", 1), ("keep-apart", "They stay two", 0)]
)
def test_the_desk_answers_for_who_cannot_be_asked(
    desk: Run, tmp_path: Path, answer: str, said: str, shared: int
) -> None:
    desk(*BOOK, "--start", "2026-12-01T10:00", "--patient", "Ella Kaur", "--phone", PHONE)
    database = Database(f"sqlite:///{tmp_path}/var/docspot.db")
    with database.write() as store:
        talk = store.conversations.open("telegram", "7", NOW)
        Joining(store, datetime.now(UTC), Outreach()).ask(patient(talk), PHONE)
    waiting = desk("patients", "list").stdout
    assert waiting.startswith("1  waits since ")
    assert waiting.endswith(": a chat says it is Ella Kaur\n")
    assert "may be somebody we know" in desk("handoff", "list").stdout
    assert said in desk("patients", answer, "1").stdout
    assert "Nobody waits under that number" in desk("patients", answer, "1").stderr
    with database.read() as store:
        assert len(store.people.patients(store.conversations.get(talk.id).account_id)) == shared
        assert [one.kind for one in store.outbox.latest(conversation_id=talk.id)] == ["desk"]
    database.close()
