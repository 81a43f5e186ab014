"""What happens on a channel besides words: opting out and in, being blocked, proving who one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.messages import Inbound, Reply
from bot.core.phrases import text
from bot.dialogue.proving import LIST, answered, prove, proven
from bot.dialogue.steps import Turn
from bot.pipeline.consent import heed, stop_writing, write_again
from models.store import Store
from models.views import Conversation
from nlu.core.meaning import Meaning


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
        case "start":
            return _started(store, conversation, inbound, now)
    return Happened()


def _started(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Telegram's /start is asked of everybody who comes, and comes back; with a token it links an appointment."""
    write_again(store, conversation, now)
    if inbound.token is None:
        return said_on(store, conversation, _turn("greet"), now)
    if store.chat_links.redeem(inbound.token, conversation.id, now) is None:
        return Happened(_said("link_wrong"), then=_turn("greet"))
    return Happened(_said("chat_linked"), then=LIST)


def said_on(store: Store, conversation: Conversation, turn: Turn, now: datetime) -> Happened:
    """What a message comes to beside its conversation: whether we may write, or whose a number or a chat is."""
    heeded = heed(store, conversation, turn, now)
    if heeded is not None:
        return Happened(heeded.reply, "opted_out" if heeded.last else "reply", heeded.then)
    reply, then = answered(store, conversation, turn, now)
    if reply is None:
        reply, then = proven(store, conversation, turn, now)
    return Happened(reply, then=then)


def _opt_out(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Nothing more goes there. A lone CANCEL by SMS may have meant the appointment: the front desk is told.

    Twilio itself confirms an SMS, and who has blocked us on Telegram reads nothing; elsewhere nobody else would.
    """
    stop_writing(store, conversation, now)
    upcoming = store.bookings.upcoming(conversation.account_id, conversation.id, now)
    if (inbound.opt_word or "").upper() == "CANCEL" and upcoming:
        store.conversations.open_handoff(conversation.id, "lone_cancel", now, urgent=True)
    unheard = conversation.channel == "sms" or inbound.kind == "blocked"
    return Happened() if unheard else Happened(_said("opted_out"), kind="opted_out")


def _opt_in(store: Store, conversation: Conversation, inbound: Inbound, now: datetime) -> Happened:
    """Messages may go there again. Telegram's own unblocking is followed by /start, which is answered."""
    write_again(store, conversation, now)
    return Happened() if inbound.opt_word is None else Happened(_said("opted_in"))


def _said(key: str) -> Reply:
    return Reply(parts=(text(key),))


def _turn(intent: str) -> Turn:
    return Turn(meaning=Meaning(text="", intent=intent))
