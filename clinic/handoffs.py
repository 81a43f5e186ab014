"""Conversations that wait for a person: who puts them before the front desk, and what the desk does with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.actor import Actor
from clinic.notifier import Notifier
from clinic.service import Service
from models.views import Appointment, Handoff

STOPPED = "texting_stopped"
"""Why the desk sees somebody who wrote and may not be answered there."""

AWAY, NO_TIME = "doctor_away", "no_time"
"""Why the desk is to call somebody: the doctor is away, or nobody works at that time any more."""


@dataclass(frozen=True)
class Handoffs(Service):
    """`reason` is a code, never what was written. Raises NotAllowed, and NotFound for another's conversation."""

    def open(
        self,
        actor: Actor,
        reason: str,
        *,
        conversation_id: int | None = None,
        urgent: bool = False,
        anew: bool = False,
        mute: bool = False,
    ) -> None:
        """Put a conversation before the desk, by default the one that asks; `mute` keeps the bot quiet until they
        release it. One that waits for the same reason is not doubled; `anew`: it has happened again."""
        self._admit(actor, "ask")
        number = self._chat(actor) if conversation_id is None else self._conversation(actor, conversation_id).id
        if self._put(actor, number, reason, urgent=urgent, anew=anew):
            self._happened(actor, "handoff.opened", number)
        if mute:
            self.store.conversations.mute(number, self.now, by=actor.kind)

    def about(self, actor: Actor, one: Appointment, reason: str) -> None:
        """Put the patient of an appointment before the desk, to be called. Whoever has no address at all is seen in the
        lists of the appointments themselves."""
        self._admit(actor, "ask")
        self._appointment(actor, one.id)
        addresses = self.store.people.addresses(one.account_id)
        if addresses:
            found = self.store.conversations.open(addresses[0].channel, addresses[0].address, self.now)
            if self._put(actor, found.id, reason, urgent=True):
                self._happened(actor, "handoff.opened", found.id)

    def settle(self, actor: Actor, conversation_id: int, reason: str) -> None:
        """What was open for this reason is over by itself."""
        self._admit(actor, "ask")
        self._conversation(actor, conversation_id)
        self.store.conversations.settle_handoff(conversation_id, reason, self.now, by=actor.kind)
        self._happened(actor, "handoff.released", conversation_id)

    def waiting(self, actor: Actor, conversation_id: int | None = None) -> Sequence[Handoff]:
        """Who waits, all or in one conversation; that it was read is in the audit trail."""
        self._admit(actor, "answer")
        found = self.store.conversations.handoffs()
        if conversation_id is not None:
            self._conversation(actor, conversation_id)
            found = [one for one in found if one.conversation_id == conversation_id]
        read = {one.conversation_id for one in found} | ({conversation_id} if conversation_id is not None else set())
        for number in read:
            self.store.audit.add(self.now, actor.kind, "read", "conversation", number)
        return found

    def answer(self, actor: Actor, conversation_id: int, words: str, notifier: Notifier) -> None:
        """Write to a patient; the bot goes on keeping quiet until `release`."""
        self._admit(actor, "answer")
        notifier.answered(self.store, self._conversation(actor, conversation_id), words, self.now)
        self.store.audit.add(self.now, actor.kind, "reply", "conversation", conversation_id)
        self._happened(actor, "handoff.answered", conversation_id)

    def release(self, actor: Actor, conversation_id: int) -> int:
        """Give the conversation back to the bot; for how many reasons it waited."""
        self._admit(actor, "answer")
        self._conversation(actor, conversation_id)
        closed = self.store.conversations.release(conversation_id, self.now, by=actor.kind)
        self._happened(actor, "handoff.released", conversation_id)
        return closed

    def _put(self, actor: Actor, number: int, reason: str, *, urgent: bool, anew: bool = False) -> bool:
        """Whether anything is new about it."""
        waited = self.store.conversations.is_waiting(number, reason)
        self.store.conversations.open_handoff(number, reason, self.now, urgent=urgent, anew=anew, by=actor.kind)
        return anew or not waited
