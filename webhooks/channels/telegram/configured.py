"""The bot of this installation."""

from __future__ import annotations

from bot.settings.schema import Settings
from webhooks.channels.telegram.adapter import API_URL, TelegramChannel


def telegram(given: Settings) -> TelegramChannel | None:
    """The Telegram bot, where there is a token."""
    if given.telegram_token is None:
        return None
    secret = given.telegram_secret.get_secret_value() if given.telegram_secret else ""
    return TelegramChannel(
        given.telegram_token.get_secret_value(),
        secret,
        api_url=given.telegram_api_url or API_URL,
        per_second=given.telegram_messages_per_second,
    )
