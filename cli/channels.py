"""The channels this installation has, and what sends over them, made from its settings."""

from __future__ import annotations

import time

from bot.core.channel import Channel
from bot.core.clock import Clock
from bot.core.messages import ChannelName
from bot.core.wakeup import RemoteBell
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits, Pacing
from bot.delivery.shared_limits import SharedLimits
from bot.settings.schema import Settings
from cli.wiring import shared_secret
from models.db import Database
from webhooks.channels.telegram.adapter import API_URL as TELEGRAM
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel, TwilioEdge
from webhooks.channels.twilio.client import API_URL as TWILIO
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


def channels(given: Settings) -> dict[ChannelName, Channel]:
    """Every channel that is configured, by name."""
    found = (telegram(given), sms(given), whatsapp(given))
    return {channel.name: channel for channel in found if channel is not None}


def telegram(given: Settings) -> TelegramChannel | None:
    """The Telegram bot, where there is a token."""
    if given.telegram_token is None:
        return None
    secret = given.telegram_secret.get_secret_value() if given.telegram_secret else ""
    return TelegramChannel(
        given.telegram_token.get_secret_value(),
        secret,
        api_url=given.telegram_api_url or TELEGRAM,
        per_second=given.telegram_messages_per_second,
    )


def twilio_edge(given: Settings) -> TwilioEdge | None:
    """What verifies Twilio's requests, where there is an account."""
    account = _account(given)
    return TwilioEdge(account) if account else None


def twilio_channels(given: Settings) -> list[TwilioChannel]:
    """Every number at Twilio that is configured."""
    return [channel for channel in (sms(given), whatsapp(given)) if channel is not None]


def sms(given: Settings) -> TwilioChannel | None:
    """SMS, where there is an account and a number."""
    account = _account(given)
    if account is None or given.twilio_sms_from is None:
        return None
    return TwilioChannel("sms", account, given.twilio_sms_from, per_second=given.twilio_messages_per_second)


def whatsapp(given: Settings) -> TwilioChannel | None:
    """WhatsApp, where there is an account and a number. Quick replies use the templates buttons.1 to buttons.3."""
    account = _account(given)
    if account is None or given.twilio_whatsapp_from is None:
        return None
    templates = {count: given.twilio_templates.get(f"buttons.{count}") for count in (1, 2, 3)}
    buttons = {count: sid for count, sid in templates.items() if sid}
    rate = given.twilio_messages_per_second
    return TwilioChannel("whatsapp", account, given.twilio_whatsapp_from, per_second=rate, quick_replies=buttons)


def _account(given: Settings) -> TwilioAccount | None:
    if given.twilio_account_sid is None or given.twilio_auth_token is None:
        return None
    return TwilioAccount(
        given.twilio_account_sid,
        given.twilio_auth_token.get_secret_value(),
        given.public_url or "",
        given.twilio_api_url or TWILIO,
    )
