"""Telegram without a public address: updates are fetched, and stored as the webhook would store them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from webhooks.channels.base import Unreadable
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.inbox import Inbox

_log = logging.getLogger(__name__)


def poll(channel: TelegramChannel, inbox: Inbox, stop: threading.Event, on_accepted: Callable[[], None]) -> None:
    """Until `stop` is set, put each new message into the inbox and call `on_accepted`, which must be quick.

    Raises TelegramError for a wrong token, and where another process polls for the same bot.
    """

    def handle(update: dict[str, Any]) -> None:
        try:
            inbound = inbox.read(channel.name, update["update_id"], partial(channel.parse, update))
            new = inbound is not None and inbox.add(inbound)
        except Unreadable as error:
            _log.error("update not readable: %s", error)
            return
        channel.acknowledge(update)
        if new:
            on_accepted()

    channel.poll(handle, stop)
