"""What people hear of a change to an appointment of theirs: what is planned about it, and what the desk has done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.actor import Actor
from clinic.events import Kind
from clinic.notifier import Change, Notifier
from clinic.planning import plan
from clinic.reaching import Where, conversation_for
from clinic.service import Done, Service, Told
from models.channels import TO_NUMBERS
from models.views import Appointment
from models.words import Channel


@dataclass(frozen=True)
class TellingService(Service):
    """A service whose changes people are told of. A patient's own are answered where they asked for them."""

    notifier: Notifier

    def _settled(self, actor: Actor, one: Appointment, kind: Kind) -> Appointment:
        """What is said unasked about it follows, and whoever looks on sees it."""
        plan(self.store, one, self.now, self.notifier.planned, is_new=kind == "appointment.booked")
        self._happened(actor, kind, one.id)
        return one

    def _told(self, actor: Actor, one: Appointment, change: Change) -> Done:
        """Nobody is told of what is over."""
        if not actor.is_staff or one.starts_at <= self.now:
            return Done(one)
        over = self.notifier.channels(change)
        first = self._number_given(one, over) if change == "made" else None
        there = conversation_for(self.store, one, self.now, over=over, first=first)
        if there is None or not self.notifier.changed(self.store, one, change, there, self.now):
            return Done(one, Told(None))
        return Done(one, Told(there.channel))

    def _number_given(self, one: Appointment, over: Sequence[Channel]) -> Where | None:
        phone = self.store.people.account(one.account_id).phone
        channel = next((channel for channel in over if channel in TO_NUMBERS), None)
        return None if phone is None or channel is None else (channel, phone)
