"""What is written about people cannot be read from the disk."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from models.crypto import UNREADABLE, Keyring, development_keyring
from models.db import Database, upgrade
from models.errors import DatabaseUnavailable, KeysMissing
from models.rotation import rotate
from models.tables import Row
from tests.models.scene import NOW, Scene, june

LOOKUP = "a lookup key that is only for tests"
NAME, PHONE, REASON = "Zebulon Quartermain", "+447700900777", "an unusual rash"
WRITTEN, ANSWERED, STATE = "what was written", "what was answered", "what is remembered"
SECRETS = (NAME, PHONE, REASON, WRITTEN, ANSWERED, STATE)


def new_key() -> str:
    return Fernet.generate_key().decode()


def tell(database: Database) -> None:
    """Put secrets into the database."""
    with database.write() as store:
        store.inbox.add("sms", "SM1", PHONE, WRITTEN, NOW)
        conversation = store.conversations.open("sms", PHONE, NOW)
        store.conversations.save(conversation.id, STATE, 0)
        store.people.add_patient(conversation.account_id, NAME, "self", NOW)
        store.outbox.put("a", conversation.id, "reply", ANSWERED, NOW)


def known(database: Database) -> tuple[str | None, ...]:
    """The secrets as the Store gives them back."""
    with database.read() as store:
        address = store.people.find_address("sms", PHONE)
        assert address is not None
        message = store.outbox.get("a")
        assert message is not None
        conversation = store.conversations.get(message.conversation_id)
        (patient,) = store.people.patients(address.account_id)
        return patient.name, address.address, conversation.state, message.payload


def test_no_secret_is_in_any_column(clinic: Scene) -> None:
    tell(clinic.database)
    with clinic.database.write() as store:
        store.bookings.book(
            clinic.lee,
            clinic.consultation,
            june(4, "10:20"),
            clinic.patient,
            NOW,
            reason=REASON,
            sender=PHONE,
            channel="sms",
        )
    with clinic.database.connect() as connection:
        tables = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in Row.metadata.tables]
    everything = str(tables)
    assert "Riverside Clinic" in everything
    assert [secret for secret in SECRETS if secret in everything] == []


def test_no_secret_is_in_the_bytes_on_the_disk(sqlite_database: Database, tmp_path: Path) -> None:
    tell(sqlite_database)
    on_disk = b"".join(file.read_bytes() for file in tmp_path.glob("docspot.db*"))
    assert b"SM1" in on_disk
    assert [secret for secret in SECRETS if secret.encode() in on_disk] == []


def test_the_same_text_never_looks_the_same_but_is_found_by_its_hash() -> None:
    keyring = Keyring([new_key()], LOOKUP)
    assert keyring.encrypt("Mia") != keyring.encrypt("Mia")
    assert keyring.lookup("Mia") == keyring.lookup("Mia")
    assert keyring.lookup("Mia") != Keyring([new_key()], LOOKUP + "!").lookup("Mia")
    assert repr(keyring) == "Keyring(…)"


def test_keys_are_rotated_and_the_old_one_can_go(database: Database) -> None:
    url, first, second = database.url.render_as_string(hide_password=False), new_key(), new_key()
    old, both, new = (Database(url, Keyring(keys, LOOKUP)) for keys in ([first], [second, first], [second]))
    tell(old)
    assert known(both) == (NAME, PHONE, STATE, ANSWERED)
    assert known(new) == (UNREADABLE,) * 4
    assert rotate(both) == 6
    assert known(new) == (NAME, PHONE, STATE, ANSWERED)
    assert known(old) == (UNREADABLE,) * 4
    for one in (old, both, new):
        one.close()


@pytest.mark.parametrize(
    ("keys", "lookup"), [([], LOOKUP), (["short"], LOOKUP), ([new_key()], "short"), ([new_key(), "x" * 44], LOOKUP)]
)
def test_keys_that_are_none_are_refused(keys: list[str], lookup: str) -> None:
    with pytest.raises(KeysMissing):
        Keyring(keys, lookup)


def test_development_keys_are_made_once_for_the_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "docspot.db.keys"
    with ThreadPoolExecutor(8) as threads:
        keyrings = list(threads.map(lambda _: development_keyring(file), range(8)))
    assert len({keyring.lookup("x") for keyring in keyrings}) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_an_sqlite_database_keeps_its_keys_beside_it_and_is_not_opened_without(tmp_path: Path) -> None:
    url, keys = f"sqlite:///{tmp_path}/a.db", tmp_path / "a.db.keys"
    for _ in range(2):
        database = Database(url)
        upgrade(database)
        database.close()
    keys.rename(tmp_path / "elsewhere")
    with pytest.raises(KeysMissing, match="is gone"):
        Database(url)
    keys.write_text("{}")
    with pytest.raises(KeysMissing, match="is broken"):
        Database(url)


def test_postgresql_does_not_start_without_keys() -> None:
    with pytest.raises(KeysMissing, match="DOCSPOT_ENCRYPTION_KEYS"):
        Database("postgresql://somebody@localhost/docspot")


def test_no_key_is_made_where_no_database_can_be(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable):
        Database(f"sqlite:///{tmp_path}/absent/a.db")
    assert list(tmp_path.iterdir()) == []
