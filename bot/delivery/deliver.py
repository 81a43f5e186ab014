"""Delivery: the only way out. It claims what is due, renders it, sends it once, and records what became of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import DBAPIError

from bot.core.channel import Channel, GiveUp, MaybeSent, OptedOut, Outgoing, Retry, WaitUntil
from bot.core.clock import Clock
from bot.core.dispatch import Found
from bot.core.faults import fault
from bot.core.messages import ChannelName
from bot.delivery.lanes import ALARM, SHORT_SECONDS, Errand, Room
from bot.delivery.limits import Pacing
from bot.delivery.outcomes import Outcomes
from bot.delivery.preparing import answer_at_once, prepare
from bot.delivery.unsettled import Unsettled
from bot.outreach.opening import open_question
from models.db import Database
from models.errors import DatabaseUnavailable, NoClinic, StaleLease
from models.store import Store
from models.views import OutboundMessage
from models.words import PRIORITIES

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than any provider is waited for, so that a message is not taken from a worker that is still sending it."""


@dataclass(frozen=True)
class Delivery:
    """Sends what the outbox holds over these channels. Any number of workers may run it on the same database.

    `templates` are WhatsApp's, by "kind.language".
    """

    database: Database
    channels: Mapping[ChannelName, Channel]
    clock: Clock
    limits: Pacing
    templates: Mapping[str, str] = field(default_factory=dict)
    unsettled: Unsettled = field(init=False)
    outcomes: Outcomes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "unsettled", Unsettled(self.database))
        object.__setattr__(self, "outcomes", Outcomes(self.unsettled, self.clock))

    def settle(self) -> None:
        """Write what the database is still owed. Raises DatabaseUnavailable."""
        self.unsettled.settle()

    def deliver_next(self) -> bool:
        """Send one message that is due; False where there is none."""
        found = self.find([Room(PRIORITIES, tuple(self.channels), 1)])
        for errand in found.jobs:
            self.deliver(errand)
        return bool(found.jobs)

    def find(self, rooms: Iterable[Room]) -> Found[Errand]:
        """Claim what is due in the first of these rooms that has something for it."""
        self.settle()
        free = list(rooms)
        try:
            return self._find(free, at_once=True)
        except DBAPIError:  # what one of them needs cannot even be asked for: whoever sends it alone sees to that
            return self._find(free, at_once=False)

    def _find(self, rooms: Iterable[Room], *, at_once: bool) -> Found[Errand]:
        now = self.clock.now()
        errands: list[Errand] = []
        try:
            with self.database.write() as store:
                errands = self._claim(store, rooms, now, at_once=at_once)
                again = None if errands else store.outbox.next_due(now)
        except DatabaseUnavailable:
            for errand in errands:  # it went away in the commit: whether they were claimed, nobody can tell yet
                self.unsettled.owe(partial(self._give_back, errand))
            raise
        return Found(errands, None if again is None else (again - now).total_seconds())

    def _claim(self, store: Store, rooms: Iterable[Room], now: datetime, *, at_once: bool) -> list[Errand]:
        """What is due in the first room that has something."""
        for room in rooms:
            places, channels = room.places, room.channels
            claimed = store.outbox.claim(now, LEASE, limit=places, channels=channels, priorities=room.priorities)
            if claimed:
                return [self._errand(store, message, now, at_once=at_once) for message in claimed]
        return []

    def _errand(self, store: Store, message: OutboundMessage, now: datetime, *, at_once: bool) -> Errand:
        """An answer is made ready as it is claimed, and noted as being sent: from the end of this transaction on it is
        on its way to the provider. Where this chat has to be quiet yet, it is not."""
        outgoing = None
        if at_once and self.limits.ahead(self.channels[message.channel], message.address) == 0:
            outgoing = answer_at_once(store, message, self.templates, now)
        if outgoing is not None:
            store.outbox.sending(message, now)
        return Errand(message, now + LEASE, outgoing, now)

    def deliver(self, errand: Errand) -> None:
        """Send what was claimed. Raises what is everybody's trouble: DatabaseUnavailable, NoClinic."""
        message = errand.message
        try:
            self._deliver(errand)
        except StaleLease:
            log.info("message %s was taken over by another worker", message.id)
        except (DatabaseUnavailable, NoClinic):
            raise  # for everybody: what became of the message is written once the database is back
        except Exception as error:  # noqa: BLE001 - our fault must not stop the queue; staff see the message
            log.error("message %s failed, attempt %s: %s", message.id, message.attempts, fault(error))
            self.outcomes.fault(message, error)

    def _give_back(self, errand: Errand, store: Store) -> None:
        store.outbox.give_back(errand.message, errand.lease_until, self.clock.now())

    def _deliver(self, errand: Errand) -> None:
        message = errand.message
        channel = self.channels[message.channel]
        with self.unsettled.unless_done(partial(self._give_back, errand)):
            ready = self._make_ready(channel, errand)
        if ready is None:
            return
        outgoing, began = ready
        if self.clock.now() >= errand.lease_until:
            raise StaleLease("message", message.id)  # this process was asleep: by now it may be somebody else's
        self._send(channel, message, outgoing, began)

    def _make_ready(self, channel: Channel, errand: Errand) -> tuple[Outgoing, datetime] | None:
        """The message and since when it is being sent; None where it is not to be sent now. No provider is told."""
        message = errand.message
        outgoing = errand.outgoing or self._prepare(message)
        if outgoing is None or (message.maybe_sent and self._found(channel, message, outgoing)):
            return None
        wait = self._permit(channel, message)
        if wait > 0:
            self.outcomes.put_off(message, timedelta(seconds=wait), "paced")
            return None
        if errand.outgoing is not None:
            return outgoing, errand.claimed_at
        began = self.clock.now()
        with self.database.write() as store:
            store.outbox.sending(message, began)
            open_question(store, message, began)
        return outgoing, began

    def _permit(self, channel: Channel, message: OutboundMessage) -> float:
        """Take a permit to send; otherwise the seconds until there may be one."""
        wait = self.limits.wait(channel, message.address)
        if message.priority == ALARM:
            return 0
        if 0 < wait <= SHORT_SECONDS:
            time.sleep(wait)
            wait = self.limits.wait(channel, message.address)
        return wait

    def _prepare(self, message: OutboundMessage) -> Outgoing | None:
        """The message as it is to be sent; None, and recorded as skipped, where it is not to be sent any more."""
        now = self.clock.now()
        with self.database.write() as store:
            return prepare(store, message, self.templates, now)

    def _found(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing) -> bool:
        """Whether an earlier attempt was accepted after all, or that cannot be asked now."""
        return self._ask(channel, message, outgoing, message.sending_since or message.updated_at) is not False

    def _send(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing, began: datetime) -> None:
        try:
            sent = channel.send(message.address, outgoing)
        except WaitUntil as error:
            if error.whole_channel:
                self.limits.pause(channel, error.seconds)
            self.outcomes.put_off(message, timedelta(seconds=error.seconds), error.code)
        except Retry as error:
            self.outcomes.try_again(message, error.code)
        except MaybeSent:
            # What the provider accepted may not be listed yet: not found is asked again once the lease is over.
            self._ask(channel, message, outgoing, began)
        except (GiveUp, OptedOut) as error:
            self.outcomes.given_up(message, error)
        else:
            self.outcomes.sent(message, sent)

    def _ask(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing, since: datetime) -> bool | None:
        """Ask the provider whether it accepted the message since then, and record what it says.

        False where it did not; None where it cannot be asked now, and the message waits for its lease to end. Where
        nobody can ever tell, the message is parked for staff.
        """
        try:
            sent = channel.find(message.address, outgoing, since)
        except MaybeSent as doubt:
            self.outcomes.doubtful(message, doubt.code)
            return True
        except Retry as error:
            log.info("message %s: the provider cannot be asked now (%s)", message.id, error.code)
            return None
        if sent is not None:
            self.outcomes.sent(message, sent)
        return sent is not None
