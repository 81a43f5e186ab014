"""What became of a message that was to be sent, written down: at once, or as soon as the database is back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from bot.core.channel import GiveUp, OptedOut, Sent
from bot.core.clock import Clock
from bot.core.faults import fault
from bot.delivery.unsettled import Unsettled
from bot.outreach.channel_fallback import fall_back, refused
from bot.outreach.kinds import kind_of
from bot.outreach.maybe_lost import maybe_lost, sent_after_all
from models.errors import StaleLease
from models.store import Store
from models.views import OutboundMessage

LONGEST_BACKOFF = timedelta(minutes=10)
ATTEMPTS, PATIENCE = 20, timedelta(hours=6)
"""After so many attempts and so long, a message that was always refused counts as failed."""

FAULTS = 4
"""How often a message that we ourselves cannot handle is tried."""


@dataclass(frozen=True)
class Outcomes:
    """Each method raises DatabaseUnavailable where it is only owed, and StaleLease where somebody has taken over."""

    unsettled: Unsettled
    clock: Clock

    def sent(self, message: OutboundMessage, sent: Sent) -> None:
        """The provider has accepted it."""
        now = self.clock.now()

        def record(store: Store) -> None:
            try:
                store.outbox.sent(message, now, sent.provider_id)
            except StaleLease:
                sent_after_all(store, message, sent.provider_id, now)

        self.unsettled.write(record)

    def put_off(self, message: OutboundMessage, wait: timedelta, code: str) -> None:
        """It was certainly not accepted; another time."""
        now = self.clock.now()
        self.unsettled.write(lambda store: store.outbox.retry(message, now, now + wait, code))

    def try_again(self, message: OutboundMessage, code: str) -> None:
        """Backoff with jitter, so that many messages do not come back at the same moment."""
        now = self.clock.now()
        if message.attempts >= ATTEMPTS and now - message.due_at >= PATIENCE:
            self.unsettled.write(lambda store: store.outbox.fail(message, now, code))
            return
        longest = min(timedelta(seconds=2 ** min(message.attempts, 10)), LONGEST_BACKOFF)
        self.put_off(message, longest * random.uniform(0.5, 1.0), code)

    def fault(self, message: OutboundMessage, error: Exception) -> None:
        """Try again when the lease is over; after several attempts it is failed, and the next of its chat may go."""
        if message.attempts < FAULTS:
            return
        now = self.clock.now()

        def record(store: Store) -> None:
            store.outbox.fail(message, now, "fault")
            store.set_aside.put("outbox", message.id, fault(error), now, again=False)

        self.unsettled.write(record)

    def doubtful(self, message: OutboundMessage, code: str) -> None:
        """Nobody can ever tell whether it was accepted."""
        now = self.clock.now()
        self.unsettled.write(lambda store: maybe_lost(store, message, kind_of(message.kind), code, now))

    def given_up(self, message: OutboundMessage, error: GiveUp | OptedOut) -> None:
        """It will not arrive here. What was sent unasked goes once to another of the person's channels."""
        now = self.clock.now()

        def record(store: Store) -> None:
            store.outbox.fail(message, now, error.code)
            here = store.people.find_address(message.channel, message.address)
            if isinstance(error, OptedOut) and here is not None:
                refused(store, here, now)
            fall_back(store, message, now)

        self.unsettled.write(record)
