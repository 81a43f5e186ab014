"""From a message that was proved and read to one that is on disk: the same for every provider."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable

from flask import Response

from bot.core.messages import Inbound
from webhooks.channels.base import StatusUpdate
from webhooks.flood import EVERYBODY, Flood
from webhooks.inbox import Inbox, InboxUnavailable, NotKept, is_alarm
from webhooks.metrics import REQUESTS

_RETRY_AFTER = 5  # seconds, while the database is away

_log = logging.getLogger(__name__)


class Intake:
    """Stores what comes in and says how it went, as a plain answer that the route may dress up."""

    def __init__(self, inbox: Inbox, flood: Flood, crowd: Flood, on_accepted: Callable[[], None]) -> None:
        self._inbox, self._flood, self._crowd, self._on_accepted = inbox, flood, crowd, on_accepted

    def message(self, provider: str, inbound: Inbound | None) -> Response:
        """200 once the message is on disk, was already, is none or can never be stored; 429 in a flood; 503 where it
        cannot be stored now."""
        if inbound is None:
            return answer(provider, "ignored", 200)
        pause = self._flood.wait(f"{inbound.channel}:{inbound.address}") or self._crowded(inbound)
        if pause > 0:
            return answer(provider, "flooded", 429, retry_after=math.ceil(pause))
        try:
            new = self._inbox.add(inbound)
        except InboxUnavailable:
            return self._unavailable(provider)
        except NotKept:
            return answer(provider, "unreadable", 200)  # it would be brought again and again, and hold up others
        if new:
            self._on_accepted()
        return answer(provider, "accepted" if new else "duplicate", 200)

    def _crowded(self, inbound: Inbound) -> float:
        """The pause where too much comes from all senders together; an alarm is let in even then."""
        pause = self._crowd.wait(EVERYBODY)
        return 0.0 if pause > 0 and is_alarm(inbound) else pause

    def status(self, provider: str, update: StatusUpdate) -> Response:
        """200 once the news is on disk; 503 where it cannot be stored."""
        try:
            self._inbox.note_status(update)
        except InboxUnavailable:
            return self._unavailable(provider)
        except NotKept:
            return answer(provider, "unreadable", 200)
        return answer(provider, "status", 200)

    def _unavailable(self, provider: str) -> Response:
        _log.warning("the database cannot take messages from %s", provider)
        return answer(provider, "unavailable", 503, retry_after=_RETRY_AFTER)


def answer(provider: str, outcome: str, status: int, *, retry_after: int | None = None) -> Response:
    """An empty answer, counted."""
    REQUESTS.labels(provider, outcome).inc()
    return Response(status=status, headers={} if retry_after is None else {"Retry-After": str(retry_after)})
