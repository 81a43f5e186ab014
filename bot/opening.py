"""A message sent unasked opens a question: from then on a "1" or a "yes" in that conversation answers it."""

from __future__ import annotations

from bot.conversation import State
from bot.message import Reply
from bot.unasked import anchor, ask_again
from models.store import Store
from models.views import OutboundMessage

OPENING = frozenset({"reminder", "rating", "no_show", "offer"})
"""The kinds of message that ask patients something."""


def open_question(store: Store, message: OutboundMessage) -> None:
    """Make the message that is about to be sent the conversation's question. What was open before is let go."""
    if message.kind not in OPENING:
        return
    reply = Reply.model_validate_json(message.payload)
    conversation = store.conversations.lock(message.conversation_id)
    before = State.model_validate_json(conversation.state) if conversation.state else State()
    rows = store.planned.of_message(message.key.removeprefix("fallback:"))
    about = tuple(row.appointment.id for row in rows)
    state = State(
        asked=reply.expects,
        question=ask_again(rows) if rows else None,
        choices=reply.choices,
        about=about or ((message.appointment_id,) if message.appointment_id else ()),
        met=before.met,
        last=anchor(rows[0]) if rows else before.last,
        said=reply,
        asked_in=(message.key,),
        heard_until=before.heard_until,
    )
    store.conversations.save(conversation.id, state.model_dump_json(), conversation.version)
