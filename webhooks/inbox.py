"""Where the edge puts what it accepts: the database, in one transaction a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.fall_back import fall_back
from bot.message import Inbound
from models.db import Database
from models.errors import DatabaseUnavailable, StaleLease
from models.store import Store
from models.views import OutboundMessage
from models.words import OutboundStatus
from nlu.red_flags import red_flag
from nlu.understand import clean
from webhooks.channels.base import NotNow, StatusUpdate

# Twilio's words for what is over; the others (queued, sending, sent) say only that it was accepted.
_ENDS = {
    "delivered": OutboundStatus.DELIVERED,
    "read": OutboundStatus.DELIVERED,
    "undelivered": OutboundStatus.UNDELIVERED,
    "failed": OutboundStatus.FAILED,
}
_OPTED_OUT = "21610"


class InboxUnavailable(NotNow):
    """The database cannot take anything now. Nothing was stored; whoever sent it should try again."""


class Inbox:
    """Both methods return once what they were given is on disk, and raise InboxUnavailable where that cannot be."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def add(self, inbound: Inbound) -> bool:
        """Store a message under its channel and the provider's id. False where it is already there. One that sounds
        like an emergency will be taken up before all others."""
        with self._transaction() as store:
            heard = _as_meant(store, inbound)
            now, payload = self._clock.now(), heard.model_dump_json(exclude_defaults=True)
            urgent = is_alarm(heard)
            return (
                store.inbox.add(heard.channel, heard.provider_id, heard.address, payload, now, urgent=urgent)
                is not None
            )

    def note_status(self, update: StatusUpdate) -> None:
        """Store what became of a message of ours; only ever forward. What failed after all falls back to another of
        the person's channels."""
        with self._transaction() as store:
            now, end = self._clock.now(), _ENDS.get(update.status)
            if update.key is not None:
                self._note_accepted(store, update.key, update.provider_id)
            if end is None or not store.outbox.reported(update.channel, update.provider_id, end, now, update.code):
                return
            message = store.outbox.get(update.key) if update.key is not None else None
            if message is not None and end != OutboundStatus.DELIVERED:
                self._failed_after_all(store, message, update.code)

    def _failed_after_all(self, store: Store, message: OutboundMessage, code: str | None) -> None:
        """As where delivery itself learns of it."""
        now = self._clock.now()
        address = store.people.find_address(message.channel, message.address)
        if code == _OPTED_OUT and address is not None:
            store.people.opt_out(address.id, now)
        fall_back(store, message, now)

    def _note_accepted(self, store: Store, key: str, provider_id: str) -> None:
        """News of a message can be here before its sender has noted that it was accepted, or after that one died."""
        message = store.outbox.get(key)
        if message is None or message.status != OutboundStatus.CLAIMED or message.sending_since is None:
            return
        try:
            store.outbox.sent(message, self._clock.now(), provider_id)
        except StaleLease:
            return  # its sender has just recorded it

    @contextmanager
    def _transaction(self) -> Iterator[Store]:
        try:
            with self._database.write() as store:
                yield store
        except (DatabaseUnavailable, SQLAlchemyError):
            # Without the cause: a statement's parameters are a patient's.
            raise InboxUnavailable from None


def is_alarm(inbound: Inbound) -> bool:
    """Whether it sounds like an emergency: cheap enough to be asked of every message, at the edge."""
    return red_flag(clean(inbound.text)) is not None


def _as_meant(store: Store, inbound: Inbound) -> Inbound:
    """YES resumes our messages only for somebody who had stopped them; from anybody else it is an answer."""
    if inbound.opt_word != "YES" or inbound.kind != "opt_in":
        return inbound
    address = store.people.find_address(inbound.channel, inbound.address)
    if address is not None and address.opted_out_at is not None:
        return inbound
    return inbound.model_copy(update={"kind": "text", "opt_word": None})
