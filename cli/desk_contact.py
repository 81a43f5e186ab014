"""Reaching somebody whose appointment was made or changed at the desk: how, and what is printed of it."""

from __future__ import annotations

from datetime import datetime

from bot.outreach.notifier import Outreach
from bot.settings.schema import Settings
from cli.wiring import fail
from clinic.actor import DESK
from clinic.bookings import Bookings
from clinic.service import Done
from models.store import Store


def outreach(given: Settings) -> Outreach:
    """How people are told, in this installation."""
    return Outreach(to_numbers=given.twilio_sms_from is not None)


def told(done: Done) -> dict[str, str | None]:
    """On which channel the patient is told, as part of a row; nothing where nobody is to be."""
    return {} if done.told is None else {"told": done.told.channel}


class Link:
    """The link by which a patient has it on Telegram, which is asked for the bot's name before anything is booked."""

    def __init__(self, given: Settings, *, wanted: bool) -> None:
        self._bot = _bot_name(given) if wanted else None
        self._notifier = outreach(given)

    def to(self, store: Store, number: int, now: datetime) -> dict[str, str]:
        """As part of a row, where it was asked for."""
        if self._bot is None:
            return {}
        token = Bookings(store, now, self._notifier).link(DESK, number)
        return {"link": f"https://t.me/{self._bot}?start={token}"}


def _bot_name(given: Settings) -> str:
    from webhooks.channels.telegram.configured import telegram  # the providers' clients take a second to load

    bot = telegram(given)
    if bot is None:
        fail("There is no Telegram bot to link to; set DOCSPOT_TELEGRAM_TOKEN.")
    name = bot.username()
    if name is None:
        fail("Telegram cannot be asked for the bot's name now; check DOCSPOT_TELEGRAM_TOKEN, and try again.")
    return name
