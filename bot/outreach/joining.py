"""The question put in another chat, whether two are one person's: its words, and whether it is still to be asked."""

from __future__ import annotations

from datetime import datetime

from bot.core.messages import Reply
from bot.core.phrases import choice, text
from bot.outreach.kind import Kind
from clinic.joining import pending
from models.store import Store
from models.views import Conversation, OutboundMessage

YES, NO = "join", "apart"
"""What the two answers' values begin with; the request's number follows."""


def put_question(store: Store, there: Conversation, number: int, now: datetime) -> None:
    """Ask whether somebody who writes from elsewhere is whoever writes there."""
    answers = (choice("choice.join.yes", f"{YES}:{number}"), choice("choice.join.no", f"{NO}:{number}"))
    clinic = store.clinic.require()
    question = Reply(parts=(text("join.question", clinic=clinic.name),), expects="confirmation", choices=answers)
    store.outbox.put(f"{JOIN.key}:{number}:{there.id}", there.id, JOIN.key, question.model_dump_json(), now)


def still_asked(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """See bot.outreach.send_guard: whether it is still to be asked."""
    number = int(message.key.removeprefix("fallback:").split(":")[1])
    request = pending(store, number, now)
    return None if request is not None and request.noted_id == message.account_id else "answered"


JOIN = Kind("join", guard=still_asked, asks=True)
