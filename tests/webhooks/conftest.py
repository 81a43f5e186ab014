"""Stand-ins for the providers, in processes of their own; and what the providers send, in their own shapes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import models.db
from bot.core.channel import Option, Outgoing
from models.db import Database, upgrade
from tests.standins.client import Remote, running
from tests.webhooks.edge import ACCOUNT, AUTH_TOKEN, PUBLIC_URL, SECRET, Edge
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel

TOKEN = "42:token"
CLINIC, PATIENT = "+442079460000", "+447700900123"
CHAT = "700"
TEMPLATE = "HX" + "a" * 32
QUICK_REPLIES = {2: "HX" + "2" * 32, 3: "HX" + "3" * 32}
SHORT = 2.0  # seconds: how long an adapter waits for a stand-in that hangs


@pytest.fixture(scope="session")
def _telegram_process() -> Iterator[Remote]:
    with running("telegram") as remote:
        yield remote


@pytest.fixture(scope="session")
def _twilio_process() -> Iterator[Remote]:
    with running("twilio", "--account", ACCOUNT, "--token", AUTH_TOKEN) as remote:
        yield remote


@pytest.fixture
def telegram_api(_telegram_process: Remote) -> Remote:
    _telegram_process.reset()
    return _telegram_process


@pytest.fixture
def twilio_api(_twilio_process: Remote) -> Remote:
    _twilio_process.reset()
    return _twilio_process


@pytest.fixture
def telegram(telegram_api: Remote) -> TelegramChannel:
    return TelegramChannel(TOKEN, SECRET, api_url=telegram_api.url, timeout=SHORT)


@pytest.fixture
def account(twilio_api: Remote) -> TwilioAccount:
    return TwilioAccount(ACCOUNT, AUTH_TOKEN, PUBLIC_URL, api_url=twilio_api.url, timeout=SHORT)


@pytest.fixture
def sms(account: TwilioAccount) -> TwilioChannel:
    return TwilioChannel("sms", account, CLINIC)


@pytest.fixture
def whatsapp(account: TwilioAccount) -> TwilioChannel:
    return TwilioChannel("whatsapp", account, CLINIC, quick_replies=QUICK_REPLIES)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(models.db, "BUSY_SECONDS", 0.2)
    database = Database(f"sqlite:///{tmp_path}/clinic.db")
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def edge(database: Database, telegram: TelegramChannel) -> Edge:
    return Edge(database, telegram)


def outgoing(text: str, *labels: str, **details: object) -> Outgoing:
    """A message; its options have the values "v1", "v2", ..."""
    options = tuple(Option(label, f"v{number}") for number, label in enumerate(labels, start=1))
    return Outgoing(key="reply:17", kind="reply", text=text, options=options, **details)  # type: ignore[arg-type]


def now() -> datetime:
    return datetime.now(UTC)
