"""Being written to is for the patient to allow: reminders, or all messages, are stopped and begun at their word.

It lies beside whatever else is being talked about, and is heeded too where a person has the conversation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.messages import Reply
from bot.core.phrases import reminders_said, text
from bot.core.reader import Reader
from bot.core.state import State
from bot.core.states import load
from bot.dialogue.steps import Turn
from bot.pipeline.replies import opted_out
from clinic.actor import patient
from clinic.people import People
from models.store import Store
from models.views import Conversation
from nlu.core.meaning import Meaning
from nlu.languages.readings import WISHES, Wish
from nlu.languages.speaking import grammar


@dataclass(frozen=True)
class Heeded:
    """What is said of such a wish, the turn that is left of the message, and whether that is the last word there."""

    reply: Reply
    then: Turn | None
    last: bool


def heed(people: People, conversation: Conversation, turn: Turn) -> Heeded | None:
    """Do what the message asks of our writing; None where it asks nothing of it."""
    if turn.meaning is None:
        return None
    store = people.store
    state = load(store, conversation, people.now)
    if state.alarm is not None:
        return None  # "leave me alone", from somebody in danger, must not be the last word there
    wish, rest = _wish(store, conversation, turn.meaning, state)
    if wish is None or (wish == "reminders_on" and conversation.muted_at is not None):
        return None  # whoever was a stranger does not get a patient's messages back by asking
    then = replace(turn, meaning=rest) if rest else None
    if wish == "stop_messages":
        people.stop_writing(patient(conversation))
        return Heeded(_said("consent.stopped"), then, last=True)
    if wish == "reminders_off":
        people.without_reminders(patient(conversation))
        reply = _said("consent.off")
    else:
        reply = _reminded_again(people, conversation)
    return Heeded(reply, then or (Turn() if state.flow else None), last=False)


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
    stop = grammar().wanting.lone(meaning.text, "stop")
    if stop is not None and state.flow is None and (stop == "with_more" or state.about):
        return "stop_messages", None
    if grammar().wanting.lone(meaning.text, "start") is not None and _stopped(store, conversation):
        return "reminders_on", None
    return None, None


def _stopped(store: Store, conversation: Conversation) -> bool:
    refused = store.people.account(conversation.account_id).reminders_off_at is not None
    return refused or opted_out(store, conversation)


def _reminded_again(people: People, conversation: Conversation) -> Reply:
    """It is said when what is still to come will be reminded of."""
    coming = people.with_reminders(patient(conversation))
    reader = Reader(people.store, conversation.id, conversation.account_id, people.now, numbered=False, muted=False)
    days = reminders_said(reader, *(one.id for one in coming))
    return Reply(parts=(text("consent.on"), *(days or (text("consent.on.none"),))))


def _said(key: str) -> Reply:
    return Reply(parts=(text(key),))
