"""gunicorn, as `docspot web` runs it: several processes over one database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from models.db import Database
from tests.webhooks.conftest import TOKEN
from tests.webhooks.edge import SECRET
from tests.webhooks.updates import text

_ROOT = Path(__file__).parents[2]
_WEB = """
import sys
from bot.core.clock import SystemClock
from models.db import Database
from webhooks.app import create_app
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.inbox import Inbox
from webhooks.serve import serve

def app():
    inbox = Inbox(Database(sys.argv[1]), SystemClock())
    return create_app(inbox, telegram=TelegramChannel(sys.argv[3], sys.argv[4], api_url="http://127.0.0.1:9"))

serve(app, host="127.0.0.1", port=int(sys.argv[2]), workers=4)
"""


@pytest.fixture
def web(database: Database, tmp_path: Path, python: str) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "metrics").mkdir()
    command = [python, "-c", _WEB, str(database.url), str(port), TOKEN, SECRET]
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics")}
    with (
        subprocess.Popen(command, cwd=_ROOT, env=environment) as process,
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            transport=httpx.HTTPTransport(retries=8),  # while it starts
            timeout=20,
        ) as http,
    ):
        yield process, http
        process.kill()


def test_one_update_delivered_to_four_processes_at_once_is_taken_once_and_all_are_counted(
    web: tuple[subprocess.Popen[bytes], httpx.Client], database: Database
) -> None:
    process, http = web
    assert http.get("/healthz").status_code == 200
    with ThreadPoolExecutor(10) as threads:
        sent = [threads.submit(http.post, "/webhooks/telegram", json=text("Dr Rao at 5")) for _ in range(40)]
    assert [response.result().status_code for response in sent] == [200] * 40
    now = datetime.now(UTC)
    with database.write() as store:
        claim = store.inbox.claim(now, timedelta(minutes=1))
        assert claim is not None
        store.inbox.finish(claim, now)
        assert store.inbox.waiting() == 0
    counted = http.get("/metrics").text
    assert 'docspot_webhook_requests_total{outcome="accepted",provider="telegram"} 1.0' in counted
    assert 'docspot_webhook_requests_total{outcome="duplicate",provider="telegram"} 39.0' in counted
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
