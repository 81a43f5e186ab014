"""A message sent unasked opens a question: from then on a "1" or a "yes" in that conversation answers it.

What is being arranged goes on beside it: only the numbers are the new message's, which is the last list on the screen.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.aging import aged
from bot.core.doctor_state import DoctorState
from bot.core.messages import Reply
from bot.core.state import Anchor, State
from bot.core.states import load, load_doctors
from bot.outreach.kinds import kind_of, planning_of
from models.store import Store
from models.views import OutboundMessage, Planned

TWO_LISTS = timedelta(hours=1)
"""Of a list that was shown so lately a number may still be meant when another list comes on top of it."""


def open_question(store: Store, message: OutboundMessage, now: datetime) -> None:
    """Make the message, which goes out now, the conversation's question, beside what is being arranged there."""
    kind = kind_of(message.kind)
    if kind.asks:
        ask = _offer_to_doctor if kind.to == "doctor" else _ask_patient
        ask(store, message, Reply.model_validate_json(message.payload), now)


def _ask_patient(store: Store, message: OutboundMessage, reply: Reply, now: datetime) -> None:
    conversation = store.conversations.lock(message.conversation_id)
    before = load(store, conversation, now)
    rows = store.planned.of_message(message.key.removeprefix("fallback:"))
    about = tuple(row.appointment.id for row in rows)
    shown = {
        "choices": reply.choices,
        "about": about or ((message.appointment_id,) if message.appointment_id else ()),
        "said": reply,
        "asked_in": (message.key,),
        "beneath": before.beneath if before.beside else before.asked_in,
        "beside": before.flow is not None or _listed_lately(before, now),
    }
    if before.flow is not None:
        state = before.model_copy(update={**shown, "asked": None})
    else:
        question = planning_of(rows[0]).ask_again(rows) if rows else None
        last = _anchor(rows[0]) if rows else before.last
        opened = State(
            met=before.met,
            heard_until=before.heard_until,
            asked=reply.expects,
            question=question,
            last=last,
            alarm=before.alarm,
        )
        state = opened.model_copy(update={**shown, "asked_at": now})
    store.conversations.save(conversation.id, state.model_dump_json(), conversation.version)


def _anchor(row: Planned) -> Anchor:
    """The appointment spoken of, for "the same time" and "a day later"."""
    one = row.appointment
    return Anchor(appointment=one.id, doctor=one.doctor_id, start=one.starts_at, end=one.ends_at)


def _listed_lately(before: State, now: datetime) -> bool:
    return bool(before.choices) and before.asked_at is not None and now - before.asked_at < TWO_LISTS


def _offer_to_doctor(store: Store, message: OutboundMessage, reply: Reply, now: datetime) -> None:
    """From now on a number is one of its choices; a question about time to be blocked stays open while it is young."""
    if not reply.choices:
        return
    store.conversations.lock(message.conversation_id)
    chat = store.doctor_chats.of_conversation(message.conversation_id)
    if chat is not None:
        state = load_doctors(store, chat, now)
        if aged(state.asked_at, now):
            state = DoctorState(heard_until=state.heard_until)
        shown = {"choices": reply.choices, "asked_in": (message.key,), "asked_at": now}
        store.doctor_chats.save(chat, state.model_copy(update=shown).model_dump_json())
