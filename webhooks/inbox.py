"""Where the edge puts what it accepts: the database, in one transaction a message."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.core.clock import Clock
from bot.core.faults import fault
from bot.core.messages import Inbound
from bot.outreach.channel_fallback import fall_back, refused
from models.db import Database
from models.errors import DatabaseUnavailable, StaleLease
from models.store import Store
from models.views import OutboundMessage
from models.words import OutboundStatus
from nlu.acts.plainly import clean
from nlu.languages.alarms import red_flag
from webhooks.channels.base import NotNow, StatusUpdate, Unreadable

# Twilio's words for what is over; the others (queued, sending, sent) say only that it was accepted.
_ENDS = {
    "delivered": OutboundStatus.DELIVERED,
    "read": OutboundStatus.DELIVERED,
    "undelivered": OutboundStatus.UNDELIVERED,
    "failed": OutboundStatus.FAILED,
}
_OPTED_OUT = "21610"

_log = logging.getLogger(__name__)

Read = TypeVar("Read")


class InboxUnavailable(NotNow):
    """The database cannot take anything now. Nothing was stored; whoever sent it should try again."""


class NotKept(Unreadable):
    """It can be read, but not be stored, now or ever."""


class Inbox:
    """What it is given is on disk once a method returns. Raises InboxUnavailable where that cannot be now, and NotKept
    where it never can: it is set aside, so that whatever comes after it is not held up."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def add(self, inbound: Inbound) -> bool:
        """Store a message under its channel and the provider's id. False where it is already there. One that sounds
        like an emergency will be taken up before all others."""
        return self.read(inbound.channel, inbound.provider_id, lambda: self._add(inbound))

    def read(self, kind: str, item: object, work: Callable[[], Read]) -> Read:
        """What `work` makes of one thing that a provider handed over. Raises NotKept where it fails on it."""
        try:
            return work()
        except (NotNow, Unreadable):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not hold up the next message
            _log.error("what %s handed over is set aside: %s", kind, fault(error))
            with self._transaction() as store:
                store.set_aside.put(f"from_{kind}", item, fault(error), self._clock.now(), again=False)
            raise NotKept(type(error).__name__) from None

    def _add(self, inbound: Inbound) -> bool:
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
        self.read(f"{update.channel}_status", update.provider_id, lambda: self._note_status(update))

    def _note_status(self, update: StatusUpdate) -> None:
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
            refused(store, address, now)
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
        except (DatabaseUnavailable, PoolTimeout):
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
