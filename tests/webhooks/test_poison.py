"""One message that cannot be read or kept holds up none of those after it, whichever way they come."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.core.clock import SettableClock, SystemClock
from models.db import Database
from models.store.inbox import InboxStore
from tests.standins.client import Remote
from tests.webhooks.conftest import CLINIC, PATIENT, now
from tests.webhooks.edge import Edge
from tests.webhooks.updates import text
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioChannel
from webhooks.inbox import Inbox
from webhooks.missed import Missed
from webhooks.polling import poll


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch) -> str:
    """A message on which keeping it fails, every time: whatever the reason may once be."""
    kept = InboxStore.add

    def add(
        self: InboxStore, channel: Any, provider_id: str, address: str, payload: str, *more: Any, **named: Any
    ) -> Any:
        if "the bad one" in payload:
            raise RuntimeError(payload)
        return kept(self, channel, provider_id, address, payload, *more, **named)

    monkeypatch.setattr(InboxStore, "add", add)
    return "the bad one"


def aside(database: Database) -> list[tuple[str, str, str]]:
    with database.read() as store:
        return [(one.kind, one.item, one.fault.split()[0]) for one in store.set_aside.all()]


def waiting(database: Database) -> int:
    with database.read() as store:
        return store.inbox.waiting()


def test_the_webhook_does_not_ask_for_it_again(edge: Edge, database: Database, bad: str) -> None:
    assert [edge.telegram(text(words, number)) for number, words in enumerate(("one", bad, "three"), 1)] == [200] * 3
    assert waiting(database) == 2
    assert aside(database) == [("from_telegram", "2", "RuntimeError")]


def test_polling_goes_on_after_it(
    telegram: TelegramChannel, telegram_api: Remote, database: Database, bad: str
) -> None:
    for number, words in enumerate(("one", bad, "three"), 41):
        telegram_api.update(text(words, number))
    stop, woken = threading.Event(), threading.Semaphore(0)
    polling = threading.Thread(
        target=poll, args=(telegram, Inbox(database, SystemClock()), stop, woken.release), daemon=True
    )
    polling.start()
    assert [woken.acquire(timeout=10) for _ in range(2)] == [True] * 2
    stop.set()
    polling.join(timeout=10)
    assert aside(database) == [("from_telegram", "42", "RuntimeError")]


def test_missed_messages_after_it_are_found(
    sms: TwilioChannel, twilio_api: Remote, database: Database, bad: str
) -> None:
    for words in ("one", bad, "three"):
        twilio_api.post("/receive", From=PATIENT, To=CLINIC, Body=words)

    assert Missed(database, [sms], SettableClock(now() + timedelta(minutes=2))).look() == 2
    assert [kind for kind, _, _ in aside(database)] == ["from_sms"]
