"""What sends over the channels that this installation has, made from its settings."""

from __future__ import annotations

import time

from bot.core.clock import Clock
from bot.core.wakeup import RemoteBell
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits, Pacing
from bot.delivery.shared_limits import SharedLimits
from bot.settings.schema import Settings
from cli.wiring import shared_secret
from models.db import Database
from webhooks.channels.registry import channels
from webhooks.flood import Flood, LocalFlood, RedisFlood


def delivery(given: Settings, database: Database, clock: Clock) -> Delivery:
    """The way out over every channel that is configured."""
    return Delivery(database, channels(given), clock, limits(given), templates=given.twilio_templates)


def limits(given: Settings) -> Pacing:
    """The limits of sending: shared by all workers where there is Redis, else this process's own."""
    if given.redis_url is None:
        return Limits(time.monotonic)
    return SharedLimits(given.redis_url.get_secret_value(), shared_secret(given), time.monotonic)


def flood(given: Settings, per_minute: int) -> Flood:
    """Who may write how often: counted by all web processes together where there is Redis."""
    if given.redis_url is None:
        return LocalFlood(per_minute)
    return RedisFlood(given.redis_url.get_secret_value(), shared_secret(given), per_minute)


def remote_bell(given: Settings) -> RemoteBell | None:
    """What wakes workers in other processes, where there is Redis."""
    return None if given.redis_url is None else RemoteBell(given.redis_url.get_secret_value())
