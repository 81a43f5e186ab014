"""Which language somebody is understood and answered in: the one they write, else the one we know of, or are told."""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Inbound
from bot.texts import languages
from clinic.actor import patient
from clinic.notifier import Notifier
from clinic.people import People
from models.db import Database
from nlu.languages.speaking import likeliest, understood


def heard_in(
    database: Database, conversation_id: int, inbound: Inbound, notifier: Notifier, now: datetime
) -> str | None:
    """The language of a message, noted where it is news; None where nobody knows of any that we speak."""
    spoken = [language for language in languages() if language in understood()]
    if len(spoken) == 1:
        return None
    with database.read() as store:
        conversation = store.conversations.get(conversation_id)
        known = store.people.account(conversation.account_id).language
    language = _chosen(inbound, known, spoken)
    if language not in (None, known):
        with database.write() as store:
            People(store, now, notifier).speaks(patient(conversation), language)
    return language


def _chosen(inbound: Inbound, known: str | None, spoken: list[str]) -> str | None:
    """Whoever goes over to another language is followed; a few words that may be of any leave it as it is. What the
    channel tells counts until somebody has written enough."""
    told = (inbound.language or "").partition("-")[0].lower()
    return next((one for one in (likeliest(inbound.text), known, told) if one in spoken), None)
