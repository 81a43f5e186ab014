"""An appointment as a calendar file (RFC 5545), sent after a booking or a move where the channel takes files.

It is a message of its own, so that it goes out exactly once, and not at all where the appointment has changed again.
"""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

from bot.channel import Attachment
from bot.message import ChannelName, Reply
from models.errors import NotFound
from models.store import Store
from models.views import Appointment, Clinic, Conversation, OutboundMessage
from models.words import ACTIVE

CALENDAR = "calendar"
"""The kind of message that is such a file."""

CHANNELS: tuple[ChannelName, ...] = ("telegram",)
"""Twilio would have to fetch the file from a public address, where anybody could."""


def put_calendar_file(store: Store, conversation: Conversation, reply: Reply, key: str, now: datetime) -> None:
    """Leave the file of what `reply` reports as booked or moved to go out after it."""
    if reply.booked is None or conversation.channel not in CHANNELS:
        return
    start = store.bookings.get(reply.booked).starts_at
    store.outbox.put(
        key,
        conversation.id,
        CALENDAR,
        Reply(parts=()).model_dump_json(),
        now,
        expires_at=start,
        appointment_id=reply.booked,
    )


def still_booked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """A file made for a time that is given up is not sent: the time it was put for is when it expires."""
    one = _appointment(store, message.appointment_id)
    if one is None or one.status not in ACTIVE:
        return "gone"
    return None if one.starts_at == message.expires_at else "moved"


def calendar_file(store: Store, appointment_id: int | None, now: datetime) -> Attachment | None:
    """The file; None where the appointment is gone."""
    one = _appointment(store, appointment_id)
    if one is None:
        return None
    return Attachment("appointment.ics", "text/calendar", calendar(one, store.clinic.require(), now))


def calendar(one: Appointment, clinic: Clinic, now: datetime) -> bytes:
    """One appointment as a calendar. Moved, it takes the earlier one's place: the UID stays and SEQUENCE grows.

    It names doctor and clinic, and neither the reason nor the kind of visit: a calendar is often shared.
    """
    event = Event()
    event.add("uid", f"appointment-{one.id}-{int(one.created_at.timestamp())}@docspot")
    event.add("dtstamp", now)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    event.add("sequence", max(0, int((one.updated_at - one.created_at).total_seconds())))
    event.add("summary", f"{one.doctor}, {clinic.name}")
    event.add("location", clinic.address)
    file = Calendar()
    file.add("prodid", "-//Docspot//Appointments//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(event)
    return bytes(file.to_ical())


def _appointment(store: Store, appointment_id: int | None) -> Appointment | None:
    try:
        return store.bookings.get(appointment_id) if appointment_id is not None else None
    except NotFound:
        return None
