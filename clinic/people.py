"""Whom the clinic sees and who writes for them: names, relations, consent, where they are written to, whose is what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from clinic.actor import Actor
from clinic.handoffs import STOPPED
from clinic.planning import unplan
from clinic.telling import TellingService
from models.errors import DocspotError, NotFound
from models.names import clean_name, name_key
from models.views import Appointment, Patient
from models.words import Relation


class Person(NamedTuple):
    """Whom a patient books for: one of their people, or somebody new, and what was said of them."""

    id: int | None
    name: str | None
    relation: Relation


class Caller(NamedTuple):
    """Whom the desk books for, as they were noted: the phone in its international form, and whose it is to them."""

    name: str
    phone: str | None
    relation: Relation


class SomebodyElses(DocspotError):
    """That phone is noted as another person's own."""

    def __init__(self) -> None:
        super().__init__("That phone is noted as somebody else's own.")


@dataclass(frozen=True)
class People(TellingService):
    """Raises NotFound for whoever is not the actor's to speak for, NotAllowed, and BadName."""

    def known_as(self, actor: Actor, who: Person) -> int:
        """The patient an account books for, added where they are new. What was not known of them may be said now."""
        self._admit(actor, "people")
        if who.id is None:
            account = self._account(actor)
            added = self.store.people.add_patient(account, str(who.name), who.relation, self.now, by=actor.kind)
            self._happened(actor, "patient.added", added.id)
            return added.id
        known = self._patient(actor, who.id)
        if who.name and who.name != known.name:
            self.rename(actor, known.id, who.name)
        if known.relation == "unknown" != who.relation:
            self.relate(actor, known.id, who.relation)
        return known.id

    def at_desk(self, actor: Actor, caller: Caller, *, remind: bool) -> Patient:
        """The patient of that name under that phone, added where there is none. Raises SomebodyElses."""
        self._admit(actor, "identities")
        name, people = clean_name(caller.name), self.store.people
        account = people.account_with_phone(caller.phone, self.now) if caller.phone else people.new_account(self.now)
        others = people.patients(account.id)
        known = next((one for one in others if name_key(one.name) == name_key(name)), None)
        if caller.relation == "self" and any(one.relation == "self" and one is not known for one in others):
            raise SomebodyElses
        if known is None:
            known = people.add_patient(account.id, name, caller.relation, self.now, by=actor.kind)
            self._happened(actor, "patient.added", known.id)
        elif caller.relation not in ("unknown", known.relation):
            self.relate(actor, known.id, caller.relation)
        people.set_consent(account.id, self.now, store=True, remind=remind, by=actor.kind)
        return people.patient(known.id)

    def rename(self, actor: Actor, number: int, name: str) -> Patient:
        """Correct a name, for all appointments."""
        self._admit(actor, "people")
        renamed = self.store.people.rename(self._patient(actor, number).id, name, self.now, by=actor.kind)
        self._happened(actor, "patient.changed", number)
        return renamed

    def relate(self, actor: Actor, number: int, relation: Relation) -> None:
        """Note what a patient is to the account's holder."""
        self._admit(actor, "people")
        self.store.people.relate(self._patient(actor, number).id, relation, self.now, by=actor.kind)
        self._happened(actor, "patient.changed", number)

    def agree(self, actor: Actor, *, remind: bool) -> None:
        """Booking, a patient agrees to being stored; and to reminders, unless they refuse them now or have at all."""
        self._admit(actor, "people")
        account = self.store.people.account(self._account(actor))
        if account.consent_store_at is not None and remind:
            return
        wanted = remind and account.reminders_off_at is None
        self.store.people.set_consent(account.id, self.now, store=True, remind=wanted, by=actor.kind)

    def quieten(self, actor: Actor, numbers: Collection[int]) -> None:
        """Nothing more is said unasked about these appointments."""
        self._admit(actor, "people")
        for one in [self._appointment(actor, number) for number in numbers]:
            self._remind_of(actor, one, wanted=False)

    def without_reminders(self, actor: Actor) -> None:
        """Nothing is said unasked to this account any more, of what is booked or will be. Of an appointment that was
        only linked to the chat, of that one."""
        self._admit(actor, "people")
        account = self._account(actor)
        self.store.people.want_reminders(account, self.now, wanted=False, by=actor.kind)
        unplan(self.store, account, self.now)
        for one in self.store.bookings.upcoming(account, actor.conversation, self.now):
            if one.account_id != account:
                self._remind_of(actor, one, wanted=False)
        self._happened(actor, "account.changed", account)

    def with_reminders(self, actor: Actor) -> list[Appointment]:
        """What is still to come is planned anew; those appointments."""
        self._admit(actor, "people")
        account = self._account(actor)
        self.write_to(actor)
        self.store.people.want_reminders(account, self.now, wanted=True, by=actor.kind)
        coming = self.store.bookings.upcoming(account, actor.conversation, self.now)
        for one in coming:
            self._remind_of(actor, one, wanted=True)
        self._happened(actor, "account.changed", account)
        return coming

    def stop_writing(self, actor: Actor, address_id: int | None = None) -> None:
        """Nothing more goes where they write from, and nothing is kept for it; or to that other address of theirs."""
        self._admit(actor, "people")
        if address_id is None:
            here = self._chat(actor)
            self.store.bookings.release_holds(here)
            address_id = self.store.conversations.get(here).address_id
        elif all(one.id != address_id for one in self.store.people.addresses(self._account(actor))):
            raise NotFound("address", address_id)
        if self.store.people.opt_out(address_id, self.now, by=actor.kind):
            self._happened(actor, "address.stopped", address_id)

    def write_to(self, actor: Actor) -> None:
        """Messages may go there again, and the desk need not answer any more because they could not."""
        self._admit(actor, "people")
        here = self.store.conversations.get(self._chat(actor))
        if self.store.people.opt_in(here.address_id, self.now, by=actor.kind):
            self._happened(actor, "address.resumed", here.address_id)
        self.store.conversations.settle_handoff(here.id, STOPPED, self.now)

    def speaks(self, actor: Actor, language: str) -> None:
        """The language they write, and are written to in, from now on."""
        self._admit(actor, "people")
        account = self.store.people.account(self._account(actor))
        if account.language != language:
            self.store.people.set_language(account.id, language, self.now, by=actor.kind)
            self._happened(actor, "account.changed", account.id)

    def prove_phone(self, actor: Actor, phone: str) -> bool:
        """The channel has proven that the phone is theirs. False where it is noted for another account."""
        self._admit(actor, "people")
        account = self._account(actor)
        linked = self.store.people.link_phone(account, phone, self.now, by=actor.kind)
        if linked:
            self._happened(actor, "account.changed", account)
        return linked

    def part(self, actor: Actor, merge_id: int) -> None:
        """Undo what made two accounts one."""
        self._admit(actor, "identities")
        self._happened(actor, "account.parted", self.store.merging.part(merge_id, self.now, by=actor.kind))

    def new_owner(self, actor: Actor, phone: str) -> bool:
        """The number has changed hands: whoever had it is not reached or shown there any more. False: nobody had it."""
        self._admit(actor, "identities")
        before = self.store.people.account_of_phone(phone)
        if before is None or not self.store.people.take_phone(phone, self.now, by=actor.kind):
            return False
        self._happened(actor, "account.changed", before.id)
        return True

    def _remind_of(self, actor: Actor, one: Appointment, *, wanted: bool) -> None:
        noted = self.store.bookings.want_reminders(one.id, self.now, wanted=wanted, by=actor.kind)
        self._settled(actor, noted, "appointment.replanned")
