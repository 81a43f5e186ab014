"""What happens on a channel besides words: opting out and in, being blocked, sharing a phone number."""

from __future__ import annotations

from datetime import datetime

from bot.message import Inbound, Reply
from bot.wording import text
from models.store import Store
from models.views import Conversation


def happened(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Reply | None:
    """Take note of it; a reply only where somebody waits for one."""
    match inbound.kind:
        case "opt_out" | "blocked":
            _opt_out(store, conversation, inbound, now)
        case "opt_in":
            store.people.opt_in(conversation.address_id, now)
            return Reply(parts=(text("opted_in"),))
        case "contact" if inbound.phone:
            store.people.link_phone(conversation.account_id, inbound.phone, now)
            return Reply(parts=(text("phone_linked"),))
    return None


def _opt_out(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> None:
    """Nothing more goes there. A lone CANCEL by SMS may have meant the appointment: the front desk is told."""
    store.people.opt_out(conversation.address_id, now)
    upcoming = store.bookings.upcoming(conversation.account_id, now)
    if (inbound.opt_word or "").upper() == "CANCEL" and upcoming:
        store.conversations.open_handoff(conversation.id, "lone_cancel", now, urgent=True)
