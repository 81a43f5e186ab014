"""How much goes out at once: each channel has places of its own, so that a provider which hangs delays nobody else,
and of these the last are kept for what is more pressing."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.channel import Outgoing
from models.views import OutboundMessage
from models.words import PRIORITIES, Channel, Priority

PLACES = 8
"""How many messages of a channel may be under way: a chat that hangs has one while it is waited for."""

KEPT: dict[Priority, int] = {-1: 0, 0: 1, 1: 3}
"""How many places of a channel a message of this priority leaves free: alarms find one behind any backlog, and answers
behind a morning of reminders."""


ALARM = PRIORITIES[0]
"""The answer to an alarm waits for no pace: behind a backlog it would be put off again and again."""

SHORT_SECONDS = 0.3
"""A permit that is so near is waited for; for a later one the message is put off, and others go first."""


@dataclass(frozen=True)
class Errand:
    """A message that was claimed, and until when it is ours; what is to be sent, where that is noted as being sent
    since then."""

    message: OutboundMessage
    lease_until: datetime
    outgoing: Outgoing | None
    claimed_at: datetime


@dataclass(frozen=True)
class Room:
    """How many messages of these priorities may be claimed for these channels, at least one."""

    priorities: Sequence[Priority]
    channels: Collection[Channel]
    places: int


class Lanes:
    """What is under way on each channel. What outlives its lease has no place any more: it is taken for lost."""

    def __init__(
        self, channels: Iterable[Channel], now: Callable[[], datetime], pause: Callable[[Channel], float]
    ) -> None:
        """`pause` tells how many seconds a channel has to be quiet yet."""
        self._channels, self._now, self._pause = tuple(channels), now, pause
        self._under_way: dict[int, Errand] = {}
        self._lock = threading.Lock()

    def rooms(self) -> Iterator[Room]:
        """Where there is room now, for the most pressing first. Each tells of the same places: claim in one of them."""
        quiet = {channel for channel, seconds in self._pauses() if seconds > SHORT_SECONDS}
        for priority in PRIORITIES:
            barred = quiet if priority != ALARM else ()
            free = {channel: count for channel, count in self._free(priority).items() if channel not in barred}
            if free:
                yield Room((priority,), [*free], min(free.values()))

    def quiet(self) -> float | None:
        """In how many seconds another channel may be spoken on again; None where all may."""
        return min((seconds for _, seconds in self._pauses() if seconds > SHORT_SECONDS), default=None)

    def _pauses(self) -> list[tuple[Channel, float]]:
        return [(channel, self._pause(channel)) for channel in self._channels]

    def take(self, errand: Errand) -> None:
        """It is under way from now on."""
        with self._lock:
            self._under_way[id(errand)] = errand

    def leave(self, errand: Errand) -> None:
        """It is over."""
        with self._lock:
            self._under_way.pop(id(errand), None)

    def _free(self, priority: Priority) -> dict[Channel, int]:
        now = self._now()
        with self._lock:
            busy = Counter(one.message.channel for one in self._under_way.values() if one.lease_until > now)
        places = PLACES - KEPT[priority]
        return {channel: places - busy[channel] for channel in self._channels if busy[channel] < places}
