"""The terminal as a channel: what is sent to it goes to whoever opened it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

from bot.core.channel import MaybeSent, Outgoing, Sent
from bot.core.messages import ChannelName

Sink = Callable[[str, Outgoing], None]


class ConsoleChannel:
    """Hands every message, with its address, to `sink`: a printer, or a queue's `put`."""

    name: ChannelName = "console"
    per_second = 1e6  # a terminal sets no limit
    per_chat_second = 1e6

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._numbers = count(1)

    def send(self, address: str, message: Outgoing) -> Sent:
        """Hand over. Raises what `sink` raises."""
        self._sink(address, message)
        return Sent(f"console-{next(self._numbers)}")

    def find(self, address: str, message: Outgoing, since: datetime) -> Sent | None:
        """A terminal cannot be asked."""
        raise MaybeSent("cannot_ask")
