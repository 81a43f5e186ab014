"""A turn that failed: the patient is told so, in its place in the conversation, and the desk is shown the message."""

from __future__ import annotations

from datetime import datetime

from bot.core.faults import fault
from bot.core.messages import Inbound, Reply
from bot.core.phrases import text
from bot.core.state import Alarm, State
from bot.core.states import STATE_KIND, load
from bot.flows.emergency import alarm_of, called_for
from bot.outreach.replies import REPLY
from clinic.actor import patient
from clinic.handoffs import Handoffs
from models.store import Store
from models.views import Conversation, InboundClaim
from models.words import ALARM, InboundStatus
from nlu.acts.plainly import clean
from nlu.core.meaning import Meaning
from nlu.languages.alarms import danger_in

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
    alarm = None if inbound is None else _alarm(inbound.text, now)
    reason = ALARM if alarm else HANDOFF
    Handoffs(store, now).open(patient(conversation), reason, urgent=True, anew=alarm is not None)
    store.set_aside.put(KIND, claim.message_id, fault(error), now, again=False)
    afresh = again and conversation.state is not None
    if afresh:
        store.set_aside.put_state(STATE_KIND, conversation.id, fault(error), now)
    if alarm or afresh:
        kept = State(met=True) if afresh else load(store, conversation, now)
        kept = kept.model_copy(update={"alarm": alarm or kept.alarm})
        store.conversations.save(conversation.id, kept.model_dump_json(), conversation.version)
    if (alarm or conversation.muted_at is None) and (inbound is None or inbound.kind in _WAITED_FOR):
        _say(store, conversation, f"reply:{claim.message_id}", now, alarm=alarm, again=again)
    store.inbox.fail(claim, now, HANDOFF)


def _alarm(written: str, now: datetime) -> Alarm | None:
    danger = danger_in(clean(written))
    return alarm_of(Meaning(text=written, intent="emergency", danger=danger), now) if danger else None


def _failed_before(store: Store, claim: InboundClaim) -> bool:
    earlier = [one for one in store.inbox.latest(claim.conversation_id, limit=5) if one.id < claim.message_id]
    return bool(earlier) and earlier[-1].status == InboundStatus.FAILED


def _say(
    store: Store, conversation: Conversation, key: str, now: datetime, *, alarm: Alarm | None, again: bool
) -> None:
    address = store.people.find_address(conversation.channel, conversation.address)
    if address is not None and address.opted_out_at is not None:
        return
    clinic = store.clinic.require()
    told = (
        called_for(alarm, clinic.emergency_number, clinic.crisis_number) if alarm else text("fault", phone=clinic.phone)
    )
    reply = Reply(parts=(told.model_copy(update={"again": int(again and alarm is None)}),))
    store.outbox.put(key, conversation.id, REPLY.key, reply.model_dump_json(), now)
