"""What somebody hears whose appointment the front desk has made: a message to the phone they gave."""

from __future__ import annotations

from datetime import datetime

from bot.message import Reply
from bot.unasked import first_name
from bot.wording import moment, text
from models.store import Store
from models.views import Appointment, OutboundMessage
from models.words import ACTIVE

DESK_BOOKING = "desk_booking"


def tell_by_sms(store: Store, made: Appointment, phone: str, now: datetime) -> None:
    """Leave a confirmation to go out by SMS. It says who, when and with whom, and nothing of what for."""
    mine = store.people.patient(made.patient_id).relation == "self"
    said = text(
        "desk_booking.you" if mine else "desk_booking.other",
        clinic=store.clinic.require().name,
        name=first_name(made.patient),
        start=moment(made.starts_at),
        doctor=made.doctor,
    )
    conversation = store.conversations.open("sms", phone, now)
    key = f"{DESK_BOOKING}:{made.id}:{made.starts_at.isoformat()}"
    store.outbox.put(
        key,
        conversation.id,
        DESK_BOOKING,
        Reply(parts=(said,)).model_dump_json(),
        now,
        expires_at=made.starts_at,
        appointment_id=made.id,
    )


def still_desk_booked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """At the moment of sending: a code where the appointment is not what the message says any more."""
    one = store.bookings.get(message.appointment_id) if message.appointment_id is not None else None
    if one is None or one.status not in ACTIVE:
        return "gone"
    return None if message.key.removeprefix("fallback:").endswith(one.starts_at.isoformat()) else "moved"
