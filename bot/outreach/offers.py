"""Patients whose doctor is away are offered other times, in their own chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.messages import Choice, Moment, Reply, Text
from bot.core.phrases import choice, text
from bot.outreach.kind import Kind
from bot.outreach.names import first_name
from models.errors import NotFound
from models.store import Store
from models.views import Appointment, Conversation, FreeTime, OutboundMessage
from models.words import ACTIVE


def put_offer(
    store: Store,
    one: Appointment,
    times: Sequence[FreeTime],
    there: Conversation,
    absence_id: int,
    now: datetime,
    *,
    due_at: datetime,
) -> None:
    """Leave other times to go out to a patient whose doctor cannot come; or that nothing is free."""
    _put(store, f"{OFFER.key}:{absence_id}:{one.id}", there.id, OFFER, _reply(store, one, times), one, now, due_at)


def put_back(store: Store, one: Appointment, absence_id: int, now: datetime, *, due_at: datetime) -> None:
    """The doctor comes after all: whoever was written to hears that their appointment stands."""
    if store.outbox.skip_for(one.id, now, "settled", kinds=[OFFER.key]):
        return
    earlier = store.outbox.get(f"{OFFER.key}:{absence_id}:{one.id}")
    if earlier is not None:
        reply = Reply(parts=(_said(store, "offer.back.you", "offer.back.name", one),))
        _put(store, f"{BACK.key}:{absence_id}:{one.id}", earlier.conversation_id, BACK, reply, one, now, due_at)


def _put(
    store: Store, key: str, there: int, kind: Kind, reply: Reply, one: Appointment, now: datetime, due_at: datetime
) -> None:
    store.outbox.put(
        key,
        there,
        kind.key,
        reply.model_dump_json(),
        now,
        due_at=due_at,
        expires_at=one.starts_at,
        appointment_id=one.id,
    )


def _reply(store: Store, one: Appointment, times: Sequence[FreeTime]) -> Reply:
    said = _said(store, "offer.you", "offer.name", one)
    if not times:
        return Reply(parts=(said, text("offer.nothing")))
    names = {doctor.id: doctor.name for doctor in store.clinic.doctors()}
    return Reply(
        parts=(said, text("offer.choose")),
        expects="slot",
        choices=(*(_choice(one, free, names) for free in times), choice("choice.other_times", f"move:{one.id}")),
    )


def _said(store: Store, to_self: str, to_other: str, one: Appointment) -> Text:
    own, clinic = store.people.patient(one.patient_id).relation == "self", store.clinic.require()
    start, who = Moment(at=one.starts_at), first_name(one.patient)
    return text(to_self if own else to_other, clinic=clinic.name, doctor=one.doctor, start=start, who=who)


def _choice(one: Appointment, free: FreeTime, names: Mapping[int, str]) -> Choice:
    """A time to take; the doctor is named where it is another one."""
    value = f"moveto:{one.id}:{free.doctor_id}:{int(free.starts_at.timestamp())}"
    start = Moment(at=free.starts_at)
    if free.doctor_id == one.doctor_id:
        said = choice("choice.time.day", value, start=start)
    else:
        said = choice("choice.time.day.doctor", value, start=start, doctor=names[free.doctor_id])
    return said.model_copy(update={"start": free.starts_at})


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


def _stands(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    try:
        one = store.bookings.get(message.appointment_id or 0)
    except NotFound:
        return "gone"
    return None if one.status in ACTIVE and one.starts_at > now else "over"


OFFER = Kind("offer", guard=still_offered, asks=True, waits=True)
"""Another time is offered."""

BACK = Kind("offer_back", guard=still_back)
"""The old one stands after all."""
