"""What became of visits: who came, who did not, how it was, and who will be late."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.actor import Actor
from clinic.events import Kind
from clinic.handoffs import Handoffs
from clinic.service import Done
from clinic.telling import TellingService
from models.errors import IllegalChange
from models.views import Appointment
from models.words import BLOCKING, Status

_MARKED: dict[Status, Kind] = {
    Status.ARRIVED: "appointment.arrived",
    Status.COMPLETED: "appointment.completed",
    Status.NO_SHOW: "appointment.no_show",
}
"""What a visit may be marked as, and what whoever looks on sees of it."""

LATE = "late"
"""Why the desk sees the conversation of somebody who will be late."""


@dataclass(frozen=True)
class Visits(TellingService):
    """Raises IllegalChange (TooEarly before its time), NotFree, NotFound and NotAllowed."""

    def mark(self, actor: Actor, number: int, mark: Status) -> Appointment:
        """What became of a visit; a doctor says so of their own."""
        self._admit(actor, "mark")
        one = self._appointment(actor, number)
        if mark not in _MARKED:
            raise IllegalChange(one.status, mark)
        return self._marked(actor, number, mark)

    def nobody_marked(self, actor: Actor, number: int) -> Appointment:
        """Long after its end: whoever was seen to arrive was there; a visit for which nobody works any more did not
        take place; of the others the clinic's rule says what they count as."""
        self._admit(actor, "housekeeping")
        one, rules = self._appointment(actor, number), self.store.clinic.require().reminders
        if one.status == Status.ARRIVED:
            return self._marked(actor, number, Status.COMPLETED)
        gone = self.store.planned.has_no_time(one)
        return self._marked(actor, number, Status.CANCELLED if gone else Status(rules.unmarked))

    def reopen(self, actor: Actor, number: int) -> Done:
        """Take back that it was cancelled, missed or over, where its time is still free."""
        self._admit(actor, "overrule")
        before = self._appointment(actor, number)
        opened = self.store.bookings.reopen(number, self.now, by=actor.kind)
        self._settled(actor, opened, "appointment.reopened")
        return Done(opened) if before.status in BLOCKING else self._told(actor, opened, "reopened")

    def rate(self, actor: Actor, number: int, stars: int) -> None:
        """The patient rates a visit, from 1 to 5."""
        self._admit(actor, "rate")
        self._appointment(actor, number)
        self.store.ratings.rate(number, stars, self.now)
        self._happened(actor, "appointment.rated", number)

    def remark(self, actor: Actor, number: int, words: str) -> None:
        """What the patient says to their rating."""
        self._admit(actor, "rate")
        self._appointment(actor, number)
        self.store.ratings.comment(number, words, self.now)
        self.store.audit.add(self.now, actor.kind, "remark", "appointment", number)
        self._happened(actor, "appointment.rated", number)

    def late(self, actor: Actor, number: int, minutes: int) -> None:
        """The patient will be late: the desk sees it, and the doctor is told where they have a chat. 0: unknown."""
        self._admit(actor, "rate")
        one = self._appointment(actor, number)
        Handoffs(self.store, self.now).open(actor, LATE)
        self.store.audit.add(self.now, actor.kind, "late", "appointment", number, minutes=minutes)
        chat = self.store.doctor_chats.of_doctor(one.doctor_id)
        if chat is not None:
            there = self.store.conversations.get(chat.conversation_id)
            self.notifier.late(self.store, one, minutes, there, self.now)
        self._happened(actor, "appointment.late", number)

    def _marked(self, actor: Actor, number: int, status: Status) -> Appointment:
        marked = self.store.bookings.set_status(number, status, self.now, by=actor.kind)
        return self._settled(actor, marked, _MARKED.get(status, "appointment.cancelled"))
