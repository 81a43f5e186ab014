"""What a message is to the conversation: a tap, words and their meaning, or something that only gets a kind notice."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.conversation import State
from bot.message import Inbound
from bot.outgoing import speaker_for
from bot.steps import Turn
from bot.understanding import Understanding
from models.db import Database
from models.store import Store
from models.views import InboundClaim
from nlu.meaning import Meaning

ANSWERED_AGAIN = timedelta(days=1)
"""A group is told that it is the wrong place at most once in so long."""


def receive(database: Database, understanding: Understanding, claim: InboundClaim, now: datetime) -> Turn | None:
    """The message as a turn of the conversation; None where it is none. Rasa is asked outside any transaction."""
    inbound = Inbound.model_validate_json(claim.payload)
    match inbound.kind:
        case "choice":
            return Turn(tap=inbound.choice or "")
        case "text":
            written = _by_label(database, inbound, claim, now)
            if written:
                return Turn(tap=written)
            return Turn(meaning=_meaning(database, understanding, inbound, claim, now))
        case "start" if inbound.token is None:
            return Turn(meaning=Meaning(text="", intent="greet"))
        case "edited" | "attachment":
            return _words_beside(database, understanding, inbound, claim, now)
        case "group":
            with database.read() as store:
                told = _told_lately(store, claim, now)
            return None if told else Turn(notice="group")
    return None


def _by_label(database: Database, inbound: Inbound, claim: InboundClaim, now: datetime) -> str | None:
    """The choice whose very label was written out, instead of tapped: "other times", "Book it"."""
    with database.read() as store:
        conversation = store.conversations.get(claim.conversation_id)
        choices = State.kept(conversation.state).choices
        if not choices:
            return None
        speaker = speaker_for(store, store.people.account(conversation.account_id).language, now)
    written = "" if "?" in inbound.text else _plain(inbound.text)
    fitting = [choice.value for choice in choices if _plain(speaker.say(choice.label)) == written]
    return fitting[0] if written and len(fitting) == 1 else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _words_beside(
    database: Database, understanding: Understanding, inbound: Inbound, claim: InboundClaim, now: datetime
) -> Turn:
    """An edit of the last message is what its sender means now. Of other edits, and of the words under a picture,
    only an emergency is heard."""
    notice = Turn(notice="edited" if inbound.kind == "edited" else "attachment")
    if not inbound.text.strip():
        return notice
    meaning = _meaning(database, understanding, inbound, claim, now)
    with database.read() as store:
        heard = inbound.kind == "edited" and _is_of_last(store, inbound, claim)
    return Turn(meaning=meaning) if heard or meaning.intent == "emergency" else notice


def _is_of_last(store: Store, inbound: Inbound, claim: InboundClaim) -> bool:
    """Whether nothing came between a message and this edit of it. `at` is when the original was sent."""
    earlier = [
        Inbound.model_validate_json(one.payload)
        for one in store.inbox.latest(claim.conversation_id)
        if one.id < claim.message_id
    ]
    last = next((one for one in reversed(earlier) if one.kind != "edited"), None)
    return last is not None and last.kind in ("text", "start") and last.at == inbound.at


def _told_lately(store: Store, claim: InboundClaim, now: datetime) -> bool:
    said = store.outbox.latest(conversation_id=claim.conversation_id, limit=1)
    return any(now - one.created_at < ANSWERED_AGAIN for one in said)


def _meaning(
    database: Database, understanding: Understanding, inbound: Inbound, claim: InboundClaim, now: datetime
) -> Meaning:
    with database.read() as store:
        state = State.kept(store.conversations.get(claim.conversation_id).state)
    return understanding.understand(inbound.text, state.asked, now)
