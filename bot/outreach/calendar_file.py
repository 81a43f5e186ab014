"""An appointment as a calendar file (RFC 5545), sent after each change by anybody where the channel takes files.

It is a message of its own, so that it goes out exactly once, and not at all where the appointment has changed again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event, vCalAddress

from bot.core.channel import Attachment
from bot.core.messages import Reply
from bot.outreach.kind import Kind
from clinic.whereabouts import Whereabouts
from models.channels import declared
from models.errors import NotFound
from models.store import Store
from models.views import Appointment, Clinic, Conversation, OutboundMessage
from models.words import ACTIVE, Status

YEAR = timedelta(days=366)
"""How far around the appointment the file tells of the zone's changes of clocks."""

ON, OFF = "calendar:", "calendar:off:"
"""How the key of a file begins that puts an appointment into a calendar, or takes it out again."""


def put_reported(store: Store, conversation: Conversation, reply: Reply, message_id: int, now: datetime) -> None:
    """Leave the file of what `reply` reports as booked, moved or called off to go out after it."""
    number = reply.booked or reply.cancelled
    if number is not None:
        put_calendar_file(store, conversation, store.bookings.get(number), str(message_id), now)


def put_calendar_file(store: Store, conversation: Conversation, one: Appointment, cause: str, now: datetime) -> None:
    """Leave the file of an appointment to go out, where the channel takes files. `cause` makes its key unique.

    A call-off goes only where there may be something to take out of a calendar.
    """
    if not declared(conversation.channel).files:
        return
    off = one.status == Status.CANCELLED
    if off and not store.outbox.maybe_sent(conversation.id, one.id, CALENDAR.key):
        return
    store.outbox.put(
        f"{OFF if off else ON}{cause}",
        conversation.id,
        CALENDAR.key,
        Reply(parts=()).model_dump_json(),
        now,
        expires_at=one.starts_at,
        appointment_id=one.id,
    )


def still_booked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """A file made for a time that is given up is not sent: the time it was put for is when it expires."""
    one = _appointment(store, message.appointment_id)
    if one is not None and message.key.startswith(OFF):
        return None if one.status == Status.CANCELLED else "booked_again"
    if one is None or one.status not in ACTIVE:
        return "gone"
    return None if one.starts_at == message.expires_at else "moved"


def calendar_file(store: Store, appointment_id: int | None, now: datetime) -> Attachment | None:
    """The file; None where the appointment is gone."""
    one = _appointment(store, appointment_id)
    if one is None:
        return None
    changes = store.audit.count(entity="appointment", entity_id=one.id)
    where = Whereabouts(store).whole(one.doctor_id, one.starts_at)
    return Attachment("appointment.ics", "text/calendar", calendar(one, store.clinic.require(), where, changes, now))


def calendar(one: Appointment, clinic: Clinic, where: str, changes: int, now: datetime) -> bytes:
    """One appointment as a calendar. Moved, it takes the earlier one's place: the UID stays and SEQUENCE grows with
    its `changes`. Called off, it takes the earlier one away.

    It names doctor and clinic, and neither the reason nor the kind of visit: a calendar is often shared.
    """
    off = one.status == Status.CANCELLED
    event = Event()
    event.add("uid", f"appointment-{one.id}-{int(one.created_at.timestamp())}@docspot")
    event.add("dtstamp", now)
    event.add("dtstart", one.starts_at.astimezone(clinic.timezone))
    event.add("dtend", one.ends_at.astimezone(clinic.timezone))
    event.add("sequence", changes)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("summary", f"{one.doctor}, {clinic.name}")
    event.add("location", where)
    if clinic.email:
        event.add("organizer", _organizer(clinic))
    file = Calendar()
    file.add("prodid", "-//Docspot//Appointments//EN")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if off else "PUBLISH")
    file.add_component(event)
    file.add_missing_timezones(first_date=one.starts_at.date() - YEAR, last_date=one.starts_at.date() + YEAR)
    return bytes(file.to_ical())


def _organizer(clinic: Clinic) -> vCalAddress:
    """Who keeps the appointment: a program that is told of a change or a call-off takes it from nobody else."""
    found = vCalAddress(f"mailto:{clinic.email}")
    found.params["CN"] = clinic.name
    return found


def _appointment(store: Store, appointment_id: int | None) -> Appointment | None:
    try:
        return store.bookings.get(appointment_id) if appointment_id is not None else None
    except NotFound:
        return None


CALENDAR = Kind("calendar", guard=still_booked, stays=True, lost="nobody", file=calendar_file)
