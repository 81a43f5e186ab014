"""Reaching somebody whose appointment was made or changed at the desk: where they write, by SMS, or by a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.batch import each
from bot.outreach.desk_changes import DESK_BOOKING, Change, tell_change
from bot.settings.schema import Settings
from cli.wiring import fail
from models.store import Store
from models.views import Appointment


class Reach:
    """How a patient of the desk is to be reached. Telegram is asked for the bot's name before anything is booked."""

    def __init__(self, given: Settings, *, link: bool = False) -> None:
        self.given = given
        self._bot = _bot_name(given) if link else None

    def tell(self, store: Store, one: Appointment, change: Change, now: datetime) -> dict[str, str | None]:
        """Leave word to go out where there is a way, and say on which channel; the link, where it was asked for.

        Nobody is told of what is over. What the desk does is done all the same where word of it cannot be written.
        """
        told: dict[str, str | None] = {}

        def word(numbers: Sequence[int]) -> int:
            told["told"] = tell_change(store, one, change, now, sms=self.given.twilio_sms_from is not None)
            return len(numbers)

        if one.starts_at > now:
            told["told"] = None
            each(store, DESK_BOOKING, [one.id], word, now)
        if self._bot is not None:
            told["link"] = f"https://t.me/{self._bot}?start={store.chat_links.new(one.id, now)}"
        return told


def _bot_name(given: Settings) -> str:
    from cli.channels import telegram  # the providers' clients take a second to load

    bot = telegram(given)
    if bot is None:
        fail("There is no Telegram bot to link to; set DOCSPOT_TELEGRAM_TOKEN.")
    name = bot.username()
    if name is None:
        fail("Telegram cannot be asked for the bot's name now; check DOCSPOT_TELEGRAM_TOKEN, and try again.")
    return name
