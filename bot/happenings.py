"""What happens on a channel besides words: opting out and in, being blocked, proving who one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.message import Inbound, Reply
from bot.proving import LIST, prove, proven
from bot.steps import Turn
from bot.wording import text
from models.store import Store
from models.views import Conversation
from nlu.meaning import Meaning

STOPPED = "texting_stopped"
"""Why the desk sees somebody who wrote and may not be answered there."""


@dataclass(frozen=True)
class Happened:
    """What is said of it, as which kind of message, and the turn that the conversation takes after it."""

    reply: Reply | None = None
    kind: str = "reply"
    then: Turn | None = None


def happened(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Take note of it; a reply only where somebody waits for one."""
    match inbound.kind:
        case "opt_out" | "blocked":
            return _opt_out(store, conversation, inbound, now)
        case "opt_in":
            return _opt_in(store, conversation, inbound, now)
        case "contact" if inbound.phone:
            reply, then = prove(store, conversation, inbound.phone, now)
            return Happened(reply, then=then)
        case "start" if inbound.token:
            tied = store.chat_links.redeem(inbound.token, conversation.id, now)
            return (
                Happened(_said("chat_linked"), then=LIST)
                if tied is not None
                else Happened(_said("link_wrong"), then=_turn("greet"))
            )
    return Happened()


def said_on(store: Store, conversation: Conversation, turn: Turn, now: datetime) -> Happened:
    """What a message comes to beside its conversation: it may be the answer to whose a number is."""
    reply, then = proven(store, conversation, turn, now)
    return Happened(reply, then=then)


def _opt_out(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Nothing more goes there. A lone CANCEL by SMS may have meant the appointment: the front desk is told.

    Twilio itself confirms an SMS; on WhatsApp nobody else would.
    """
    store.people.opt_out(conversation.address_id, now)
    upcoming = store.bookings.upcoming(conversation.account_id, conversation.id, now)
    if (inbound.opt_word or "").upper() == "CANCEL" and upcoming:
        store.conversations.open_handoff(conversation.id, "lone_cancel", now, urgent=True)
    return Happened(_said("opted_out"), kind="opted_out") if conversation.channel == "whatsapp" else Happened()


def _opt_in(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Messages may go there again. Telegram's own unblocking is followed by /start, which is answered."""
    store.people.opt_in(conversation.address_id, now)
    store.conversations.settle_handoff(conversation.id, STOPPED, now)
    return Happened() if inbound.opt_word is None else Happened(_said("opted_in"))


def _said(key: str) -> Reply:
    return Reply(parts=(text(key),))


def _turn(intent: str) -> Turn:
    return Turn(meaning=Meaning(text="", intent=intent))
