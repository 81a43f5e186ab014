"""Patients whose doctor is away are offered other times, in their own chat."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Choice, Moment, Reply, Text
from bot.core.phrases import choice, text
from bot.outreach.alternatives import Alternatives
from bot.outreach.messages import first_name
from clinic.due_times import quiet_ends
from models.errors import NotFound
from models.store import Store
from models.views import Appointment, Conversation, FreeTime, OutboundMessage
from models.words import ACTIVE

OFFER, BACK = "offer", "offer_back"
"""The kinds of message: another time is offered; the old one stands after all."""

TO_ANSWER = timedelta(hours=1)
"""Nobody is woken for an offer that still leaves this long in the morning."""

HANDOFF = "doctor_away"


class Offers:
    """The offers of one absence."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._now = now
        self._clinic = store.clinic.require()
        self._names = {doctor.id: doctor.name for doctor in store.clinic.doctors()}
        self._alternatives = Alternatives(store, now)

    def offer(self, one: Appointment, absence_id: int) -> bool:
        """Write to the patient; False where they cannot be written to, and the front desk was told instead."""
        reached = conversation_of(self._store, one, self._now)
        if reached is None:
            ask_desk(self._store, one, self._now)
            return False
        times = self._alternatives.instead_of(one)
        self._put(f"{OFFER}:{absence_id}:{one.id}", reached, OFFER, self._reply(one, times), one)
        if not times:
            ask_desk(self._store, one, self._now)
        return True

    def due(self, one: Appointment) -> datetime:
        """When this patient is written to: at once, but not at night where the morning leaves time enough."""
        morning = quiet_ends(self._now, self._clinic.reminders.quiet, self._clinic.timezone)
        return morning if morning + TO_ANSWER <= one.starts_at else self._now

    def take_back(self, one: Appointment, absence_id: int) -> None:
        """The doctor comes after all: whoever was written to hears that their appointment stands."""
        if self._store.outbox.skip_for(one.id, self._now, "settled", kinds=[OFFER]):
            return
        earlier = self._store.outbox.get(f"{OFFER}:{absence_id}:{one.id}")
        if earlier is not None:
            reached = self._store.conversations.get(earlier.conversation_id)
            reply = Reply(parts=(self._said("offer.back.you", "offer.back.name", one),))
            self._put(f"{BACK}:{absence_id}:{one.id}", reached, BACK, reply, one)

    def _put(self, key: str, reached: Conversation, kind: str, reply: Reply, one: Appointment) -> None:
        self._store.outbox.put(
            key,
            reached.id,
            kind,
            reply.model_dump_json(),
            self._now,
            due_at=self.due(one),
            expires_at=one.starts_at,
            appointment_id=one.id,
        )

    def _reply(self, one: Appointment, times: list[FreeTime]) -> Reply:
        said = self._said("offer.you", "offer.name", one)
        if not times:
            return Reply(parts=(said, text("offer.nothing")))
        return Reply(
            parts=(said, text("offer.choose")),
            expects="slot",
            choices=(*(self._choice(one, free) for free in times), choice("choice.other_times", f"move:{one.id}")),
        )

    def _said(self, to_self: str, to_other: str, one: Appointment) -> Text:
        own = self._store.people.patient(one.patient_id).relation == "self"
        start, who = Moment(at=one.starts_at), first_name(one.patient)
        return text(to_self if own else to_other, clinic=self._clinic.name, doctor=one.doctor, start=start, who=who)

    def _choice(self, one: Appointment, free: FreeTime) -> Choice:
        """A time to take; the doctor is named where it is another one."""
        value = f"moveto:{one.id}:{free.doctor_id}:{int(free.starts_at.timestamp())}"
        start = Moment(at=free.starts_at)
        if free.doctor_id == one.doctor_id:
            said = choice("choice.time.day", value, start=start)
        else:
            said = choice("choice.time.day.doctor", value, start=start, doctor=self._names[free.doctor_id])
        return said.model_copy(update={"start": free.starts_at})


def conversation_of(store: Store, one: Appointment, now: datetime) -> Conversation | None:
    """Where this appointment's patient can be written to: the chat it is tied to, else where it was booked, else where
    they wrote last."""
    tied = store.chat_links.ways([one.id]).get(one.id)
    if tied is not None and tied.conversation_id is not None:
        return store.conversations.get(tied.conversation_id)
    usable = [
        address
        for address in store.people.addresses(one.account_id)
        if address.opted_out_at is None and (address.verified or address.channel == "sms")
    ]
    usable.sort(key=lambda address: (address.channel, address.address) != (one.channel, one.sender))
    for address in usable:
        found = store.conversations.open(address.channel, address.address, now)
        if store.doctor_chats.of_conversation(found.id) is None:
            return found
    return None


def ask_desk(store: Store, one: Appointment, now: datetime, reason: str = HANDOFF) -> None:
    """Put the patient before the front desk, to be called; `docspot doctors absences` has those without any address."""
    addresses = store.people.addresses(one.account_id)
    if addresses:
        found = store.conversations.open(addresses[0].channel, addresses[0].address, now)
        store.conversations.open_handoff(found.id, reason, now, urgent=True)


def still_offered(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """Whether an offer is still true as it is about to be sent: None, or why not."""
    stands = _stands(store, message, now)
    if stands is not None:
        return stands
    return None if store.absences.displaces(message.appointment_id or 0) else "settled"


def still_back(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """The same of the news that the old time stands after all."""
    stands = _stands(store, message, now)
    if stands is not None:
        return stands
    return "displaced" if store.absences.displaces(message.appointment_id or 0) else None


def still_linked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """What is for a doctor goes to no chat that is not theirs any more."""
    return None if store.doctor_chats.of_conversation(message.conversation_id) else "not_linked"


def _stands(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    try:
        one = store.bookings.get(message.appointment_id or 0)
    except NotFound:
        return "gone"
    return None if one.status in ACTIVE and one.starts_at > now else "over"
