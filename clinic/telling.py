"""Telling a patient what the front desk has done to an appointment of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.actor import Actor
from clinic.notifier import Change, Notifier
from clinic.reaching import conversation_for
from clinic.service import Done, Service, Told
from models.views import Appointment


@dataclass(frozen=True)
class TellingService(Service):
    """A service whose changes people are told of. A patient's own are answered where they asked for them."""

    notifier: Notifier

    def _told(self, actor: Actor, one: Appointment, change: Change) -> Done:
        """Nobody is told of what is over."""
        if not actor.is_staff or one.starts_at <= self.now:
            return Done(one)
        phone = self.store.people.account(one.account_id).phone if change == "made" else None
        there = conversation_for(
            self.store,
            one,
            self.now,
            over=self.notifier.channels(change),
            first=None if phone is None else ("sms", phone),
        )
        if there is None or not self.notifier.changed(self.store, one, change, there, self.now):
            return Done(one, Told(None))
        return Done(one, Told(there.channel))
