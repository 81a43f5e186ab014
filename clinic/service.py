"""What all services share: who may, whose it is, and what belongs to every change."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import SessionTransaction

from clinic.actor import Actor, NotAllowed, Right
from clinic.events import Kind, happened
from models.errors import NotFound
from models.store import Store
from models.views import Appointment, Conversation, Patient
from models.words import Channel


class Told(NamedTuple):
    """Whether somebody was told: on which channel, None where there is no way to them."""

    channel: Channel | None


class Done(NamedTuple):
    """An appointment as it stands now, and who was told. `told` is None where nobody was to be."""

    appointment: Appointment
    told: Told | None = None


@dataclass(frozen=True)
class Service:
    """One transaction's work at one moment. That something is there which is not theirs, nobody is told: NotFound."""

    store: Store
    now: datetime

    def _admit(self, actor: Actor, right: Right) -> None:
        """They may do that, and the audit trail knows them. Raises NotAllowed."""
        if right not in actor.rights:
            raise NotAllowed(actor.kind, right)
        self.store.audit.signed_by(actor.kind, actor.id, actor.channel)

    def _appointment(self, actor: Actor, number: int) -> Appointment:
        """The appointment, if it is theirs to speak of. Raises NotFound."""
        if actor.kind == "patient":
            return self.store.bookings.seen_from(number, _known(actor), actor.conversation)
        one = self.store.bookings.get(number)
        if actor.kind == "doctor" and one.doctor_id != actor.id:
            raise NotFound("appointment", number)
        return one

    def _patient(self, actor: Actor, number: int) -> Patient:
        """The patient, if they are theirs to speak for. Raises NotFound."""
        one = self.store.people.patient(number)
        if not (actor.is_staff or (actor.kind == "patient" and one.account_id == actor.id)):
            raise NotFound("patient", number)
        return one

    def _conversation(self, actor: Actor, number: int) -> Conversation:
        """The conversation, if it is theirs, or they are of the clinic. Raises NotFound."""
        here = self.store.conversations.get(number)
        if actor.kind in ("patient", "doctor") and number != actor.conversation:
            raise NotFound("conversation", number)
        if actor.kind == "patient" and here.account_id != actor.id:
            raise NotFound("conversation", number)
        return here

    def _chat(self, actor: Actor) -> int:
        """The conversation they ask from. Raises NotFound for whoever asks from none."""
        if actor.conversation is None:
            raise NotFound("chat of the", actor.kind)
        return self._conversation(actor, actor.conversation).id

    def _account(self, actor: Actor) -> int:
        """Whose account it is about: a patient's own. Raises NotFound for whoever has none."""
        if actor.kind != "patient":
            raise NotFound("account of the", actor.kind)
        return _known(actor)

    def _whole(self) -> AbstractContextManager[SessionTransaction]:
        """What is done inside is done whole, or not at all where anything of it is refused."""
        return self.store.session.begin_nested()

    def _happened(self, actor: Actor, kind: Kind, subject_id: int) -> None:
        happened(self.store, actor, kind, subject_id, self.now)


def _known(actor: Actor) -> int:
    if actor.id is None:
        raise NotFound("account of the", actor.kind)
    return actor.id
