"""The command line: what other programs rely on, and what is said when something is wrong."""

from __future__ import annotations

import base64
import json
import socket
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic.command import upgrade as migrate

from models.clinic_file import load_clinic
from models.db import Database
from models.migrations import config
from tests.conftest import NOW

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]
DEMO = str(ROOT / "demo" / "clinic.yml")

POSTGRES = {
    "DOCSPOT_ENCRYPTION_KEYS": base64.urlsafe_b64encode(bytes(32)).decode(),
    "DOCSPOT_LOOKUP_KEY": "0" * 32,
}

BROKEN = """\
clinic: {nam: X, timezone: Mars/X}
doctors:
  - {name: Dr. A, hours: {mon: ["9-5"]}}
"""


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("appointments", "list"), {"DOCSPOT_DATABASE_URL": "sqlite:////nowhere/at/all.db"}, "does not exist"),
        (("appointments", "list"), {"DOCSPOT_DATABASE_URL": "postgresql://u@127.0.0.1:1/x"}, "DOCSPOT_ENCRYPTION_KEYS"),
        (("appointments", "list"), {"DOCSPOT_DATABASE_URL": "mysql://x"}, "DOCSPOT_DATABASE_URL"),
        (("appointments", "list"), {}, "import a clinic file"),
        (("check",), {"DOCSPOT_TELEGRAM_TOKEN": "not a token"}, "DOCSPOT_TELEGRAM_TOKEN"),
        (("check",), {"DOCSPOT_TELEGRAM_TOKE": "1:a"}, "did you mean DOCSPOT_TELEGRAM_TOKEN"),
        (("clinic", "import", "/nowhere.yml"), {}, "cannot be read"),
        (("appointments", "list"), POSTGRES | {"DOCSPOT_DATABASE_URL": "postgresql://u@127.0.0.1:1/x"}, "be reached"),
        (("appointments", "list"), POSTGRES | {"DOCSPOT_DATABASE_URL": "postgresql://u@h:ab/x"}, "DATABASE_URL"),
        (("appointments", "list"), POSTGRES | {"DOCSPOT_DATABASE_URL": "postgresql://u@127.0.0.1/x?a=b"}, "option"),
        (("scheduler", "--once"), {"DOCSPOT_REDIS_URL": "redis://127.0.0.1:99999/0"}, "DOCSPOT_REDIS_URL"),
        (("check",), {"DOCSPOT_NLU_URL": "http://127.0.0.1:99999"}, "DOCSPOT_NLU_URL"),
        (("clinic", "import", DEMO), {"DOCSPOT_HOME": "/etc/passwd"}, "/etc/passwd/var: Not a directory"),
        (("clinic", "import", DEMO), {"DOCSPOT_HOME": "/proc/nowhere"}, "cannot be done"),
        (("nlu", "models"), {"DOCSPOT_HOME": "/proc/nowhere"}, "cannot be done"),
        (("nlu", "serve", "--host", "0.0.0.0"), {}, "DOCSPOT_NLU_TOKEN"),
        (("appointments", "cancel", "77"), {}, "There is no appointment 77"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    run: Run, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    ended = run(*arguments, **settings)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_names_need_not_stand_in_the_list_of_processes(run: Run) -> None:
    run("clinic", "import", DEMO)
    book = ("appointments", "book", "--doctor", "Lee", "--start", "2026-12-01T10:00")
    made = run(*book, "--patient", "-", "--phone", "-", "--json", stdin="Ada Love\n+44 7700 900123\n")
    assert json.loads(made.stdout)["patient"] == "Ada Love"
    missing = run(*book)
    assert missing.returncode == 1
    assert "The patient's name is missing" in missing.stderr


def test_an_appointment_begins_with_a_minute(run: Run) -> None:
    run("clinic", "import", DEMO)
    refused = run("appointments", "book", "--doctor", "Lee", "--start", "2026-12-01T10:00:13", "--patient", "Ada Love")
    assert refused.returncode == 1
    assert "begins with a minute" in refused.stderr


def test_what_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    run("clinic", "import", DEMO)
    for place, says in (("/nowhere/clinic.yml", "No such file"), ("/dev/full", "No space left")):
        ended = run("clinic", "export", place)
        assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1), place
        assert says in ended.stderr
    file = tmp_path / "clinic.yml"
    assert run("clinic", "export", str(file)).returncode == 0
    assert "doctors:" in file.read_text()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_broken_clinic_file_changes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("clinic", "import", DEMO).returncode == 0
    before = run("clinic", "export", "-").stdout
    file = tmp_path / "broken.yml"
    file.write_text(BROKEN)
    ended = run("clinic", "import", str(file))
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 4, "every mistake at once"
    assert all(line.startswith(f"{file}:") for line in ended.stderr.splitlines())
    assert run("clinic", "export", "-").stdout == before


def test_importing_twice_changes_nothing(run: Run) -> None:
    assert "Added Dr. Sam Lee" in run("clinic", "import", DEMO).stdout
    assert run("clinic", "import", DEMO).stdout == "Nothing has changed.\n"


def test_a_busy_port(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        ended = run("run", "--port", str(busy.getsockname()[1]))
    assert ended.returncode == 1
    assert "choose another with --port" in ended.stderr


LONDON = ZoneInfo("Europe/London")
HOLIDAYS = load_clinic(DEMO).holidays


def coming(weekday: int, clock: str, *, days: int = 7) -> datetime:
    """That weekday (0 is Monday) so many days from now or later, at that time, and no holiday."""
    day = datetime.now(LONDON).date() + timedelta(days=days)
    while day.weekday() != weekday or day in HOLIDAYS:
        day += timedelta(days=1)
    return datetime.combine(day, time.fromisoformat(clock), LONDON)


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"


def test_the_front_desk(run: Run) -> None:
    run("clinic", "import", DEMO)
    ten, eleven = coming(1, "10:00"), coming(1, "11:00")
    book = ("appointments", "book", "--doctor", "lee", "--patient", "Ada Love", "--start")
    made = json.loads(run(*book, written(ten), "--json").stdout)
    assert (made["start"], made["told"]) == (ten.isoformat(), None)
    taken = run(*book, written(coming(1, "10:20")))
    assert taken.returncode == 1
    assert f"cannot be booked at {ten:%Y-%m-%d} 10:20 {ten:%Z}: that time is taken" in taken.stderr
    assert "please call the patient" in run("appointments", "move", str(made["id"]), "--start", written(eleven)).stdout
    assert "Cancelled" in run("appointments", "cancel", str(made["id"])).stdout
    (row,) = json.loads(run("appointments", "list", "--json").stdout)
    assert (row["status"], row["start"]) == ("cancelled", eleven.isoformat())


def test_a_mark_that_comes_too_early_is_not_taken_and_a_call_off_is_taken_back(run: Run) -> None:
    run("clinic", "import", DEMO)
    ten, book = coming(1, "10:00"), ("appointments", "book", "--doctor", "lee", "--patient", "Ada Love", "--start")
    run(*book, written(ten))
    early = run("appointments", "no-show", "1")
    assert early.returncode == 1
    assert f"That appointment is on {ten:%Y-%m-%d %H:%M %Z}; it cannot be no-show before then." in early.stderr
    run("appointments", "cancel", "1")
    assert f"Open again: 1, Ada Love with Dr. Sam Lee, {ten:%Y-%m-%d}" in run("appointments", "reopen", "1").stdout
    run("appointments", "cancel", "1")
    run(*book, written(coming(1, "10:20")))
    taken = run("appointments", "reopen", "1")
    assert taken.returncode == 1
    assert f"that time is taken. The nearest free times with Dr. Sam Lee: {ten:%Y-%m-%d} 09:" in taken.stderr


@pytest.mark.parametrize(
    ("at", "said", "flag"),
    [
        (coming(1, "10:00", days=-30), "has passed already; with --past", "--past"),
        (coming(1, "10:00", days=3650), "is more than 90 days ahead; with --anyway", "--anyway"),
        (coming(6, "10:00"), ": that is outside working hours. With --anyway", "--anyway"),
    ],
)
def test_the_desk_is_asked_before_it_does_what_looks_like_a_slip(run: Run, at: datetime, said: str, flag: str) -> None:
    run("clinic", "import", DEMO)
    book = ("book", "--doctor", "lee", "--patient", "Ada Love")
    run("appointments", *book, "--start", written(coming(1, "10:00")))
    for command in (book, ("move", "1")):
        refused = run("appointments", *command, "--start", written(at))
        assert refused.returncode == 1
        assert f"{at:%Y-%m-%d %H:%M %Z}" in refused.stderr
        assert said in refused.stderr
    insisted = json.loads(run("appointments", "move", "1", "--start", written(at), flag, "--json").stdout)
    assert insisted["start"] == at.isoformat()
    assert ("told" in insisted) == (flag != "--past"), "nobody is told of what is over"


COMMANDS = (
    ("appointments", "list"),
    ("clinic", "export", "-"),
    ("scheduler", "--once"),
    ("chat", "--jsonl"),
    ("worker",),
)


@pytest.mark.parametrize(
    ("version", "says"), [("0006", "run `docspot db upgrade`"), ("9999", "newer version than this program")]
)
def test_a_database_of_another_version_is_left_alone_and_told_of(
    run: Run, tmp_path: Path, version: str, says: str
) -> None:
    assert run("clinic", "import", DEMO).returncode == 0
    with closing(sqlite3.connect(tmp_path / "var" / "docspot.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = ?", (version,))
    for command in COMMANDS:
        ended = run(*command)
        assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1), command
        assert says in ended.stderr
    if version == "9999":
        assert says in run("db", "upgrade").stderr


def test_only_the_command_migrates(run: Run, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/docspot.db")
    with database.connect() as connection:
        migrate(config(connection), "0006")
    there = {"DOCSPOT_DATABASE_URL": f"sqlite:///{tmp_path}/docspot.db"}
    assert "run `docspot db upgrade`" in run("appointments", "list", **there).stderr
    assert run("db", "upgrade", **there).returncode == 0
    assert "import a clinic file" in run("appointments", "list", **there).stderr
    database.close()


def test_time_does_not_run_ahead_by_an_oversight(run: Run, nlu_url: str) -> None:
    ahead = ("scheduler", "--once", "--at", f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%dT%H:%M}")
    hello = '{"sender": "p1", "text": "hello"}\n'
    assert run("chat", "--jsonl", stdin=hello, DOCSPOT_NLU_URL=nlu_url).returncode == 0
    assert run(*ahead).returncode == 0, "nobody is there but in the terminal"
    made = ("appointments", "book", "--doctor", "Lee", "--patient", "Ada Love", "--phone", "+44 7700 900123")
    monday = datetime.now(UTC) + timedelta(days=14 - datetime.now(UTC).weekday())
    assert run(*made, "--start", f"{monday:%Y-%m-%d}T10:00").returncode == 0
    telegram = {"DOCSPOT_TELEGRAM_TOKEN": "1:a"}
    for settings in ({}, telegram):
        refused = run(*ahead, **settings)
        assert refused.returncode == 1
        assert "--yes" in refused.stderr
    assert json.loads(run("appointments", "list", "--json").stdout)[0]["status"] == "booked"
    stand_in = telegram | {"DOCSPOT_TELEGRAM_API_URL": "http://127.0.0.1:9"}
    assert run(*ahead, **stand_in).returncode == 0
    assert run(*ahead, "--yes", **telegram).returncode == 0


def test_understanding_line_by_line(run: Run, nlu_url: str) -> None:
    lines = [
        {"id": 1, "text": "book dr rao next tuesday at 5", "asked": None, "now": "2026-06-01T09:00"},
        {"id": 2, "text": "no, the 9th after 3", "asked": "confirmation", "now": "2026-06-01T09:00"},
        {"id": 3, "text": "Yes. Can the dermatologist park?", "asked": "confirmation", "now": "2026-06-01T09:00"},
    ]
    ended = run(
        "understand",
        "--jsonl",
        "--clinic",
        DEMO,
        stdin="".join(f"{json.dumps(line)}\n" for line in lines),
        DOCSPOT_NLU_URL=nlu_url,
    )
    first, second, third = (json.loads(line) for line in ended.stdout.splitlines())
    assert first["id"] == 1
    assert (first["intent"], first["doctor"]) == ("book_appointment", "Dr. Maya Rao")
    assert (first["date"], first["time"]) == ("2026-06-09", "17:00")
    assert (second["intent"], second["date"], second["after"]) == ("deny", "2026-06-09", "15:00")
    assert "time" not in second
    assert (third["intent"], third["specialty"]) == ("affirm", "Dermatology")
    assert (third["then"]["intent"], third["then"]["specialty"]) == ("clinic_info", "Dermatology")


WHATSAPP = {
    "DOCSPOT_PUBLIC_URL": "https://bot.example.org",
    "DOCSPOT_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "DOCSPOT_TWILIO_AUTH_TOKEN": "0" * 32,
    "DOCSPOT_TWILIO_WHATSAPP_FROM": "+447700900000",
}


def test_check_names_the_templates_that_whatsapp_needs_and_a_doctors_only_where_one_reads_there(
    run: Run, tmp_path: Path
) -> None:
    run("clinic", "import", DEMO)
    missing = run("check", **WHATSAPP).stdout
    assert "no template for reminder.en, rating.en," in missing
    assert "agenda.en" not in missing
    file = tmp_path / "var" / "docspot.db"
    database = Database(f"sqlite:///{file}")
    with database.write() as store:
        chat = store.conversations.open("whatsapp", "+447700900001", NOW)
        store.doctor_chats.link(store.clinic.doctors()[0].id, chat.id, NOW)
    database.close()
    assert "agenda.en, agenda_change.en, absence_report.en, late.en" in run("check", **WHATSAPP).stdout
