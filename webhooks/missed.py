"""What Twilio could not hand over: a failed SMS webhook is not repeated, so messages are listed and kept afterwards."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.core.channel import SendError
from bot.core.clock import Clock
from bot.core.messages import Inbound
from models.db import Database
from models.errors import DatabaseUnavailable
from webhooks.channels.base import Unreadable
from webhooks.channels.twilio.adapter import TwilioChannel
from webhooks.channels.twilio.parse import parse_record
from webhooks.inbox import Inbox, InboxUnavailable, NotKept

_log = logging.getLogger(__name__)

EVERY_SECONDS = 300.0
"""Between two looks: a web process, a network or a database may have been away at any time."""

LONGEST = timedelta(days=1)
"""What is older than this is no message that anybody still waits to be answered."""

FIRST = timedelta(minutes=15)
"""How far the very first look goes back: before it, somebody else may have answered this number."""

OVERLAP = timedelta(minutes=2)
"""Clocks differ, and messages arrive late."""

SETTLING = timedelta(seconds=30)
"""A message this young is left to its webhook, which tells more of it than the list does."""


class Missed:
    """Looks for missed messages at the start, and again and again. The inbox drops what it has already."""

    def __init__(
        self,
        database: Database,
        channels: Sequence[TwilioChannel],
        clock: Clock,
        on_accepted: Callable[[], None] = lambda: None,
    ) -> None:
        self._database, self._channels, self._clock = database, channels, clock
        self._inbox, self._on_accepted = Inbox(database, clock), on_accepted
        self._seen: dict[str, datetime] = {}

    def keep_looking(self, stop: threading.Event) -> None:
        """Look now and every few minutes until `stop` is set."""
        while True:
            self.look()
            if stop.wait(EVERY_SECONDS):
                return

    def look(self) -> int:
        """Keep what was missed; how many messages that were. Where Twilio or the database is away, the next look
        goes back as far again."""
        kept = 0
        for channel in self._channels:
            try:
                kept += self._look(channel)
            except SendError as error:
                _log.warning("missed messages of %s cannot be listed: %s", channel.name, error.code)
            except (DatabaseUnavailable, InboxUnavailable):
                _log.warning("the database cannot take missed messages of %s", channel.name)
        return kept

    def _look(self, channel: TwilioChannel) -> int:
        now, kept = self._clock.now(), 0
        for inbound in channel.missed(self._since(channel, now), self._read):
            settled = inbound.at is None or inbound.at <= now - SETTLING
            kept += settled and self._add(inbound)
        self._seen[channel.name] = now - SETTLING
        if kept:
            _log.warning("%s messages of %s had not reached the webhook", kept, channel.name)
            self._on_accepted()
        return kept

    def _read(self, record: Any) -> Inbound | None:
        """One of Twilio's records; None where it cannot be read, which holds up none of the others."""
        try:
            return self._inbox.read("twilio", record.sid, partial(parse_record, record))
        except Unreadable as error:
            _log.error("a listed message is not readable: %s", error)
            return None

    def _add(self, inbound: Inbound) -> bool:
        try:
            return self._inbox.add(inbound)
        except NotKept:
            return False

    def _since(self, channel: TwilioChannel, now: datetime) -> datetime:
        seen = self._seen.get(channel.name)
        if seen is None:
            with self._database.read() as store:
                seen = store.inbox.newest(channel.name)
        return max(seen - OVERLAP if seen else now - FIRST, now - LONGEST)
