"""Every channel with an adapter, made from the settings of this installation where it is configured."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.channel import Channel
from bot.core.messages import ChannelName
from bot.settings.schema import Settings
from webhooks.channels.telegram.configured import telegram
from webhooks.channels.twilio.configured import sms, whatsapp

MAKERS: tuple[Callable[[Settings], Channel | None], ...] = (telegram, sms, whatsapp)


def channels(given: Settings) -> dict[ChannelName, Channel]:
    """Every channel that is configured, by name."""
    found = (make(given) for make in MAKERS)
    return {channel.name: channel for channel in found if channel is not None}
