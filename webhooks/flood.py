"""Too many messages from one sender are refused before they cost anything."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

import redis

from bot.core.wakeup import AWAY, redis_client

PER_MINUTE = 60  # a person in a hurry, pasting or tapping, stays below this
ALL_PER_MINUTE = 1200
"""From everybody together: more than a machine like ours answers (14 turns a second, measured), so that what is let in
is answered before it is stale."""

EVERYBODY = "*"
"""The sender under which all senders are counted."""


class Flood(Protocol):
    """Counts messages a sender."""

    def wait(self, sender: str) -> float:
        """Count one message of `sender`. 0 where it is welcome, else the seconds until the next would be."""


class LocalFlood:
    """A token bucket a sender, in this process. It remembers `most` senders, the latest."""

    def __init__(
        self, per_minute: int = PER_MINUTE, *, most: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_minute, self._rate = float(per_minute), per_minute / 60
        self._most, self._clock = most, clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # sender -> tokens, when counted

    def wait(self, sender: str) -> float:
        """See Flood."""
        now = self._clock()
        with self._lock:
            tokens, then = self._buckets.pop(sender, (self._per_minute, now))
            tokens = min(self._per_minute, tokens + (now - then) * self._rate)
            welcome = tokens >= 1
            self._buckets[sender] = (tokens - 1 if welcome else tokens, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return 0.0 if welcome else (1 - tokens) / self._rate


class RedisFlood:
    """Counts in Redis by the minute, for all web processes together; in this process while Redis is away. Redis sees
    a keyed hash of the sender, and forgets it with the minute."""

    def __init__(
        self, url: str, key: bytes, per_minute: int = PER_MINUTE, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`key` is any secret that the web processes share."""
        self._client = redis_client(url)
        self._key, self._per_minute = hashlib.sha256(key).digest(), per_minute
        self._local = LocalFlood(per_minute, clock=clock)
        self._clock, self._away_until = clock, 0.0

    def wait(self, sender: str) -> float:
        """See Flood."""
        if self._clock() < self._away_until:
            return self._local.wait(sender)
        name = "flood:" + hashlib.blake2b(sender.encode(), key=self._key, digest_size=16).hexdigest()
        try:
            count, left = self._count(name)
        except redis.RedisError:
            self._away_until = self._clock() + AWAY
            return self._local.wait(sender)
        return 0.0 if count <= self._per_minute else float(max(left, 1))

    def _count(self, name: str) -> tuple[int, int]:
        with self._client.pipeline() as pipe:
            pipe.set(name, 0, ex=60, nx=True)
            pipe.incr(name)
            pipe.ttl(name)
            _, count, left = pipe.execute()
        return count, left
