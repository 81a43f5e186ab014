"""The database itself: moments, transactions, migrations, and what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError, InternalError, StatementError
from sqlmodel import col

from models import db, migrations
from models.crypto import Keyring
from models.db import Database, upgrade
from models.errors import DatabaseUnavailable
from models.tables import Row, TimeOffRow
from tests.models.scene import NOW, Scene


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _is_ours})
        assert compare_metadata(context, Row.metadata) == []
        there = {index["name"] for index in inspect(connection).get_indexes("inbound_message")}
        assert {"ix_inbound_message_next", "ix_inbound_message_conversation_id"} <= there
        assert not {"ix_inbound_message_waiting", "ix_inbound_message_urgent"} & there


def test_people_are_kept_when_nobody_is_self_for_having_come_first_any_more(database: Database) -> None:
    """Back to the version before, with people in it, and forward again."""
    with database.write() as store:
        ours, desks = store.people.new_account(NOW), store.people.new_account(NOW)
        store.people.add_patient(ours.id, "John Miller", "self", NOW)
        store.people.add_patient(desks.id, "Ella Kaur", "self", NOW, by="desk")
        store.people.add_patient(desks.id, "Tom Kaur", "unknown", NOW, by="desk")
    with database.connect() as connection:
        command.downgrade(migrations.config(connection), "0007")
    with pytest.raises(IntegrityError), database.connect() as connection:
        connection.execute(text("UPDATE patient SET relation = 'unknown'"))
    with database.connect() as connection:
        migrations.upgrade(connection)
    with database.write() as store:
        assert [one.relation for one in store.people.patients(ours.id)] == ["self"]
        assert [one.relation for one in store.people.patients(desks.id)] == ["unknown", "other"]
        store.people.add_patient(desks.id, "Ann Kaur", "unknown", NOW)


def test_connections_that_the_server_has_closed_are_replaced_before_they_are_used(postgres_database: Database) -> None:
    for _ in range(2):
        with postgres_database.read() as store, postgres_database.read() as another:
            assert store.clinic.get() is another.clinic.get() is None
        other = Database(postgres_database.url.render_as_string(hide_password=False), postgres_database.keyring)
        with other.write() as store:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            store.session.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
        other.close()


def test_a_channel_and_a_kind_are_names_that_no_check_lists(database: Database) -> None:
    """Back to the version before, which lists them, and forward again; what stands beside the list stays."""
    with database.write() as store:
        store.people.address_for("console", "loft 6", NOW)
    with database.connect() as connection:
        command.downgrade(migrations.config(connection), "0017")
    with pytest.raises(IntegrityError), database.connect() as connection:
        connection.execute(text("UPDATE address SET channel = 'pigeon'"))
    with database.connect() as connection:
        migrations.upgrade(connection)
    with database.write() as store:
        assert store.people.address_for("pigeon", "loft 7", NOW).channel == "pigeon"
    with pytest.raises(IntegrityError), database.connect() as connection:
        connection.execute(text("UPDATE address SET account_id = 999"))


def _is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """PostgreSQL's exclusion constraint shows as an index; of one with an order of its own Alembic cannot tell whether
    it is as declared."""
    return kind != "index" or name not in ("ex_appointment_overlap", "ix_inbound_message_next")


def test_several_processes_may_upgrade_at_once(tmp_path: Path, keyring: Keyring) -> None:
    databases = [Database(f"sqlite:///{tmp_path}/a.db", keyring) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(upgrade, databases))
    with databases[0].read() as store:
        assert store.clinic.get() is None
    for database in databases:
        database.close()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 6, 1, 8, tzinfo=UTC),
        datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 6, 1, 13, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
        datetime(2026, 6, 1, 8, 0, 0, 1, tzinfo=UTC),
    ],
)
def test_moments_come_back_in_utc_and_compare_as_moments(clinic: Scene, moment: datetime) -> None:
    tick = timedelta(microseconds=1)
    before, after = moment.astimezone(UTC) - tick, moment.astimezone(UTC) + tick
    with clinic.database.write() as store:
        store.session.add(TimeOffRow(doctor_id=clinic.lee, starts_at=moment, ends_at=after, from_file=False))
    with clinic.database.read() as store:
        starts_at = col(TimeOffRow.starts_at)
        (found,) = store.session.scalars(select(starts_at).where(starts_at > before, starts_at < after))
    assert found == moment.astimezone(UTC)
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(clinic: Scene) -> None:
    naive = datetime(2026, 6, 1, 8)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a zone"), clinic.database.write() as store:
        store.people.heard_from(1, naive)


def test_what_raises_is_undone(clinic: Scene) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(clinic)
    with clinic.database.read() as store:
        assert store.people.patient(clinic.patient).name == "John Miller"


def _write_and_fail(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.people.rename(clinic.patient, "Somebody Else", NOW)
        store.session.flush()
        1 / 0  # noqa: B018


def test_a_reader_cannot_write(clinic: Scene) -> None:
    with pytest.raises((DatabaseUnavailable, InternalError)), clinic.database.read() as store:
        store.people.set_language(clinic.account, "fr", NOW)


def test_a_reader_sees_one_moment_and_a_writer_does_not_wait_for_it(clinic: Scene) -> None:
    with clinic.database.read() as reading:
        assert reading.people.patient(clinic.patient).name == "John Miller"
        with clinic.database.write() as store:
            store.people.rename(clinic.patient, "Jon Miller", NOW)
        reading.session.expire_all()
        assert reading.people.patient(clinic.patient).name == "John Miller"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///{folder}/absent/a.db", "does not exist"),
        ("sqlite://", "are supported"),
        ("sqlite:///:memory:", "are supported"),
        ("mysql://localhost/docspot", "are supported"),
        ("nonsense", "cannot be read"),
    ],
)
def test_an_address_that_is_none(tmp_path: Path, keyring: Keyring, url: str, says: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=says):
        Database(url.format(folder=tmp_path), keyring)


def test_a_file_that_is_no_database(tmp_path: Path, keyring: Keyring) -> None:
    (tmp_path / "a.db").write_text("this is a shopping list, and a rather long one" * 100)
    with pytest.raises(DatabaseUnavailable, match="is not a database"):
        upgrade(Database(f"sqlite:///{tmp_path}/a.db", keyring))


def test_a_database_is_its_owners_alone_whatever_it_was_before(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        database = Database(f"sqlite:///{tmp_path}/a.db")
        upgrade(database)
        for one in tmp_path.iterdir():
            one.chmod(0o644)
        again = Database(f"sqlite:///{tmp_path}/a.db", database.keyring)
        _touch(again)
        assert {one.name for one in tmp_path.iterdir()} >= {"a.db", "a.db-wal", "a.db-shm", "a.db.keys"}
        assert [one.name for one in tmp_path.iterdir() if one.stat().st_mode & 0o077] == []
    finally:
        os.umask(old)
    again.close()
    database.close()


def test_a_folder_in_the_databases_place(tmp_path: Path, keyring: Keyring) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        upgrade(Database(f"sqlite:///{tmp_path}/a.db", keyring))


def test_a_database_that_was_never_upgraded(tmp_path: Path, keyring: Keyring) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db", keyring)
    with pytest.raises(DatabaseUnavailable, match="docspot db upgrade"), database.read() as store:
        store.clinic.get()


def test_a_database_locked_by_another_program(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keyring: Keyring
) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.1)
    impatient = Database(f"sqlite:///{tmp_path}/docspot.db", keyring)
    other = sqlite3.connect(tmp_path / "docspot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="locked by another program"):
        _touch(impatient)
    other.close()
    _touch(impatient)
    impatient.close()


def _touch(database: Database) -> None:
    with database.write() as store:
        store.people.address_for("console", "1", NOW)


def test_a_full_disk(sqlite_database: Database) -> None:
    with sqlite_database.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # no more pages than there are now
    with pytest.raises(DatabaseUnavailable, match="is full"), sqlite_database.write() as store:
        store.inbox.add("console", "1", "1", "x" * 500_000, NOW)
    with sqlite_database.read() as store:
        assert store.people.find_address("console", "1") is None


def test_a_server_that_is_not_there(keyring: Keyring) -> None:
    database = Database("postgresql://somebody:secret@127.0.0.1:1/docspot", keyring)
    with pytest.raises(DatabaseUnavailable, match=r"docspot on 127\.0\.0\.1 cannot be reached") as refused:
        upgrade(database)
    assert "secret" not in str(refused.value)


def test_a_server_without_that_database(postgres_server: str, keyring: Keyring) -> None:
    absent = db.make_url(postgres_server).set(database="absent").render_as_string(hide_password=False)
    with pytest.raises(DatabaseUnavailable, match="absent"):
        upgrade(Database(absent, keyring))


def test_a_dropped_connection_is_replaced(postgres_database: Database) -> None:
    _touch(postgres_database)
    with pytest.raises(DatabaseUnavailable), postgres_database.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    _touch(postgres_database)


def test_many_threads_write_in_turn(clinic: Scene) -> None:
    def rename(number: int) -> None:
        with clinic.database.write() as store:
            name = store.people.patient(clinic.patient).name
            store.people.rename(clinic.patient, f"{name}{number}", NOW)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(rename, range(20)))
    with clinic.database.read() as store:
        assert len(store.audit.latest(entity="patient", entity_id=clinic.patient)) == 21


def test_what_is_known_of_the_migrations_without_alembic_is_what_alembic_knows(database: Database) -> None:
    with database.connect() as connection:
        known = ScriptDirectory.from_config(migrations.config(connection))
    assert migrations.revisions() == tuple(one.revision for one in reversed(list(known.walk_revisions())))
