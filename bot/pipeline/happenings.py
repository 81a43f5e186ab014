"""What happens on a channel besides words: opting out and in, being blocked, proving who one is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.messages import Inbound, Reply
from bot.core.phrases import text
from bot.dialogue.proving import LIST, answered, prove, proven
from bot.dialogue.steps import Turn
from bot.outreach.kind import Kind
from bot.outreach.replies import OPTED_OUT, REPLY
from bot.pipeline.consent import heed
from clinic.actor import patient
from clinic.bookings import Bookings
from clinic.handoffs import Handoffs
from clinic.people import People
from models.channels import declared
from models.views import Conversation
from nlu.core.meaning import Meaning


@dataclass(frozen=True)
class Happened:
    """What is said of it, as which kind of message, and the turn that the conversation takes after it."""

    reply: Reply | None = None
    kind: Kind = REPLY
    then: Turn | None = None


def happened(people: People, conversation: Conversation, inbound: Inbound) -> Happened:
    """Take note of it; a reply only where somebody waits for one."""
    match inbound.kind:
        case "opt_out" | "blocked":
            return _opt_out(people, conversation, inbound)
        case "opt_in":
            return _opt_in(people, conversation, inbound)
        case "contact" if inbound.phone:
            reply, then = prove(people, conversation, inbound.phone)
            return Happened(reply, then=then)
        case "start":
            return _started(people, conversation, inbound)
    return Happened()


def _started(people: People, conversation: Conversation, inbound: Inbound) -> Happened:
    """Telegram's /start is asked of everybody who comes, and comes back; with a token it links an appointment."""
    people.write_to(patient(conversation))
    if inbound.token is None:
        return said_on(people, conversation, _turn("greet"))
    bookings = Bookings(people.store, people.now, people.notifier)
    if bookings.tie(patient(conversation), inbound.token) is None:
        return Happened(_said("link_wrong"), then=_turn("greet"))
    return Happened(_said("chat_linked"), then=LIST)


def said_on(people: People, conversation: Conversation, turn: Turn) -> Happened:
    """What a message comes to beside its conversation: whether we may write, or whose a number or a chat is."""
    heeded = heed(people, conversation, turn)
    if heeded is not None:
        return Happened(heeded.reply, OPTED_OUT if heeded.last else REPLY, heeded.then)
    reply, then = answered(people, conversation, turn)
    if reply is None:
        reply, then = proven(people, conversation, turn)
    return Happened(reply, then=then)


def _opt_out(people: People, conversation: Conversation, inbound: Inbound) -> Happened:
    """Nothing more goes there. A lone CANCEL by SMS may have meant the appointment: the front desk is told.

    Twilio itself confirms an SMS, and who has blocked us on Telegram reads nothing; elsewhere nobody else would.
    """
    actor = patient(conversation)
    people.stop_writing(actor)
    upcoming = people.store.bookings.upcoming(conversation.account_id, conversation.id, people.now)
    if (inbound.opt_word or "").upper() == "CANCEL" and upcoming:
        Handoffs(people.store, people.now).open(actor, "lone_cancel", urgent=True)
    unheard = declared(conversation.channel).confirms_stop or inbound.kind == "blocked"
    return Happened() if unheard else Happened(_said("opted_out"), kind=OPTED_OUT)


def _opt_in(people: People, conversation: Conversation, inbound: Inbound) -> Happened:
    """Messages may go there again. Telegram's own unblocking is followed by /start, which is answered."""
    people.write_to(patient(conversation))
    return Happened() if inbound.opt_word is None else Happened(_said("opted_in"))


def _said(key: str) -> Reply:
    return Reply(parts=(text(key),))


def _turn(intent: str) -> Turn:
    return Turn(meaning=Meaning(text="", intent=intent))
