"""The book of appointments: hold, book, move, swap, cancel, confirm. Patients by the rules, the desk beyond them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from clinic.actor import Actor
from clinic.desk_rules import Insisting, check_kind, check_patient, check_time
from clinic.people import Caller, People, Person
from clinic.service import Done
from clinic.telling import TellingService
from models.errors import TooMany
from models.views import Appointment
from models.words import Status

HOLD = timedelta(minutes=10)
"""How long a time is kept while its patient decides: long enough to ask at home, short enough not to bar others."""

BY_THE_RULES = Insisting()


class Slot(NamedTuple):
    """A doctor's time for a kind of visit."""

    doctor_id: int
    visit_type_id: int
    start: datetime


@dataclass(frozen=True)
class Bookings(TellingService):
    """Raises NotFree, TimeTaken, TooMany, TooLate, IllegalChange and NotFound, as the store does, and NotAllowed."""

    def hold(self, actor: Actor, slot: Slot, *, moving: int | None = None) -> None:
        """Keep a time for the conversation that asks, in place of what it held; `moving`: for this appointment. What
        overlaps the appointment's own time is its patient's already."""
        self._admit(actor, "book")
        own = None if moving is None else self._appointment(actor, moving)
        here, book = self._chat(actor), self.store.bookings
        book.release_holds(here)
        if own is not None and own.doctor_id == slot.doctor_id:
            visit = self.store.clinic.visit(slot.visit_type_id)
            if own.starts_at < slot.start + visit.occupies and slot.start < own.busy_until:
                return
        with suppress(TooMany):  # a time that is not kept meanwhile can be proposed all the same
            book.hold(*slot, here, self.now, valid=HOLD)

    def let_go(self, actor: Actor) -> None:
        """Give back whatever the conversation that asks holds."""
        self._admit(actor, "book")
        if actor.conversation is not None:
            self.store.bookings.release_holds(self._chat(actor))

    def drop_lapsed_holds(self, actor: Actor) -> int:
        """Holds nobody took up; how many."""
        self._admit(actor, "housekeeping")
        return self.store.bookings.drop_lapsed_holds(self.now)

    def book(self, actor: Actor, slot: Slot, who: Person, *, reason: str | None, reminders: bool) -> Appointment:
        """A patient books for themselves or for one of their people, and agrees to being stored, and to reminders."""
        self._admit(actor, "book")
        people, account = People(self.store, self.now, self.notifier), self._account(actor)
        with self._whole():
            patient = people.known_as(actor, who)
            people.agree(actor, remind=reminders)
            made = self.store.bookings.book(
                *slot,
                patient,
                self.now,
                by=actor.kind,
                channel=actor.channel,
                sender=actor.address,
                conversation_id=actor.conversation,
                reason=reason,
                wants_reminders=self.store.people.account(account).consent_remind_at is not None,
            )
        self.let_go(actor)
        return self._settled(actor, made, "appointment.booked")

    def book_for(
        self, actor: Actor, slot: Slot, caller: Caller, *, reminders: bool, insisting: Insisting = BY_THE_RULES
    ) -> Done:
        """The desk books for whoever has called or stands there; they are told where they can be."""
        self._admit(actor, "overrule")
        check_time(self.store, slot.start, self.now, insisting)
        check_kind(self.store, slot.doctor_id, slot.visit_type_id, insisting)
        people = People(self.store, self.now, self.notifier)
        with self._whole():
            patient = people.at_desk(actor, caller, remind=reminders)
            made = self.store.bookings.book(
                *slot,
                patient.id,
                self.now,
                by=actor.kind,
                wants_reminders=reminders and not insisting.past,
                anyway=insisting.anyway,
            )
            check_patient(self.store, made, insisting)
        return self._told(actor, self._settled(actor, made, "appointment.booked"), "made")

    def move(
        self,
        actor: Actor,
        number: int,
        start: datetime,
        *,
        doctor_id: int | None = None,
        insisting: Insisting = BY_THE_RULES,
    ) -> Done:
        """Another time, perhaps another doctor."""
        self._admit(actor, "book")
        before = self._appointment(actor, number)
        moved = self._moved(actor, before, start, doctor_id, insisting)
        self.let_go(actor)
        self._settled(actor, moved, "appointment.moved")
        same = (moved.starts_at, moved.doctor_id) == (before.starts_at, before.doctor_id)
        return Done(moved) if same else self._told(actor, moved, "moved")

    def swap(self, actor: Actor, number: int, other: int) -> tuple[Done, Done]:
        """Two appointments take each other's doctor and start: both do, or neither."""
        self._admit(actor, "book")
        bound = any(self._is_bound(actor, self._appointment(actor, one)) for one in (number, other))
        swapped = self.store.bookings.swap(number, other, self.now, by=actor.kind, bound=bound)
        self.let_go(actor)
        for one in swapped:
            self._settled(actor, one, "appointment.moved")
        return self._told(actor, swapped[0], "moved"), self._told(actor, swapped[1], "moved")

    def swap_times(self, actor: Actor, number: int, other: int) -> tuple[Done, Done]:
        """Two appointments take each other's times, each with its own doctor: both do, or neither."""
        self._admit(actor, "book")
        one, two = self._appointment(actor, number), self._appointment(actor, other)
        if one.doctor_id == two.doctor_id:
            return self.swap(actor, number, other)
        with self._whole():
            return self.move(actor, number, two.starts_at), self.move(actor, other, one.starts_at)

    def cancel(self, actor: Actor, number: int) -> Done:
        """Call it off. The desk may say so twice."""
        self._admit(actor, "book")
        before = self._appointment(actor, number)
        if actor.is_staff and before.status == Status.CANCELLED:
            return Done(before)
        bound = self._is_bound(actor, before)
        called_off = self.store.bookings.cancel(number, self.now, by=actor.kind, bound=bound)
        self._settled(actor, called_off, "appointment.cancelled")
        return self._told(actor, called_off, "cancelled")

    def confirm(self, actor: Actor, number: int) -> Appointment:
        """The patient says that they will come."""
        self._admit(actor, "book")
        self._appointment(actor, number)
        confirmed = self.store.bookings.set_status(number, Status.CONFIRMED, self.now, by=actor.kind)
        self._happened(actor, "appointment.confirmed", number)
        return confirmed

    def link(self, actor: Actor, number: int) -> str:
        """A token that ties this appointment to the chat of whoever opens it, once."""
        self._admit(actor, "overrule")
        return self.store.chat_links.new(self._appointment(actor, number).id, self.now, by=actor.kind)

    def tie(self, actor: Actor, token: str) -> int | None:
        """Tie the appointment of a token to the chat that asks; None where it is not good."""
        self._admit(actor, "book")
        number = self.store.chat_links.redeem(token, self._chat(actor), self.now)
        if number is not None:
            self._happened(actor, "appointment.linked", number)
        return number

    def _is_bound(self, actor: Actor, one: Appointment) -> bool:
        """To the notice that the clinic asks for: patients are, unless it is the doctor who cannot come."""
        return not actor.is_staff and not self.store.absences.displaces(one.id)

    def _moved(
        self, actor: Actor, one: Appointment, start: datetime, doctor_id: int | None, insisting: Insisting
    ) -> Appointment:
        """What may be a slip of the desk, it is asked about; a patient's is for the rules."""
        if actor.is_staff:
            if doctor_id is not None:
                check_kind(self.store, doctor_id, one.visit_type_id, insisting)
            check_time(self.store, start, self.now, insisting)
        with self._whole():
            moved = self.store.bookings.move(
                one.id,
                start,
                self.now,
                doctor_id=doctor_id,
                by=actor.kind,
                conversation_id=actor.conversation,
                anyway=actor.is_staff and insisting.anyway,
                bound=self._is_bound(actor, one),
            )
            if actor.is_staff:
                check_patient(self.store, moved, insisting)
        return moved
