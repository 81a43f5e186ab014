"""A message that may never have arrived: nobody can be asked, so it is not sent again. The desk sees it, and whoever
waits for an answer is told."""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Reply
from bot.core.phrases import text
from bot.outreach.kind import Kind
from clinic.actor import CLOCK
from clinic.handoffs import Handoffs
from models.store import Store
from models.views import OutboundMessage
from models.words import OutboundStatus

PREFIX = "lost:"
REASON = "maybe_lost"
"""Why the conversation is put before the desk."""


def maybe_lost(store: Store, message: OutboundMessage, kind: Kind, error: str, now: datetime) -> None:
    """Park it, before the desk; where it was an answer, say in its chat that it may be missing. Raises StaleLease."""
    store.outbox.unknown(message, now, error)
    if kind.lost == "nobody":
        return
    Handoffs(store, now).open(CLOCK, REASON, conversation_id=message.conversation_id)
    if kind.lost == "chat":
        said = Reply(parts=(text("maybe_lost"),)).model_dump_json()
        store.outbox.put(f"{PREFIX}{message.key}", message.conversation_id, LOST.key, said, now)


def sent_after_all(store: Store, message: OutboundMessage, provider_id: str, now: datetime) -> None:
    """Whoever sent it knows that it was accepted, though somebody else has parked it meanwhile. Raises StaleLease."""
    store.outbox.sent_after_all(message, now, provider_id)
    Handoffs(store, now).settle(CLOCK, message.conversation_id, REASON)


def still_missing(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """See bot.outreach.kind: whether a message that says so is still true."""
    lost = store.outbox.get(message.key.removeprefix(PREFIX))
    return None if lost is not None and lost.status == OutboundStatus.UNKNOWN else "not_lost"


LOST = Kind("lost", guard=still_missing, stays=True, lost="nobody")
