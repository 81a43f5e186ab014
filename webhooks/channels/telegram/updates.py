"""How updates reach us: a webhook that Telegram calls, or polling for a laptop that has no public address."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from telegram import Bot, BotCommand
from telegram.error import NetworkError, RetryAfter, TelegramError

from webhooks.channels.base import NotNow
from webhooks.channels.telegram.client import RawBot, TelegramClient
from webhooks.channels.telegram.parse import ALLOWED_UPDATES, COMMANDS

WEBHOOK_PATH = "/webhooks/telegram"
_WAIT = 20  # seconds a poll stays open when there is nothing new
_PAUSE = 3.0  # seconds after a failure
_LOOK = 0.25  # seconds between two looks at `stop`

_log = logging.getLogger(__name__)


def set_webhook(client: TelegramClient, public_url: str, secret: str) -> None:
    """Tell Telegram where to deliver updates and with which secret, and fill the bot's menu. Raises TelegramError."""

    async def work(bot: Bot) -> None:
        address = public_url.rstrip("/") + WEBHOOK_PATH
        await bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        await _set_menu(bot)

    client.run(work)


def poll(client: TelegramClient, handle: Callable[[dict[str, Any]], None], stop: threading.Event) -> None:
    """Fetch updates until `stop` is set, and give each to `handle`.

    Telegram keeps an update until a later poll names a higher offset, and the offset does not move where `handle`
    raises NotNow: the update comes again. Raises TelegramError where trying again is of no use (a wrong token, another
    poller of the same bot), and whatever else `handle` raises.
    """
    offset: int | None = None  # None until polling has begun
    while not stop.is_set():
        try:
            updates = _next(client.submit(partial(_begin if offset is None else _fetch, offset=offset or 0)), stop)
        except (NetworkError, RetryAfter) as error:
            _log.warning("polling Telegram failed: %s", type(error).__name__)
            stop.wait(_PAUSE)
            continue
        offset = _handed_over(updates, handle, offset or 0, stop)


def _handed_over(
    updates: list[dict[str, Any]], handle: Callable[[dict[str, Any]], None], offset: int, stop: threading.Event
) -> int:
    """The offset from which to go on."""
    for update in updates:
        if stop.is_set():
            break
        try:
            handle(update)
        except NotNow:
            _log.warning("an update cannot be kept now; asking for it again")
            stop.wait(_PAUSE)
            break
        offset = update["update_id"] + 1
    return offset


def _next(polled: Future[list[dict[str, Any]]], stop: threading.Event) -> list[dict[str, Any]]:
    while not stop.is_set():
        try:
            return polled.result(timeout=_LOOK)
        except TimeoutError:
            continue
    polled.cancel()
    return []


async def _begin(bot: RawBot, offset: int) -> list[dict[str, Any]]:
    await bot.delete_webhook()
    await _set_menu(bot)
    return await _fetch(bot, offset)


async def _fetch(bot: RawBot, offset: int) -> list[dict[str, Any]]:
    return await bot.raw_updates(offset, _WAIT, ALLOWED_UPDATES)


async def _set_menu(bot: Bot) -> None:
    try:
        await bot.set_my_commands([BotCommand(command, description) for command, description in COMMANDS.items()])
    except TelegramError as error:
        # The bot works without a menu.
        _log.warning("the bot's menu could not be set: %s", type(error).__name__)
