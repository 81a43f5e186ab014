"""How updates are fetched: a webhook with a secret, or polling that loses nothing."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from telegram.error import InvalidToken

from bot.core.clock import SystemClock
from bot.core.messages import Inbound
from models.db import Database
from tests.standins.client import Remote
from tests.webhooks.edge import PUBLIC_URL, SECRET
from tests.webhooks.updates import tap, text
from webhooks.channels.base import NotNow
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.telegram.parse import parse_update
from webhooks.inbox import Inbox
from webhooks.polling import poll


def test_the_webhook_is_set_with_our_secret_and_the_menu_is_filled(
    telegram: TelegramChannel, telegram_api: Remote
) -> None:
    telegram.set_webhook(PUBLIC_URL + "/")
    [webhook] = telegram_api.accepted("setWebhook")
    assert webhook["url"] == PUBLIC_URL + "/webhooks/telegram"
    assert webhook["secret_token"] == SECRET
    assert set(webhook["allowed_updates"]) == {"message", "edited_message", "callback_query", "my_chat_member"}
    [menu] = telegram_api.accepted("setMyCommands")
    assert [entry["command"] for entry in menu["commands"]] == ["book", "appointments", "help", "person"]


def test_a_poll_gives_each_update_once_and_again_what_could_not_be_stored(
    telegram: TelegramChannel, telegram_api: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webhooks.channels.telegram.updates._PAUSE", 0.01)
    telegram_api.fail("getUpdates", "502")
    for update in (text("one", 11), tap("yes:1", 12), text("three", 13)):
        assert telegram_api.update(update) is None
    tries: list[str] = []
    stop = threading.Event()

    def handle(update: dict[str, Any]) -> None:
        inbound = parse_update(update)
        assert inbound is not None
        tries.append(inbound.text or inbound.choice or "")
        if tries == ["one", "yes:1"]:
            raise NotNow
        if tries[-1] == "three":
            stop.set()

    telegram.poll(handle, stop)
    assert tries == ["one", "yes:1", "yes:1", "three"]
    assert [str(poll.get("offset", 0)) for poll in telegram_api.accepted("getUpdates")] == ["0", "12"]


def test_polled_messages_are_stored_like_those_of_the_webhook_and_wait_for_the_database(
    telegram: TelegramChannel, telegram_api: Remote, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webhooks.channels.telegram.updates._PAUSE", 0.01)
    for update in (text("hello", 31), {"update_id": 32, "message": {}}, tap("yes:1", 33), text("hello", 34)):
        telegram_api.update(update)
    stop, woken = threading.Event(), threading.Semaphore(0)
    inbox = Inbox(database, SystemClock())
    polling = threading.Thread(target=poll, args=(telegram, inbox, stop, woken.release), daemon=True)
    with sqlite3.connect(tmp_path / "clinic.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        polling.start()
        while len(telegram_api.accepted("getUpdates")) < 2:
            stop.wait(0.02)  # the first try to store has failed by now
        assert not woken.acquire(blocking=False)
        other.execute("ROLLBACK")
    assert [woken.acquire(timeout=10) for _ in range(3)] == [True] * 3
    stop.set()
    polling.join(timeout=10)
    assert not inbox.add(Inbound(channel="telegram", provider_id="34", address="700"))
    assert len(telegram_api.accepted("answerCallbackQuery")) == 1


def test_polling_takes_the_webhook_away_first(telegram: TelegramChannel, telegram_api: Remote) -> None:
    telegram.set_webhook(PUBLIC_URL)
    stop = threading.Event()

    polling = threading.Thread(target=telegram.poll, args=(lambda update: stop.set(), stop), daemon=True)
    polling.start()
    while not telegram_api.accepted("deleteWebhook"):
        stop.wait(0.02)
    assert telegram_api.update(text("hello", 21)) is None
    polling.join(timeout=20)
    assert stop.is_set()


def test_polling_with_a_wrong_token_ends_with_an_error(telegram_api: Remote) -> None:
    with pytest.raises(InvalidToken):
        TelegramChannel("42:revoked", "", api_url=telegram_api.url).poll(lambda update: None, threading.Event())
