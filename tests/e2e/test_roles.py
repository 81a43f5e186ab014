"""The service as a clinic starts it: one process tree with `docspot run`, and several web processes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from models.db import Database
from tests.e2e.live import ROOT, STARTING, Live, free_port, live, until
from tests.e2e.phones import TelegramPhone
from tests.e2e.processes import alive, children, ends_with_all, role
from tests.standins.client import running
from webhooks.app import MOST_BYTES

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
COUNTED = "docspot_webhook_requests_total"


class PolledPhone(TelegramPhone):
    """A chat with a bot that has no webhook: what is written waits until the bot asks for it."""

    def deliver(self, update: dict[str, Any]) -> None:
        assert self.live.telegram.update(update) is None


@pytest.fixture
def laptop(tmp_path: Path, nlu_url: str) -> Iterator[Live]:
    """A machine without a public address, with nothing in its home folder: only a bot's token is set."""
    with running("telegram") as telegram:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DOCSPOT_")}
        ours = {
            "DOCSPOT_HOME": str(tmp_path),
            "DOCSPOT_NLU_URL": nlu_url,
            "DOCSPOT_TELEGRAM_TOKEN": "42:token",
            "DOCSPOT_TELEGRAM_API_URL": telegram.url,
        }
        (tmp_path / "var").mkdir()
        database = Database(f"sqlite:///{tmp_path}/var/docspot.db")
        user = Live(kept | ours, f"http://127.0.0.1:{free_port()}", telegram, telegram, database)
        yield user
        user.stop()
        database.close()


@pytest.fixture
def installation(tmp_path: Path, nlu_url: str) -> Iterator[Live]:
    """A clinic behind a webhook; nothing runs yet."""
    with live(tmp_path, nlu_url) as service:
        yield service


def port(service: Live) -> tuple[str, str]:
    return "--port", service.url.rpartition(":")[2]


def test_run_with_polling_answers_and_books_and_ends_with_all_its_children(laptop: Live) -> None:
    john = PolledPhone(live=laptop)
    john.deliver(john.update(text="hello"))  # before anything runs: it waits at Telegram
    assert laptop.telegram.ledger() == []
    service = laptop.start("run", "--polling", "--clinic", str(ROOT / "demo" / "clinic.yml"), *port(laptop))
    until(john.sent, STARTING)
    assert "Riverside Clinic" in john.read()
    john.says("book Dr Lee as soon as possible for John Miller")
    john.taps(next(label for label in john.buttons if ":" in label))
    assert "Booked: " in john.taps("Book it")
    assert [one.patient for one in laptop.appointments(sender=str(john.chat))] == ["John Miller"]
    assert len(laptop.telegram.ledger("getUpdates")) >= 1
    laptop.wait_ready("/healthz")

    started = children(service)
    assert {name for name in ("web", "worker", "scheduler") if role(service, name)} == {"web", "worker", "scheduler"}
    assert len(started) >= 4  # and one that answers for the web role
    assert alive(started) == started
    assert ends_with_all(service, signal.SIGTERM) == 0


def test_run_killed_takes_its_children_along_and_started_again_answers_what_it_had_accepted(
    installation: Live,
) -> None:
    john = TelegramPhone(live=installation)
    first = installation.start("run", *port(installation))
    installation.wait_ready()
    worker = until(lambda: role(first, "worker"))
    first.send_signal(signal.SIGSTOP)  # so that it does not start the worker again
    worker.kill()
    until(lambda: not alive([worker]))
    john.deliver(john.update(text="where are you?"))  # 200: it is on disk
    assert len(alive(children(first))) >= 3  # web, one that answers for it, scheduler
    assert ends_with_all(first, signal.SIGKILL) == -signal.SIGKILL
    assert john.sent() == []

    second = installation.start("run", *port(installation))
    until(john.sent, STARTING)
    assert "1 Quay Street" in john.read()
    installation.wait_ready()
    started = children(second)
    assert len(started) >= 4
    assert alive(started) == started
    assert ends_with_all(second, signal.SIGKILL) == -signal.SIGKILL  # all are on a leash, the worker too
    assert len(john.sent()) == 1


@pytest.fixture
def counting(installation: Live, tmp_path: Path) -> subprocess.Popen[bytes]:
    """`docspot web` in three processes, with folders of its own for what it keeps elsewhere."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    installation.environment.pop("XDG_RUNTIME_DIR", None)
    installation.environment.update(HOME=str(tmp_path / "home"), TMPDIR=str(tmp_path / "tmp"))
    web = installation.start("web", "--workers", "3", *port(installation))
    installation.wait_ready()
    return web


def post(service: Live, update: dict[str, Any], secret: str = "a-secret") -> int:
    """Over a connection of its own, so that any of the processes may get it."""
    headers = {SECRET_HEADER: secret}
    return httpx.post(f"{service.url}/webhooks/telegram", json=update, headers=headers, trust_env=False).status_code


def post_bytes(service: Live, size: int) -> int:
    """An update of which so many bytes are nothing to us."""
    body = b'{"update_id": 1, "more": "' + b"x" * (size - 28) + b'"}'
    assert len(body) == size
    headers = {SECRET_HEADER: "a-secret", "Content-Type": "application/json"}
    address = f"{service.url}/webhooks/telegram"
    return httpx.post(address, content=body, headers=headers, trust_env=False).status_code


def counts(service: Live) -> dict[str, int]:
    """How many of Telegram's requests came to what, as one of the processes tells it."""
    lines = httpx.get(f"{service.url}/metrics", trust_env=False).text.splitlines()
    ours = [line for line in lines if line.startswith(f"{COUNTED}{{") and 'provider="telegram"' in line]
    return {line.partition('outcome="')[2].partition('"')[0]: int(float(line.split()[-1])) for line in ours}


def test_several_web_processes_count_as_one_even_after_one_of_them_was_replaced(
    installation: Live, counting: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    updates = [phone.update(text="hello") for phone in (TelegramPhone(live=installation) for _ in range(30))]
    with ThreadPoolExecutor(12) as providers:
        taken = list(providers.map(lambda update: post(installation, update), updates + updates[:10]))
        forged = list(providers.map(lambda update: post(installation, update, "guessed"), updates[:5]))
    assert taken == [200] * 40
    assert forged == [403] * 5
    answering = {child.pid for child in children(counting)}
    counted = list((tmp_path / "tmp").glob("docspot-metrics-*/counter_*.db"))
    assert len(answering) == 3
    assert len([file for file in counted if int(file.stem.partition("_")[2]) in answering]) >= 2
    expected = {"accepted": 30, "duplicate": 10, "forged": 5}
    assert [counts(installation) for _ in range(12)] == [expected] * 12

    stuck = children(counting)[0]
    stuck.send_signal(signal.SIGABRT)  # what gunicorn sends to one of its processes that does not answer any more
    until(lambda: not alive([stuck]) and len(alive(children(counting))) == 3)
    installation.wait_ready()
    assert [counts(installation) for _ in range(12)] == [expected] * 12
    assert post(installation, TelegramPhone(live=installation).update(text="hello")) == 200
    assert counts(installation) == Counter(expected) + Counter(accepted=1)

    assert post_bytes(installation, MOST_BYTES) == 200
    assert post_bytes(installation, MOST_BYTES + 1) == 413
    for page in ("/healthz", "/readyz"):
        assert httpx.get(f"{installation.url}{page}", trust_env=False).status_code == 200

    counting.terminate()
    assert counting.wait(timeout=30) == 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((tmp_path / "home").iterdir()) == []  # no way in but the port
