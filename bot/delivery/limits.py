"""How fast a channel may be spoken on, over all chats and in one; `wait` says how long to hold back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.channel import Channel


class Pacing(Protocol):
    """Permits to send."""

    def wait(self, channel: Channel, address: str) -> float:
        """Seconds to hold back before the next message to this chat; 0 takes a permit."""

    def ahead(self, channel: Channel, address: str | None = None) -> float:
        """Seconds before any message at all may go out on this channel, or in this chat, as far as this process knows;
        takes nothing."""

    def pause(self, channel: Channel, seconds: float) -> None:
        """The provider wants the whole channel to be quiet for so long."""


@dataclass
class _Pace:
    """Evenly spaced permits, with a burst of as many as one second holds."""

    per_second: float
    free_at: float = 0.0

    def wait(self, now: float) -> float:
        return max(0.0, self.free_at - burst(self.per_second) - now)

    def take(self, now: float) -> None:
        self.free_at = max(self.free_at, now) + 1 / self.per_second


def burst(per_second: float) -> float:
    """How far ahead of an even pace one may be, in seconds: as many messages at once as one second holds."""
    return (max(1.0, per_second) - 1) / per_second


@dataclass
class Limits:
    """The paces of every channel and chat, in this process. `monotonic` gives seconds that never run backwards."""

    monotonic: Callable[[], float]
    _channels: dict[str, _Pace] = field(default_factory=dict)
    _chats: dict[tuple[str, str], _Pace] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, channel: Channel, address: str) -> float:
        """See Pacing."""
        with self._lock:
            now = self.monotonic()
            whole = self._channels.setdefault(channel.name, _Pace(channel.per_second))
            chat = self._chats.setdefault((channel.name, address), _Pace(channel.per_chat_second))
            wait = max(whole.wait(now), chat.wait(now))
            if wait == 0:
                whole.take(now)
                chat.take(now)
            self._forget(now)
            return wait

    def ahead(self, channel: Channel, address: str | None = None) -> float:
        """See Pacing."""
        with self._lock:
            chat = None if address is None else self._chats.get((channel.name, address))
            paces = [pace for pace in (self._channels.get(channel.name), chat) if pace is not None]
            now = self.monotonic() if paces else 0.0
            return max((pace.wait(now) for pace in paces), default=0.0)

    def pause(self, channel: Channel, seconds: float) -> None:
        """See Pacing."""
        with self._lock:
            whole = self._channels.setdefault(channel.name, _Pace(channel.per_second))
            whole.free_at = max(whole.free_at, self.monotonic() + seconds + burst(whole.per_second))

    def _forget(self, now: float) -> None:
        """Chats that have been quiet long enough need no memory."""
        if len(self._chats) > 10_000:
            self._chats = {key: pace for key, pace in self._chats.items() if pace.free_at > now}
