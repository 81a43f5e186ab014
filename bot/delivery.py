"""Delivery: the only way out. It claims what is due, renders it, sends it once, and records what became of it."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channel import Channel, GiveUp, MaybeSent, OptedOut, Outgoing, Retry, Sent, WaitUntil
from bot.clock import Clock
from bot.limits import Limits
from bot.opening import open_question
from bot.outgoing import compose
from bot.still import STILL
from models.db import Database
from models.errors import StaleLease
from models.store import Store
from models.views import OutboundMessage

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than any provider is waited for, so that a message is not taken from a worker that is still sending it."""

LONGEST_BACKOFF = timedelta(minutes=10)
ATTEMPTS = 40
"""With the longest backoff, about six hours of trying."""

Still = Callable[[Store, OutboundMessage, datetime], str | None]
"""Whether a message is still true at the moment of sending: None, or a code why it is skipped."""


@dataclass(frozen=True)
class Delivery:
    """Sends what the outbox holds over these channels. Any number of workers may run it on the same database."""

    database: Database
    channels: Mapping[str, Channel]
    clock: Clock
    limits: Limits
    still: Mapping[str, Still] = field(default_factory=lambda: STILL)  # by kind of message

    def deliver_next(self) -> bool:
        """Send one message that is due; False where there is none."""
        with self.database.write() as store:
            claimed = store.outbox.claim(self.clock.now(), LEASE, channels=[*self.channels])  # type: ignore[list-item]
        for message in claimed:
            try:
                self._deliver(message)
            except StaleLease:
                log.info("message %s was taken over by another worker", message.id)
        return bool(claimed)

    def _deliver(self, message: OutboundMessage) -> None:
        channel = self.channels[message.channel]
        outgoing = self._prepare(message)
        if outgoing is None:
            return
        if message.maybe_sent and self._found(channel, message, outgoing):
            return
        wait = self.limits.wait(channel, message.address)
        if wait > 0:
            self._put_off(message, timedelta(seconds=wait), "paced")
            return
        with self.database.write() as store:
            store.outbox.sending(message, self.clock.now())
        self._send(channel, message, outgoing)

    def _prepare(self, message: OutboundMessage) -> Outgoing | None:
        """The message as it is to be sent; None, and recorded as skipped, where it is not to be sent any more."""
        now = self.clock.now()
        with self.database.write() as store:
            still = self.still.get(message.kind)
            reason = "opted_out" if message.opted_out else still(store, message, now) if still else None
            if reason is not None:
                store.outbox.skip(message, now, reason)
                return None
            open_question(store, message, now)
            return compose(store, message, now)

    def _found(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing) -> bool:
        """An earlier attempt may have been accepted: ask the provider; where it cannot be asked, park the message."""
        since = message.sending_since or message.updated_at
        try:
            sent = channel.find(message.address, outgoing, since)
        except MaybeSent as doubt:
            with self.database.write() as store:
                store.outbox.unknown(message, self.clock.now(), doubt.code)
            return True
        except Retry as error:
            self._put_off_asking(error)
            return True
        if sent is not None:
            self._record_sent(message, sent)
        return sent is not None

    def _send(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing) -> None:
        try:
            sent = channel.send(message.address, outgoing)
        except WaitUntil as error:
            if error.whole_channel:
                self.limits.pause(channel, error.seconds)
            self._put_off(message, timedelta(seconds=error.seconds), error.code)
        except Retry as error:
            self._try_again(message, error.code)
        except MaybeSent:
            self._doubt(channel, message, outgoing)
        except (GiveUp, OptedOut) as error:
            self._give_up(message, error)
        else:
            self._record_sent(message, sent)

    def _doubt(self, channel: Channel, message: OutboundMessage, outgoing: Outgoing) -> None:
        """Where the provider can be asked, it is asked once the lease is over: what it accepted is listed by then."""
        try:
            sent = channel.find(message.address, outgoing, self.clock.now() - LEASE)
        except MaybeSent as doubt:
            with self.database.write() as store:
                store.outbox.unknown(message, self.clock.now(), doubt.code)
        except Retry as error:
            self._put_off_asking(error)
        else:
            if sent is not None:
                self._record_sent(message, sent)

    def _put_off_asking(self, error: Retry) -> None:
        log.info("the provider could not be asked (%s); the message waits for its lease to end", error.code)

    def _record_sent(self, message: OutboundMessage, sent: Sent) -> None:
        with self.database.write() as store:
            store.outbox.sent(message, self.clock.now(), sent.provider_id)

    def _put_off(self, message: OutboundMessage, wait: timedelta, code: str) -> None:
        now = self.clock.now()
        with self.database.write() as store:
            store.outbox.retry(message, now, now + wait, code)

    def _try_again(self, message: OutboundMessage, code: str) -> None:
        """Backoff with jitter, so that many messages do not come back at the same moment."""
        if message.attempts >= ATTEMPTS:
            with self.database.write() as store:
                store.outbox.fail(message, self.clock.now(), code)
            return
        longest = min(timedelta(seconds=2**message.attempts), LONGEST_BACKOFF)
        self._put_off(message, longest * random.uniform(0.5, 1.0), code)

    def _give_up(self, message: OutboundMessage, error: GiveUp | OptedOut) -> None:
        """It will not arrive here. What was sent unasked goes once to another of the person's channels."""
        now = self.clock.now()
        with self.database.write() as store:
            store.outbox.fail(message, now, error.code)
            here = store.people.find_address(message.channel, message.address)
            if isinstance(error, OptedOut) and here is not None:
                store.people.opt_out(here.id, now)
            if message.kind != "reply" and not message.key.startswith("fallback:"):
                fall_back(store, message, now)


def fall_back(store: Store, message: OutboundMessage, now: datetime) -> None:
    """Put the message once more, for the channel this person was last heard on besides the one that failed."""
    for address in store.people.addresses(message.account_id):
        if address.verified and address.opted_out_at is None and address.channel != message.channel:
            conversation = store.conversations.open(address.channel, address.address, now)
            store.outbox.put(
                f"fallback:{message.key}",
                conversation.id,
                message.kind,
                message.payload,
                now,
                expires_at=message.expires_at,
                appointment_id=message.appointment_id,
            )
            return
