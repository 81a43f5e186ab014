"""What somebody hears whose appointment the front desk has made, moved or called off."""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Reply, Text
from bot.core.phrases import moment, text
from bot.outreach.calendar_file import put_calendar_file
from bot.outreach.kind import Kind
from bot.outreach.names import first_name
from clinic.notifier import Change
from clinic.whereabouts import Whereabouts
from models.store import Store
from models.views import Appointment, Conversation, OutboundMessage
from models.words import ACTIVE, Status

_TEXTS: dict[Change, tuple[str, str]] = {
    "made": ("desk_booking.you", "desk_booking.other"),
    "moved": ("desk_moved.you", "desk_moved.other"),
    "reopened": ("desk_reopened.you", "desk_reopened.other"),
    "cancelled": ("desk_cancelled.you", "desk_cancelled.other"),
}


def put_change(store: Store, one: Appointment, change: Change, there: Conversation, now: datetime) -> None:
    """Leave word to go out there: who, when and with whom, and nothing of what for."""
    store.outbox.put(
        f"{DESK_BOOKING.key}:{change}:{one.id}:{now.isoformat()}:{_what(one)}",
        there.id,
        DESK_BOOKING.key,
        Reply(parts=(_said(store, one, change), *_where(store, one, change))).model_dump_json(),
        now,
        expires_at=one.starts_at,
        appointment_id=one.id,
    )
    put_calendar_file(store, there, one, f"desk:{one.id}:{now.isoformat()}", now)


def _what(one: Appointment) -> str:
    """What the message says of the appointment, as the end of its key."""
    return f"{one.doctor_id}:{one.starts_at.isoformat()}"


def _said(store: Store, one: Appointment, change: Change) -> Text:
    to_self, to_other = _TEXTS[change]
    return text(
        to_self if store.people.patient(one.patient_id).relation == "self" else to_other,
        clinic=store.clinic.require().name,
        name=first_name(one.patient),
        start=moment(one.starts_at),
        doctor=one.doctor,
    )


def _where(store: Store, one: Appointment, change: Change) -> tuple[Text, ...]:
    place = "" if change == "cancelled" else Whereabouts(store).of(one)
    return (text("place.said", place=place),) if place else ()


def still_so(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """At the moment of sending: a code where the appointment is not what the message says any more."""
    assert message.appointment_id is not None
    one = store.bookings.get(message.appointment_id)
    if not message.key.endswith(_what(one)):
        return "moved"
    if f"{DESK_BOOKING.key}:cancelled:" in message.key:
        return None if one.status == Status.CANCELLED else "booked_again"
    return None if one.status in ACTIVE else "gone"


DESK_BOOKING = Kind("desk_booking", guard=still_so)
"""One template serves for all of these messages."""
