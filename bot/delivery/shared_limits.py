"""The limits of sending, shared by the workers of several machines through Redis; each its own while Redis is away."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

import redis

from bot.core.channel import Channel
from bot.core.wakeup import AWAY, redis_client
from bot.delivery.limits import Limits, burst

log = logging.getLogger(__name__)

# Each key holds the moment, in Redis' own milliseconds, until which its permits are spent. Both are taken, or neither.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
for number = 1, 2 do
  local free = tonumber(redis.call('GET', KEYS[number]) or '0')
  wait = math.max(wait, free - tonumber(ARGV[number * 2]) - now)
end
if wait > 0 then return wait end
for number = 1, 2 do
  local free = math.max(tonumber(redis.call('GET', KEYS[number]) or '0'), now) + tonumber(ARGV[number * 2 - 1])
  redis.call('SET', KEYS[number], string.format('%.0f', free), 'PX', math.max(1, math.ceil(free - now)))
end
return 0
"""
_PAUSE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now + tonumber(ARGV[1]))
redis.call('SET', KEYS[1], string.format('%.0f', free), 'PX', math.max(1, math.ceil(free - now)))
return 0
"""


class SharedLimits:
    """See bot.limits.Pacing. Redis sees a keyed hash of a chat's address, never the address."""

    def __init__(self, url: str, key: bytes, monotonic: Callable[[], float]) -> None:
        """`key` is any secret that the workers share."""
        client = redis_client(url)
        self._take, self._pause = client.register_script(_TAKE), client.register_script(_PAUSE)
        self._key = hashlib.sha256(key).digest()
        self._local = Limits(monotonic)
        self._monotonic, self._away_until = monotonic, 0.0

    def wait(self, channel: Channel, address: str) -> float:
        """See Pacing."""
        alone = self._local.wait(channel, address)
        if alone > 0 or self._monotonic() < self._away_until:
            return alone
        arguments = [part for rate in (channel.per_second, channel.per_chat_second) for part in _milliseconds(rate)]
        try:
            wait = self._take(keys=[self._name(channel), self._name(channel, address)], args=arguments)
        except redis.RedisError:
            self._lost()
            return 0.0
        return float(wait) / 1000

    def ahead(self, channel: Channel, address: str | None = None) -> float:
        """See Pacing."""
        return self._local.ahead(channel, address)

    def pause(self, channel: Channel, seconds: float) -> None:
        """See Pacing."""
        self._local.pause(channel, seconds)
        try:
            self._pause(keys=[self._name(channel)], args=[round((seconds + burst(channel.per_second)) * 1000)])
        except redis.RedisError:
            self._lost()

    def _lost(self) -> None:
        log.info("Redis does not answer; this worker keeps its own limits meanwhile")
        self._away_until = self._monotonic() + AWAY

    def _name(self, channel: Channel, address: str = "") -> str:
        # The braces keep a channel's keys on one node of a cluster, where a script needs them.
        name = f"docspot:pace:{{{channel.name}}}:"
        return name + hashlib.blake2b(address.encode(), key=self._key, digest_size=16).hexdigest() if address else name


def _milliseconds(per_second: float) -> tuple[int, int]:
    """What one message costs, and how far ahead one may be."""
    return round(1000 / per_second), round(burst(per_second) * 1000)
