"""Other keys than the data's are found out at once; one row under another key is that row's trouble alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.orm import Session

from models import keys
from models.crypto import UNREADABLE, Keyring
from models.db import Database
from models.errors import KeysMissing
from models.keys import check_keys
from models.rotation import rotate
from tests.models.scene import NOW

FIRST, SECOND = (Fernet.generate_key().decode() for _ in range(2))
LOOKUP, OTHER = "a lookup key that is only for tests", "another lookup key, only for tests"


@pytest.fixture
def url(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


@pytest.fixture
def opened(url: str) -> Iterator[list[Database]]:
    made: list[Database] = []
    yield made
    for one in made:
        one.close()


def start(url: str, opened: list[Database], *keys: str, lookup: str = LOOKUP) -> Database:
    opened.append(Database(url, Keyring(keys, lookup)))
    check_keys(opened[-1])
    return opened[-1]


@pytest.mark.parametrize("written_before", [False, True], ids=["proved", "of an older version"])
def test_other_keys_are_refused_by_one_sentence(url: str, opened: list[Database], written_before: bool) -> None:
    if written_before:
        opened.append(Database(url, Keyring([FIRST], LOOKUP)))
        with opened[0].write() as store:
            store.conversations.open("sms", "+447700900123", NOW)
    else:
        start(url, opened, FIRST)
    with pytest.raises(KeysMissing, match="DOCSPOT_ENCRYPTION_KEYS"):
        start(url, opened, SECOND)
    with pytest.raises(KeysMissing, match="DOCSPOT_LOOKUP_KEY"):
        start(url, opened, FIRST, lookup=OTHER)
    start(url, opened, FIRST)
    start(url, opened, SECOND, FIRST)


@pytest.mark.parametrize("lookup", [LOOKUP, OTHER], ids=["the same keys", "other keys"])
def test_processes_that_start_for_the_first_time_at_once(url: str, opened: list[Database], lookup: str) -> None:
    """Each has found no proof when it comes to keep one: the first keeps it, the others go by it."""
    opened += [Database(url, Keyring([FIRST], LOOKUP)), Database(url, Keyring([FIRST], lookup))]
    first, second = opened
    both_have_looked = threading.Barrier(2)
    looked = set[int]()

    def look(session: Session, keyring: Keyring) -> bool:
        kept = is_kept(session, keyring)
        if threading.get_ident() not in looked:
            looked.add(threading.get_ident())
            assert not kept
            both_have_looked.wait(10)
        return kept

    is_kept = keys._is_kept
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        patch.setattr(keys, "_is_kept", look)
        faults = [one.exception() for one in [pool.submit(check_keys, first), pool.submit(check_keys, second)]]
    refused = [fault for fault in faults if fault is not None]
    assert len(refused) == (lookup == OTHER)
    assert all(isinstance(fault, KeysMissing) for fault in refused)
    start(url, opened, FIRST, lookup=lookup if faults[1] is None else LOOKUP)


def test_after_a_rotation_the_old_key_can_go(url: str, opened: list[Database]) -> None:
    start(url, opened, FIRST)
    rotate(start(url, opened, SECOND, FIRST))
    start(url, opened, SECOND)
    with pytest.raises(KeysMissing):
        start(url, opened, FIRST)


def test_a_value_under_another_key_stands_beside_others_that_are_read(url: str, opened: list[Database]) -> None:
    mine, theirs = start(url, opened, FIRST), Database(url, Keyring([SECOND], LOOKUP))
    opened.append(theirs)
    with mine.write() as store:
        account = store.conversations.open("sms", "+447700900123", NOW).account_id
        store.people.add_patient(account, "John Miller", "self", NOW)
    with theirs.write() as store:
        store.people.add_patient(account, "Mia Miller", "child", NOW)
    with mine.read() as store:
        assert [one.name for one in store.people.patients(account)] == ["John Miller", UNREADABLE]
