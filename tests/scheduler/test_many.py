"""Several schedulers at once, one that is killed, and changes in the very moment of releasing: each is said once."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, insert, select
from sqlmodel import col

from models.db import Database
from models.store import Store
from models.tables import (
    AccountRow,
    AddressRow,
    AppointmentRow,
    ConversationRow,
    OutboundMessageRow,
    PatientRow,
    PlannedMessageRow,
)  # fmt: skip
from models.words import Status
from scheduler.app import run_due
from scheduler.release import release
from scheduler.tick import Tick
from scheduler.ticks import TICKS
from tests.conftest import NOW
from tests.scheduler.desk import Desk, june

DUE = june(3, "10:00")


def fill(database: Database, count: int) -> None:
    """So many people, each with an appointment on 4 June and a reminder due on the day before."""
    start = june(4, "10:00")
    with database.write() as store:
        doctors, kind = [one.id for one in store.clinic.doctors()], store.clinic.visit_types()[0].id
        session, numbers = store.session, range(1, count + 1)
        session.execute(insert(AccountRow), [{"id": n, "created_at": NOW} for n in numbers])
        session.execute(
            insert(AddressRow),
            [
                {"id": n, "account_id": n, "channel": "console", "address": f"p{n}", "address_hash": f"h{n}"}
                | {"verified": True, "last_heard_at": NOW}
                for n in numbers
            ],
        )
        session.execute(
            insert(ConversationRow),
            [{"id": n, "address_id": n, "created_at": NOW, "version": 0, "fence": 0} for n in numbers],
        )
        session.execute(
            insert(PatientRow),
            [{"id": n, "account_id": n, "name": f"P{n} M", "relation": "self", "created_at": NOW} for n in numbers],
        )
        session.execute(insert(AppointmentRow), [appointment(n, doctors, kind, start) for n in numbers])
        session.execute(insert(PlannedMessageRow), [planned(n, doctors, start) for n in numbers])


def appointment(n: int, doctors: list[int], kind: int, start: datetime) -> dict[str, object]:
    """One a minute and doctor, so that none overlap."""
    at = start + timedelta(minutes=n // len(doctors))
    return {
        "id": n, "doctor_id": doctors[n % len(doctors)], "patient_id": n, "visit_type_id": kind, "starts_at": at,
        "ends_at": at + timedelta(minutes=1), "busy_until": at + timedelta(minutes=1), "status": "booked",
        "made_by": "desk", "wants_reminders": True, "channel": "console", "sender": f"p{n}", "created_at": NOW,
        "updated_at": NOW,
    }  # fmt: skip


def planned(n: int, doctors: list[int], start: datetime) -> dict[str, object]:
    at = start + timedelta(minutes=n // len(doctors))
    return {
        "key": f"reminder:{n}:1d:{at.isoformat()}", "kind": "reminder", "step": "1d", "appointment_id": n,
        "doctor_id": doctors[n % len(doctors)], "starts_at": at, "due_at": DUE, "useful_until": start,
        "status": "planned", "round": 0, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip


def released(database: Database) -> Counter[str]:
    """How many outbox rows there are, and planned rows by status."""
    with database.read() as store:
        rows = store.session.execute(
            select(col(PlannedMessageRow.status), func.count()).group_by(col(PlannedMessageRow.status))
        )
        counts: Counter[str] = Counter({str(status): count for status, count in rows})
        counts["outbox"] = store.session.scalar(select(func.count()).select_from(OutboundMessageRow)) or 0
    return counts


def test_four_schedulers_and_each_reminder_once(desk: Desk) -> None:
    fill(desk.database, 60)
    together = Barrier(4)

    def tick() -> int:
        together.wait()
        return run_due(desk.database, DUE, TICKS)

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(tick) for _ in range(4)]
    assert sum(each.result() for each in done) == 60
    assert released(desk.database) == {"released": 60, "outbox": 60}


def test_a_tick_that_fails_halfway_leaves_nothing_behind(desk: Desk) -> None:
    fill(desk.database, 5)

    def fails(store: Store, now: datetime) -> int:
        release(store, now)
        raise RuntimeError("the machine is gone")

    with pytest.raises(RuntimeError):
        run_due(desk.database, DUE, [Tick("fails", 1.0, fails)])
    assert released(desk.database) == {"planned": 5, "outbox": 0}
    run_due(desk.database, DUE, TICKS)
    assert released(desk.database) == {"released": 5, "outbox": 5}


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_a_change_in_the_moment_of_releasing(desk: Desk, change: str) -> None:
    """Whoever commits first: in the end nothing is said of the old time."""
    appointments = [desk.book(june(4, f"{9 + n}:00"), sender=f"p{n}", name=f"P{n} M") for n in range(4)]
    desk.clock.set(june(1, "12:00"))
    together = Barrier(5)

    def alter(number: int) -> None:
        together.wait()
        if change == "cancel":
            desk.mark(appointments[number], Status.CANCELLED)
        else:
            desk.move(appointments[number], june(9, f"{9 + number}:00"))

    def tick() -> None:
        together.wait()
        run_due(desk.database, june(1, "12:00"), TICKS)

    with ThreadPoolExecutor(5) as pool:
        done = [*(pool.submit(alter, number) for number in range(4)), pool.submit(tick)]
    for each in done:
        each.result()
    said = [text for _, text in desk.pass_to(june(4, "18:00"))]
    assert [text for text in said if "4 Jun" in text] == []


KILLED = """
import sys
from bot.core.clock import SettableClock
from datetime import datetime
from models.crypto import Keyring
from models.db import Database
from scheduler.app import run_due
from scheduler.ticks import TICKS
import scheduler.release
scheduler.release.BATCH = int(sys.argv[4])
database = Database(sys.argv[1], Keyring([sys.argv[2]], sys.argv[3]))
print("ready", flush=True)
run_due(database, datetime.fromisoformat(sys.argv[5]), TICKS)
"""


def kill_while_releasing(python: str, database: Database, keys: tuple[str, str], count: int, batch: int) -> None:
    """Start a scheduler of its own process, and kill it as soon as some of its work can be seen."""
    url = database.url.render_as_string(hide_password=False)
    command = [python, "-c", KILLED, url, *keys, str(batch), DUE.isoformat()]
    root = Path(__file__).parent.parent.parent
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    while released(database)["released"] == 0 and child.poll() is None:
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    counts = released(database)
    assert 0 < counts["outbox"] == counts["released"] < count


@pytest.mark.parametrize(("count", "batch"), [(300, 20), pytest.param(5000, 100, marks=pytest.mark.soak)])
def test_killed_in_the_middle_and_taken_up_by_the_next(
    desk: Desk, key_words: tuple[str, str], python: str, count: int, batch: int
) -> None:
    fill(desk.database, count)
    kill_while_releasing(python, desk.database, key_words, count, batch)
    run_due(desk.database, DUE, TICKS)
    assert released(desk.database) == {"released": count, "outbox": count}
