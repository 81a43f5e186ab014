"""Clients that send half of something and stay, as `docspot web` meets them: a real process, real sockets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.webhooks.conftest import TOKEN
from tests.webhooks.edge import SECRET
from tests.webhooks.updates import text
from webhooks import front
from webhooks.app import MOST_BYTES

_ROOT = Path(__file__).parents[2]
_WEB = """
import sys
import webhooks.front
from bot.core.clock import SystemClock
from models.db import Database, upgrade
from webhooks.app import create_app
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.inbox import Inbox
from webhooks.serve import serve

webhooks.front.HEAD_SECONDS, webhooks.front.REQUEST_SECONDS, webhooks.front.IDLE_SECONDS = map(float, sys.argv[5:])
database = sys.argv[1]
upgrade(Database(database))

def app():
    inbox = Inbox(Database(database), SystemClock())
    return create_app(inbox, telegram=TelegramChannel(sys.argv[3], sys.argv[4], api_url="http://127.0.0.1:9"))

serve(app, host="127.0.0.1", port=int(sys.argv[2]))
"""
PROVIDERS_PATIENCE = 5.0
"""Seconds; a third of what Twilio waits for an answer."""

HEAD = b"POST /webhooks/telegram HTTP/1.1\r\nHost: clinic\r\n"
SILENT, HALF_A_HEAD = b"", HEAD + b"X-Slow: "
HALF_A_BODY = HEAD + b"Content-Length: 1000\r\n\r\n{"
HALF_A_CHUNK = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\n{"


@dataclass
class Web:
    """A web process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    http: httpx.Client

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def answer(self, request: bytes) -> bytes:
        """What comes back for these bytes, after which nothing more is sent."""
        with self.connect() as client:
            client.sendall(request)
            return client.recv(100)


@pytest.fixture
def web(tmp_path: Path, python: str) -> Iterator[Web]:
    with _running(python, tmp_path, front.HEAD_SECONDS, front.REQUEST_SECONDS, front.IDLE_SECONDS) as running:
        yield running


@contextmanager
def _running(python: str, tmp_path: Path, *patience: float) -> Iterator[Web]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        python,
        "-c",
        _WEB,
        f"sqlite:///{tmp_path}/clinic.db",
        str(port),
        TOKEN,
        SECRET,
        *map(str, patience),
    ]
    with (
        subprocess.Popen(command, cwd=_ROOT, env=os.environ) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PROVIDERS_PATIENCE) as http,
    ):
        running = Web(process, port, http)
        _wait_ready(http)
        yield running
        process.kill()


def _wait_ready(http: httpx.Client) -> None:
    for _ in range(600):
        with suppress(httpx.TransportError):
            http.get("/healthz")
            return
        time.sleep(0.1)


@pytest.mark.parametrize("many", [16, 200, 450])
@pytest.mark.parametrize("sent", [SILENT, HALF_A_HEAD, HALF_A_BODY, HALF_A_CHUNK])
def test_half_sent_requests_take_nobodys_place(web: Web, sent: bytes, many: int) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(web.connect()) for _ in range(many)]
        for client in slow:
            client.sendall(sent)
        for number in range(3):
            for client in slow:  # another byte of each, as somebody would who means to stay
                with suppress(OSError):
                    client.sendall(sent and b"1")
            with httpx.Client(base_url=web.http.base_url, timeout=PROVIDERS_PATIENCE) as stranger:
                assert stranger.get("/healthz").status_code == 200
                said = stranger.post(
                    "/webhooks/telegram",
                    json=text("Dr Rao at 5", number=number),
                    headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
                )
                assert said.status_code == 200


def test_who_never_finishes_is_let_go_however_busy(tmp_path: Path, python: str) -> None:
    with _running(python, tmp_path, 0.5, 1.0, 1.5) as web:
        for sent in (SILENT, HALF_A_HEAD, HALF_A_BODY, HALF_A_CHUNK):
            with web.connect() as client:
                client.sendall(sent)
                client.settimeout(0.2)
                assert _is_closed(client, trickle=b"1" if sent else b"")


def _is_closed(client: socket.socket, *, trickle: bytes) -> bool:
    for _ in range(150):
        try:
            client.sendall(trickle)
            if not client.recv(100):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEAD + b"Content-Length: %d\r\n\r\n" % (MOST_BYTES + 1), b"413"),
        (HEAD + b"Content-Length: 99999999999999\r\n\r\n", b"413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (2 * MOST_BYTES) + b"x" * (MOST_BYTES + 1), b"413"),
        (HEAD + b"X-Long: " + b"x" * 40_000, b"431"),
        (HEAD + b"Content-Length: -1\r\n\r\n", b"400"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(web: Web, request_: bytes, status: bytes) -> None:
    assert web.answer(request_).split()[1] == status


def test_a_stop_finishes_what_has_begun_and_does_not_wait_for_the_silent(web: Web) -> None:
    with web.connect() as silent, web.connect() as begun:
        silent.sendall(SILENT)
        body = b'{"update_id": 9}'
        begun.sendall(HEAD + b"X-Telegram-Bot-Api-Secret-Token: %s\r\n" % SECRET.encode())
        begun.sendall(b"Content-Length: %d\r\n\r\n" % len(body))
        _halfway(web.http.get)
        web.process.send_signal(signal.SIGTERM)
        begun.sendall(body)
        assert b" 200 " in begun.recv(100)
        assert web.process.wait(timeout=30) == 0


def _halfway(get: Callable[[str], httpx.Response]) -> None:
    """Once another request is answered, what was sent before it has been read."""
    assert get("/healthz").status_code == 200
