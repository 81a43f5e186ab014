"""What could not be delivered on one of a person's channels is said once more, on another."""

from __future__ import annotations

from datetime import datetime

from bot.outreach.kinds import kind_of
from bot.outreach.notifier import Outreach
from clinic.actor import Actor
from clinic.people import People
from clinic.reaching import Ways, opened, way_to_person
from models.store import Store
from models.views import Address, OutboundMessage, Reachable

PREFIX = "fallback:"


def fall_back(store: Store, message: OutboundMessage, now: datetime) -> bool:
    """Put an unasked message once more, for the best way to its person besides the channel that failed.

    Never an answer, and never a second time. False where it goes nowhere else.
    """
    if kind_of(message.kind).stays or message.key.startswith(PREFIX):
        return False
    way = _another(store, message)
    return way is not None and store.outbox.put(
        f"{PREFIX}{message.key}",
        opened(store, way, now).id,
        message.kind,
        message.payload,
        now,
        expires_at=message.expires_at,
        appointment_id=message.appointment_id,
    )


def refused(store: Store, address: Address, now: datetime) -> None:
    """The provider knows that its owner wants no messages at this address."""
    owner = Actor("patient", address.account_id, address.channel, address.address)
    People(store, now, Outreach()).stop_writing(owner, address.id)


def _another(store: Store, message: OutboundMessage) -> Reachable | None:
    """What is about an appointment is for its own people, whatever chat it went to."""
    if message.appointment_id is None:
        return way_to_person(store, message.account_id, besides=message.channel)
    one = store.bookings.get(message.appointment_id)
    return Ways(store, [one]).to(one, besides=message.channel)
