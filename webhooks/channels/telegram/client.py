"""python-telegram-bot's Bot for threads: it is asyncio, and Flask and the workers are not."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from telegram import Bot
from telegram.request import HTTPXRequest

Result = TypeVar("Result")
Work = Callable[["RawBot"], Coroutine[Any, Any, Result]]


class RawBot(Bot):
    """A Bot that gives updates as they came. `get_updates` reads a whole batch, and logs and loses it where one of
    them cannot be read."""

    async def raw_updates(self, offset: int, wait: int, kinds: Sequence[str]) -> list[dict[str, Any]]:
        """Updates of these kinds from `offset` on; an empty list where none came within `wait` seconds."""
        data = {"offset": offset, "timeout": wait, "allowed_updates": kinds}
        patience = wait + (self._request[0].read_timeout or 0)
        updates: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=patience)
        return updates


class TelegramClient:
    """A Bot on an asyncio loop in a thread of its own. Both begin at the first use, and anew after a fork, since
    neither threads nor connections survive one; they end with the process."""

    def __init__(self, token: str, api_url: str, timeout: float) -> None:
        """`timeout` is in seconds, for each of connecting, writing and answering."""
        # httpx logs addresses, which hold the token; telegram what was written. Their errors reach us as exceptions.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("telegram").setLevel(logging.CRITICAL)
        self._token, self._base_url, self._timeout = token, f"{api_url.rstrip('/')}/bot", timeout
        self._lock = threading.Lock()
        self._running: tuple[int, asyncio.AbstractEventLoop, RawBot] | None = None

    def submit(self, work: Work[Result]) -> Future[Result]:
        """Begin `work` and return at once."""
        loop, bot = self._loop_and_bot()
        return asyncio.run_coroutine_threadsafe(work(bot), loop)

    def run(self, work: Work[Result]) -> Result:
        """Do `work` and wait for it; raises what it raises."""
        return self.submit(work).result()

    def _loop_and_bot(self) -> tuple[asyncio.AbstractEventLoop, RawBot]:
        with self._lock:
            if self._running is None or self._running[0] != os.getpid():
                loop = asyncio.new_event_loop()
                threading.Thread(target=loop.run_forever, name="telegram", daemon=True).start()
                self._running = os.getpid(), loop, self._new_bot()
            return self._running[1], self._running[2]

    def _new_bot(self) -> RawBot:
        return RawBot(
            self._token, base_url=self._base_url, request=self._request(64), get_updates_request=self._request(1)
        )

    def _request(self, connections: int) -> HTTPXRequest:
        seconds = self._timeout
        return HTTPXRequest(connections, seconds, seconds, seconds, seconds, media_write_timeout=seconds)
