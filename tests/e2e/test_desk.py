"""The front desk over whole conversations: what it sees, and what is kept of who saw it."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.db import Database
from tests.e2e.conftest import Talk
from tests.e2e.test_command_line import DEMO, Run, coming, written

MONDAY = "2026-06-01T09:00"
ALARM = "my chest hurts and my left arm is numb"


def test_the_desk_sees_the_sentence_that_raised_the_alarm_whatever_came_after(talk: Talk, tmp_path: Path) -> None:
    assert "999" in talk.says(ALARM, at=MONDAY)
    for words in ("hello", "are you there", "anyone", "please"):
        talk.says(words)
    [row] = [one for one in json.loads(talk.docspot("handoff", "list", "--json")) if one["urgent"]]
    assert row["raised_by"] == ALARM
    assert ALARM not in row["wrote"]
    assert f"    ! > {ALARM}" in talk.docspot("handoff", "list")
    number = str(row["conversation"])
    shown = talk.docspot("handoff", "show", number)
    assert ALARM in shown.splitlines()[1], "it stands first"
    assert f"! 2026-06-01 09:00  patient: {ALARM}" in shown
    assert "  2026-06-01 09:00  bot: " in shown
    assert "Times in Europe/London:" in shown
    talk.docspot("handoff", "reply", number, "Has help come?")
    assert "desk: Has help come?" in talk.docspot("handoff", "show", number)
    with Database(f"sqlite:///{next(tmp_path.rglob('docspot.db'))}").read() as store:
        events = store.audit.latest(entity="conversation", entity_id=int(number))
    by_desk = [one.action for one in reversed(events) if one.actor == "desk"]
    assert by_desk == ["read", "read", "read", "reply", "read"]


@pytest.mark.parametrize(
    ("command", "action"),
    [
        (("appointments", "list"), "read_book"),
        (("patients", "list"), "read_merges"),
        (("outbox", "list"), "read_outbox"),
        (("doctors", "absences"), "read_absences"),
        (("nlu", "review"), "read_unclear"),
    ],
)
def test_whoever_reads_of_patients_is_in_the_audit_trail(
    run: Run, tmp_path: Path, command: tuple[str, ...], action: str
) -> None:
    run("clinic", "import", DEMO)
    assert run(*command).returncode == 0
    with Database(f"sqlite:///{tmp_path}/var/docspot.db").read() as store:
        [event] = [one for one in store.audit.latest(entity="clinic") if one.action.startswith("read")]
    assert (event.actor, event.action) == ("desk", action)


def test_what_the_desk_is_told_of_consent_is_the_desks_word(run: Run, tmp_path: Path) -> None:
    run("clinic", "import", DEMO)
    start = written(coming(1, "10:00"))
    run("appointments", "book", "--doctor", "Lee", "--patient", "Ada", "--start", start, "--phone", "+44 7700 900123")
    with Database(f"sqlite:///{tmp_path}/var/docspot.db").read() as store:
        assert [one.actor for one in store.audit.latest() if one.action == "set_consent"] == ["desk"]


def test_one_patient_is_not_booked_into_two_rooms_unless_the_desk_insists(run: Run) -> None:
    run("clinic", "import", DEMO)
    patient = ("--patient", "Ada Love", "--phone", "+44 7700 900123")
    book = ("appointments", "book", *patient, "--start", written(coming(1, "10:00")))
    run(*book, "--doctor", "Lee")
    twice = run(*book, "--doctor", "Rao")
    assert twice.returncode == 1
    assert "Ada Love already has appointment 1 at" in twice.stderr
    assert "with Dr. Sam Lee; with --anyway both stand." in twice.stderr
    assert run(*book, "--doctor", "Rao", "--anyway").returncode == 0


def test_every_time_the_desk_reads_is_the_clinics(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "clinic.yml"
    hours = 'hours: {mon: "09:00-17:00", tue: "09:00-17:00"}'
    away = "time_off: [{from: 2030-01-07T10:00, to: 2030-01-07T11:00}]"
    doctors = f"doctors:\n  - {{name: Dr. A, {hours}}}\n  - {{name: Dr. B, {hours}, {away}}}\n"
    file.write_text("clinic: {name: C, timezone: Asia/Kolkata}\n" + doctors)
    heard = [run("clinic", "import", str(file))]
    start = written(coming(1, "10:00"))
    book = ("appointments", "book", "--doctor", "Dr. A", "--patient", "Ada", "--start", start)
    heard += [run(*book), run(*book), run("appointments", "list"), run("appointments", "complete", "1")]
    heard += [run("appointments", "cancel", "1"), run(*book), run("appointments", "reopen", "1")]
    file.write_text(file.read_text().replace("Dr. A", "Dr. C"))
    heard += [run("clinic", "import", str(file)), run("clinic", "import", str(file), "--force")]
    assert "No doctor fits 'Dr. A'" in run(*book).stderr, "who has left is not booked"
    for ended in heard:
        said = ended.stdout + ended.stderr
        assert "10:00" in said
        assert "UTC" not in said
        assert "04:30" not in said, "ten in Kolkata is half past four in UTC"
    assert "start (Asia/Kolkata)" in heard[3].stdout


def test_another_time_zone_is_a_decision_and_what_is_planned_follows_it(run: Run, tmp_path: Path) -> None:
    run("clinic", "import", DEMO)
    ten = coming(1, "10:00")
    phone = ("--phone", "+44 7700 900123")
    run("appointments", "book", "--doctor", "lee", "--patient", "Ada", *phone, "--start", written(ten))
    file = tmp_path / "moved.yml"
    file.write_text(Path(DEMO).read_text().replace("Europe/London", "Asia/Kolkata"))
    refused = run("clinic", "import", str(file))
    assert refused.returncode == 1
    assert "from Europe/London to Asia/Kolkata, and 1 visit to come with it. With --keep wall" in refused.stderr
    assert run("clinic", "import", str(file), "--keep", "wall").returncode == 0
    [row] = json.loads(run("appointments", "list", "--json").stdout)
    assert row["start"] == f"{ten:%Y-%m-%dT%H:%M}:00+05:30"
    with Database(f"sqlite:///{next(tmp_path.rglob('docspot.db'))}").read() as store:
        one = store.bookings.get(1)
        due = [row.due_at for row in store.planned.of_appointment(1) if row.status == "planned"]
        starts = {row.starts_at for row in store.planned.of_appointment(1) if row.status == "planned"}
    assert starts == {one.starts_at}
    assert f"{min(due).astimezone(ZoneInfo('Asia/Kolkata')):%H:%M}" == "10:00"


def test_the_desk_hears_who_does_what_before_it_books(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "clinic.yml"
    hours = 'hours: {tue: "09:00-17:00"}'
    nurse = f"  - {{name: Nurse B, {hours}, visit_types: [Vaccination], room: room 2}}\n"
    doctors = f"doctors:\n  - {{name: Dr. A, {hours}, visit_types: [Consultation]}}\n{nurse}"
    kinds = "visit_types: [{name: Consultation}, {name: Vaccination}]\n"
    file.write_text("clinic: {name: C, timezone: UTC}\n" + kinds + doctors)
    run("clinic", "import", str(file))
    book = ("appointments", "book", "--patient", "Ada Love", "--start", written(coming(1, "10:00")))
    refused = run(*book, "--doctor", "Dr. A", "--visit-type", "vaccination")
    assert refused.returncode == 1
    assert "Dr. A does not do Vaccination; who does: Nurse B. With --anyway it is done all the same." in refused.stderr
    assert run(*book, "--doctor", "Nurse B").returncode == 0
    [row] = json.loads(run("appointments", "list", "--json").stdout)
    assert row["visit_type"] == "Vaccination", "what she does is her usual visit"
    moved = run("appointments", "move", "1", "--doctor", "Dr. A", "--start", written(coming(1, "11:00")))
    assert "Dr. A does not do Vaccination" in moved.stderr
    assert run(*book, "--doctor", "Dr. A", "--visit-type", "vaccination", "--anyway").returncode == 0


def test_visits_that_keep_their_instant_are_told_at_their_new_clock(run: Run, tmp_path: Path) -> None:
    sms = {"DOCSPOT_TWILIO_SMS_FROM": "+442079460999"}
    run("clinic", "import", DEMO)
    booked = [("Ada Love", "+44 7700 900123", "09:00"), ("Bea Hall", "+44 7700 900124", "16:00")]
    for patient, phone, clock in booked:
        who = ("--patient", patient, "--phone", phone, "--for", "self", "--doctor", "lee")
        assert run("appointments", "book", *who, "--start", written(coming(1, clock)), **sms).returncode == 0
    file = tmp_path / "moved.yml"
    file.write_text(Path(DEMO).read_text().replace("Europe/London", "Asia/Kolkata"))
    refused = run("clinic", "import", str(file), "--keep", "instant", **sms)
    assert refused.returncode == 1, "at 21:30 nobody works"
    assert run("clinic", "import", str(file), "--keep", "instant", "--force", **sms).returncode == 0
    kolkata = ZoneInfo("Asia/Kolkata")
    rows = json.loads(run("appointments", "list", "--json").stdout)
    london = [coming(1, clock).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(kolkata) for _, _, clock in booked]
    assert [row["start"] for row in rows] == [at.isoformat() for at in london]
    with Database(f"sqlite:///{next(tmp_path.rglob('docspot.db'))}").read() as store:
        moved = [row for row in store.outbox.latest() if row.key.startswith("desk_booking:moved")]
        planned = {number: store.planned.of_appointment(number) for number in (1, 2)}
        waiting = [(one.address, one.reason) for one in store.conversations.handoffs()]
    assert [row.appointment_id for row in moved] == [1], "whoever has no time is called by the desk, and told no other"
    assert {row.starts_at for row in planned[1] if row.status == "planned"} == {london[0]}
    assert [row for row in planned[2] if row.status == "planned"] == [], "nobody is reminded of what cannot take place"
    assert ("+447700900124", "no_time") in waiting
