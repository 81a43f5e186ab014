"""What could not be delivered on one of a person's channels is said once more, on another."""

from __future__ import annotations

from datetime import datetime

from models.store import Store
from models.views import OutboundMessage

PREFIX = "fallback:"
STAYS = ("reply", "opted_out", "calendar", "lost")
"""Kinds that belong to the chat they were written for."""


def fall_back(store: Store, message: OutboundMessage, now: datetime) -> bool:
    """Put an unasked message once more, for the channel this person was last heard on besides the one that failed.

    Never an answer, never a second time, and never in a chat that a doctor has made their own: what is said there is of
    the doctor's day. False where it goes nowhere else.
    """
    if message.kind in STAYS or message.key.startswith(PREFIX):
        return False
    for address in store.people.addresses(_whose(store, message)):
        if address.verified and address.opted_out_at is None and address.channel != message.channel:
            conversation = store.conversations.open(address.channel, address.address, now)
            if store.doctor_chats.of_conversation(conversation.id) is not None:
                continue
            return store.outbox.put(
                f"{PREFIX}{message.key}",
                conversation.id,
                message.kind,
                message.payload,
                now,
                expires_at=message.expires_at,
                appointment_id=message.appointment_id,
            )
    return False


def _whose(store: Store, message: OutboundMessage) -> int:
    """Whose channels these are: what is about an appointment is for its own people, whatever chat it was tied to."""
    if message.appointment_id is None:
        return message.account_id
    return store.bookings.get(message.appointment_id).account_id
