"""Being written to is for the patient to allow: reminders, or all messages, are stopped and begun at their word.

It lies beside whatever else is being talked about, and is heeded too where a person has the conversation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.messages import Reply
from bot.core.phrases import reminders_said, text
from bot.core.reader import Reader
from bot.core.state import State
from bot.core.states import load
from bot.dialogue.steps import Turn
from bot.pipeline.replies import opted_out
from clinic.planning import plan, unplan
from models.store import Store
from models.views import Conversation
from nlu.core.meaning import Meaning
from nlu.languages.en.consent import WISHES, Wish, lone

STOPPED = "texting_stopped"
"""Why the desk sees somebody who wrote and may not be answered there."""


@dataclass(frozen=True)
class Heeded:
    """What is said of such a wish, the turn that is left of the message, and whether that is the last word there."""

    reply: Reply
    then: Turn | None
    last: bool


def heed(store: Store, conversation: Conversation, turn: Turn, now: datetime) -> Heeded | None:
    """Do what the message asks of our writing; None where it asks nothing of it."""
    if turn.meaning is None:
        return None
    state = load(store, conversation, now)
    if state.alarm is not None:
        return None  # "leave me alone", from somebody in danger, must not be the last word there
    wish, rest = _wish(store, conversation, turn.meaning, state)
    if wish is None or (wish == "reminders_on" and conversation.muted_at is not None):
        return None  # whoever was a stranger does not get a patient's messages back by asking
    then = replace(turn, meaning=rest) if rest else None
    if wish == "stop_messages":
        stop_writing(store, conversation, now)
        return Heeded(_said("consent.stopped"), then, last=True)
    if wish == "reminders_off":
        _without_reminders(store, conversation, now)
        reply = _said("consent.off")
    else:
        reply = _reminded_again(store, conversation, now)
    return Heeded(reply, then or (Turn() if state.flow else None), last=False)


def stop_writing(store: Store, conversation: Conversation, now: datetime) -> None:
    """Nothing more goes there, and nothing is kept for it."""
    store.people.opt_out(conversation.address_id, now)
    store.bookings.release_holds(conversation.id)


def write_again(store: Store, conversation: Conversation, now: datetime) -> None:
    """Messages may go there again."""
    store.people.opt_in(conversation.address_id, now)
    store.conversations.settle_handoff(conversation.id, STOPPED, now)


def _wish(
    store: Store, conversation: Conversation, meaning: Meaning, state: State
) -> tuple[Wish | None, Meaning | None]:
    """The wish of a message, and what else it says. A stop within a booking is about the booking."""
    here = next((wish for wish in WISHES if wish == meaning.intent), None)
    if here is not None:
        return here, meaning.then
    if meaning.then is not None:
        further = next((wish for wish in WISHES if wish == meaning.then.intent), None)
        return further, replace(meaning, then=None)
    stop = lone(meaning.text, "stop")
    if stop is not None and state.flow is None and (stop == "with_more" or state.about):
        return "stop_messages", None
    if lone(meaning.text, "start") is not None and _stopped(store, conversation):
        return "reminders_on", None
    return None, None


def _stopped(store: Store, conversation: Conversation) -> bool:
    refused = store.people.account(conversation.account_id).reminders_off_at is not None
    return refused or opted_out(store, conversation)


def _without_reminders(store: Store, conversation: Conversation, now: datetime) -> None:
    """Not of what is booked, nor of what will be. Of an appointment that was only linked to this chat, of that one."""
    account = conversation.account_id
    store.people.want_reminders(account, now, wanted=False)
    unplan(store, account, now)
    for one in store.bookings.upcoming(account, conversation.id, now):
        if one.account_id != account:
            plan(store, store.bookings.want_reminders(one.id, now, wanted=False), now)


def _reminded_again(store: Store, conversation: Conversation, now: datetime) -> Reply:
    """What is still to come is planned anew, and it is said when that comes."""
    write_again(store, conversation, now)
    store.people.want_reminders(conversation.account_id, now, wanted=True)
    coming = store.bookings.upcoming(conversation.account_id, conversation.id, now)
    for one in coming:
        plan(store, store.bookings.want_reminders(one.id, now, wanted=True), now)
    reader = Reader(store, conversation.id, conversation.account_id, now, numbered=False, muted=False)
    days = reminders_said(reader, *(one.id for one in coming))
    return Reply(parts=(text("consent.on"), *(days or (text("consent.on.none"),))))


def _said(key: str) -> Reply:
    return Reply(parts=(text(key),))
