"""Loading what a chat remembers: what cannot be read begins afresh, and is kept for the desk to see."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.core.doctor_state import DoctorState
from bot.core.state import State
from clinic.actor import CLOCK
from clinic.handoffs import Handoffs
from models.store import Store
from models.views import Conversation, DoctorChat

log = logging.getLogger(__name__)

STATE_KIND, DOCTOR_KIND = "conversation_state", "doctor_state"
"""Under which states are set aside."""

UNREADABLE = "unreadable"
LOST = "state_lost"
"""Why the desk is shown a conversation whose thread is lost."""


def load(store: Store, conversation: Conversation, now: datetime) -> State:
    """What a conversation remembers."""
    state = State.read(conversation.state or "{}")
    if state is not None:
        return state
    log.error("what conversation %s remembers cannot be read; it begins afresh", conversation.id)
    store.set_aside.put_state(STATE_KIND, conversation.id, UNREADABLE, now)
    Handoffs(store, now).open(CLOCK, LOST, conversation_id=conversation.id)
    return State(met=True)


def load_doctors(store: Store, chat: DoctorChat, now: datetime) -> DoctorState:
    """What a doctor's chat remembers."""
    state = DoctorState.read(chat.state or "{}")
    if state is not None:
        return state
    log.error("what doctor's chat %s remembers cannot be read; it begins afresh", chat.id)
    store.set_aside.put_state(DOCTOR_KIND, chat.id, UNREADABLE, now)
    return DoctorState()
