"""What is for a doctor, in a chat of theirs: the agenda, what has changed of it, and news of their patients."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.outreach.kind import Kind
from models.store import Store
from models.views import OutboundMessage


def still_linked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """What is for a doctor goes to no chat that is not theirs any more."""
    return None if store.doctor_chats.of_conversation(message.conversation_id) else "not_linked"


_to_doctor = partial(Kind, to="doctor", guard=still_linked)

AGENDA = _to_doctor("agenda", asks=True)
AGENDA_CHANGE = _to_doctor("agenda_change", asks=True)
ABSENCE_REPORT = _to_doctor("absence_report")
LATE = _to_doctor("late")
