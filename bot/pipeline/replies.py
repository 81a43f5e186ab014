"""Leaving a turn's reply to go out: where it may go, in place of which message, and how soon."""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Inbound, Reply
from bot.outreach.kind import Kind
from bot.outreach.replies import REPLY
from models.store import Store
from models.views import Conversation

MORE, PAGED = "more", ("slot", "date")
"""The tap that asks for other times, and what is asked where they are shown."""


def in_place(reply: Reply | None, inbound: Inbound) -> Reply | None:
    """Paging through times changes the message whose button was tapped, rather than adding one to a wall of them."""
    if reply is None or inbound.choice != MORE or inbound.tapped is None or reply.expects not in PAGED:
        return reply
    return reply.model_copy(update={"edits": inbound.tapped})


def opted_out(store: Store, conversation: Conversation) -> bool:
    """Whether nothing may go there. A reply kept back now must not go out once messages are wanted again."""
    return store.people.address(conversation.address_id).opted_out_at is not None


def put_reply(
    store: Store,
    conversation: Conversation,
    reply: Reply,
    key: str,
    now: datetime,
    *,
    kind: Kind = REPLY,
    urgent: bool = False,
) -> None:
    """Leave a reply to go out; the answer to an alarm goes before everybody else's."""
    store.outbox.put(key, conversation.id, kind.key, reply.model_dump_json(), now, priority=-1 if urgent else 0)
