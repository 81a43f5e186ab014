"""A turn that failed: the patient is told so, in its place in the conversation, and the desk is shown the message."""

from __future__ import annotations

from datetime import datetime

from bot.conversation import State
from bot.faults import fault
from bot.message import Inbound, Reply
from bot.states import STATE_KIND
from bot.wording import text
from models.store import Store
from models.views import Conversation, InboundClaim
from models.words import InboundStatus
from nlu.red_flags import red_flag
from nlu.understand import clean

KIND = "inbox"
"""Under which messages are set aside."""

HANDOFF = "fault"

_WAITED_FOR = ("text", "choice", "start", "contact", "attachment", "edited")
"""Kinds of message whose writer waits for an answer."""


def apologise(store: Store, claim: InboundClaim, error: Exception, now: datetime) -> None:
    """End a message that cannot be handled. What sounds like an emergency is answered as one, whatever else failed.

    Where the message before it failed as well, what the conversation remembers may be at fault: it begins afresh.
    """
    conversation = store.conversations.lock(claim.conversation_id, claim.fence)
    inbound, again = Inbound.read(claim.payload), _failed_before(store, claim)
    alarm = inbound is not None and _is_alarm(inbound.text)
    store.conversations.open_handoff(conversation.id, "emergency" if alarm else HANDOFF, now, urgent=True)
    store.set_aside.put(KIND, claim.message_id, fault(error), now, again=False)
    if again and conversation.state is not None:
        store.set_aside.put_state(STATE_KIND, conversation.id, fault(error), now)
        store.conversations.save(conversation.id, State(met=True).model_dump_json(), conversation.version)
    if (alarm or conversation.muted_at is None) and (inbound is None or inbound.kind in _WAITED_FOR):
        _say(store, conversation, f"reply:{claim.message_id}", now, alarm=alarm, again=again)
    store.inbox.fail(claim, now, HANDOFF)


def _is_alarm(written: str) -> bool:
    return bool(red_flag(clean(written)))


def _failed_before(store: Store, claim: InboundClaim) -> bool:
    earlier = [one for one in store.inbox.latest(claim.conversation_id, limit=5) if one.id < claim.message_id]
    return bool(earlier) and earlier[-1].status == InboundStatus.FAILED


def _say(store: Store, conversation: Conversation, key: str, now: datetime, *, alarm: bool, again: bool) -> None:
    address = store.people.find_address(conversation.channel, conversation.address)
    if address is not None and address.opted_out_at is not None:
        return
    clinic = store.clinic.require()
    told = text("emergency", number=clinic.emergency_number) if alarm else text("fault", phone=clinic.phone)
    reply = Reply(parts=(told.model_copy(update={"again": int(again and not alarm)}),))
    store.outbox.put(key, conversation.id, "reply", reply.model_dump_json(), now)
