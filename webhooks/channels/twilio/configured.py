"""The senders of this installation at Twilio."""

from __future__ import annotations

from bot.settings.schema import Settings
from webhooks.channels.twilio.adapter import TwilioAccount, TwilioChannel, TwilioEdge
from webhooks.channels.twilio.client import API_URL


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
        given.twilio_api_url or API_URL,
    )
