"""Waking workers: a bell inside one process, and over Redis between processes. Without it they look by themselves."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)

NAME = "docspot:wake"
PATIENCE = 0.2
"""Seconds for Redis to answer: ringing must stay cheaper than the message it announces."""
AWAY = 5.0
"""Seconds before Redis is tried again after it did not answer."""
LISTEN = 1.0
"""Seconds to listen before looking whether to stop."""


class Bell:
    """Wakes whoever waits for it in this process. Whoever asks for `rings` before looking misses none."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        """How often it has rung."""
        with self._condition:
            return self._rings

    def ring(self) -> None:
        """Wake all who wait."""
        with self._condition:
            self._rings += 1
            self._condition.notify_all()

    def wait(self, since: int, seconds: float) -> None:
        """Until it has rung more often than `since`, or so long."""
        with self._condition:
            self._condition.wait_for(lambda: self._rings != since, timeout=seconds)


def redis_client(url: str, *, patience: float = PATIENCE) -> redis.Redis:
    """A client that fails at once where Redis is away, in place of trying again and again as redis-py does."""
    return redis.Redis.from_url(
        url, socket_timeout=patience, socket_connect_timeout=patience, retry=Retry(NoBackoff(), 0)
    )


class RemoteBell:
    """Rings in every process that listens on the same Redis. Nothing depends on it: a ring may be lost."""

    def __init__(self, url: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._client = redis_client(url)
        self._monotonic = monotonic
        self._away_until = 0.0

    def ring(self) -> None:
        """Wake the workers, wherever they run."""
        if self._monotonic() < self._away_until:
            return
        try:
            self._client.publish(NAME, "")
        except redis.RedisError:
            self._away_until = self._monotonic() + AWAY

    def pass_on(self, ring: Callable[[], None], stop: threading.Event) -> None:
        """Call `ring` whenever this one rings, until `stop` is set; while Redis is away, try again now and then."""
        while not stop.is_set():
            try:
                self._listen(ring, stop)
            except (redis.RedisError, OSError) as error:
                log.info("Redis cannot be listened to: %s", type(error).__name__)
                stop.wait(AWAY)

    def _listen(self, ring: Callable[[], None], stop: threading.Event) -> None:
        with self._client.pubsub(ignore_subscribe_messages=True) as listening:  # type: ignore[no-untyped-call]
            listening.subscribe(NAME)
            ring()  # what rang before we listened
            while not stop.is_set():
                if listening.get_message(timeout=LISTEN) is not None:
                    ring()
