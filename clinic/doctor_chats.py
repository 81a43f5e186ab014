"""Doctors' own chats: whose they are, and what a doctor has been told of their days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic.actor import Actor
from clinic.service import Service
from models import walltime
from models.errors import NotFound
from models.store import Store
from models.store.doctor_chats import Seen
from models.views import Appointment, DoctorChat
from models.words import AgendaDays, Channel, Status

SHOWN = frozenset(Status) - {Status.HELD, Status.CANCELLED}
"""What a doctor sees of a day."""


@dataclass(frozen=True)
class DoctorChats(Service):
    """A doctor decides for their own chat; whose chat it is, the desk says or a one-time code does."""

    def new_code(self, actor: Actor, doctor_id: int) -> str:
        """A one-time code by which the doctor makes a chat their own."""
        self._admit(actor, "doctor_chats")
        return self.store.doctor_chats.new_code(doctor_id, self.now, by=actor.kind)

    def redeem(self, actor: Actor, code: str) -> DoctorChat | None:
        """The conversation that asks is the doctor's the code was given to; None where it is not good (any more).
        Anybody may try: the code is the proof."""
        self._admit(actor, "ask")
        chat = self.store.doctor_chats.redeem(code, self._chat(actor), self.now)
        return None if chat is None else self._begun(actor, chat)

    def link(self, actor: Actor, doctor_id: int, channel: Channel, address: str) -> DoctorChat:
        """That chat is this doctor's from now on: the desk knows whose it is."""
        self._admit(actor, "doctor_chats")
        here = self.store.conversations.open(channel, address, self.now)
        return self._begun(actor, self.store.doctor_chats.link(doctor_id, here.id, self.now, by=actor.kind))

    def unlink(self, actor: Actor, doctor_id: int) -> bool:
        """The doctor's chat is an ordinary conversation again; False where they had none."""
        self._admit(actor, "doctor_chats")
        had = self.store.doctor_chats.unlink(doctor_id, self.now, by=actor.kind)
        if had:
            self._happened(actor, "doctor.chat_changed", doctor_id)
        return had

    def set_agenda(self, actor: Actor, chat: DoctorChat, *, minute: int | None, days: AgendaDays | None) -> None:
        """When and on which days this doctor wants the agenda; None leaves as it is."""
        self._admit(actor, "own_chat")
        self.store.doctor_chats.set_agenda(self._own(actor, chat), minute=minute, days=days)
        self.store.audit.add(self.now, actor.kind, "set_agenda", "doctor", chat.doctor_id, minute=minute, days=days)
        self._happened(actor, "doctor.chat_changed", chat.doctor_id)

    def saw(self, actor: Actor, chat: DoctorChat, seen: Seen, changed_at: datetime | None = None) -> None:
        """What the doctor now knows of these days; and since when it is out of date."""
        self._admit(actor, "own_chat")
        self.store.doctor_chats.saw(self._own(actor, chat), seen, changed_at)

    def agenda_done(self, actor: Actor, chat: DoctorChat, day: date) -> None:
        """That day's agenda was sent, or is not wanted."""
        self._admit(actor, "own_chat")
        self.store.doctor_chats.agenda_done(self._own(actor, chat), day)

    def _begun(self, actor: Actor, chat: DoctorChat) -> DoctorChat:
        """A morning that is over gets no agenda any more, only what changes from here on."""
        zone = self.store.clinic.require().timezone
        today = self.now.astimezone(zone).date()
        if self.now >= walltime.moment(today, chat.agenda_minute, zone):
            self.store.doctor_chats.agenda_done(chat, today)
            self.store.doctor_chats.saw(chat, {today: starts_on(self.store, chat.doctor_id, today)})
        self._happened(actor, "doctor.chat_changed", chat.doctor_id)
        return chat

    def _own(self, actor: Actor, chat: DoctorChat) -> DoctorChat:
        if actor.kind == "doctor" and actor.id != chat.doctor_id:
            raise NotFound("doctor's chat", chat.id)
        return chat


def day_of(store: Store, doctor_id: int, day: date) -> list[Appointment]:
    """A doctor's appointments of a day that were not called off, by their start."""
    zone = store.clinic.require().timezone
    first, last = walltime.moment(day, 0, zone), walltime.moment(day + timedelta(days=1), 0, zone)
    return store.bookings.find(first=first, last=last, doctor_id=doctor_id, statuses=SHOWN)


def starts_on(store: Store, doctor_id: int, day: date) -> Mapping[int, datetime]:
    """When each of a day's appointments starts, by its id. What the doctor has blocked is no longer theirs."""
    starts = {one.id: one.starts_at for one in day_of(store, doctor_id, day)}
    blocked = store.absences.displaced_among(starts)
    return {number: at for number, at in starts.items() if number not in blocked}
