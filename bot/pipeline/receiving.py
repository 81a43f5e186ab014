"""What a message is to the conversation: a tap, words and their meaning, or something that only gets a kind notice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.messages import Choice, Inbound
from bot.core.quotes import Quote, quote_of, raised
from bot.core.screen import Sight, sight
from bot.core.state import State
from bot.delivery.rendering import speaker_for
from bot.dialogue.steps import Turn
from bot.doctors.chat import is_doctors
from bot.pipeline.understanding import Understanding
from bot.texts import Speaker
from models.db import Database
from models.store import Store
from models.views import InboundClaim
from nlu.core.acts import Situation
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

ANSWERED_AGAIN = timedelta(days=1)
"""A group is told that it is the wrong place at most once in so long."""


@dataclass(frozen=True)
class Received:
    """A message as a turn, and the version of the conversation against which it was understood."""

    turn: Turn | None
    version: int
    sight: Sight


class Labels:
    """The choices on offer, by the words in which they were shown."""

    def __init__(self, speaker: Speaker, choices: tuple[Choice, ...]) -> None:
        self._speaker = speaker
        self._choices = choices

    def written(self, words: str) -> str | None:
        """The choice whose very label was written out, instead of tapped: "other times", "Book it"; "Book it?" asks."""
        plain = "" if "?" in words else _plain(words)
        fitting = [one.value for one in self._choices if _plain(self._speaker.say(one.label)) == plain]
        return fitting[0] if plain and len(fitting) == 1 else None


@dataclass(frozen=True)
class Look:
    """The conversation as a message finds it: read once, when it is claimed, in the same transaction."""

    version: int
    is_doctors: bool
    state: State
    sight: Sight
    quote: Quote | None
    labels: Labels
    told: bool  # this group was told lately that it is the wrong place


def look(store: Store, claim: InboundClaim, inbound: Inbound, now: datetime) -> Look:
    """Read what understanding the message needs."""
    conversation = store.conversations.get(claim.conversation_id)
    state = State.kept(conversation.state)
    quote = quote_of(store, conversation.id, inbound, state)
    if quote is not None and quote.quoting.where == "beneath":
        state = raised(state)
    speaker = speaker_for(store, store.people.account(conversation.account_id).language, now)
    return Look(
        conversation.version,
        is_doctors(conversation, inbound),
        state,
        _sight(store, inbound, claim, state, quote),
        quote,
        Labels(speaker, (quote.reply if quote else state).choices),
        inbound.kind == "group" and _told_lately(store, claim, now),
    )


def receive(
    database: Database, understanding: Understanding, claim: InboundClaim, inbound: Inbound, seen: Look, now: datetime
) -> Received:
    """The message as a turn of the conversation; no turn where it is none. Rasa is asked outside any transaction."""
    asked = seen.state.asked if seen.sight.seen else None
    situation = situation_of(seen.state, claim.booked)
    understood = partial(understanding.understand, inbound.text, asked, now, situation)
    turn: Turn | None
    match inbound.kind:
        case "text":
            turn = _written(inbound.text, seen.labels, understood, seen=seen.sight.seen, quote=seen.quote)
        case "edited" | "attachment":
            turn = _words_beside(database, inbound, claim, understood)
        case _:
            turn = None if seen.told else _without_words(inbound)
    if turn is not None:
        quoting = seen.quote.quoting if seen.quote else None
        turn = replace(turn, unseen=not seen.sight.seen, late=seen.sight.late, quoting=quoting)
    return Received(turn, seen.version, seen.sight)


def situation_of(state: State, booked: int) -> Situation:
    """Where the conversation stands, as the reader of acts is told; `booked`: how many appointments there are."""
    arranging = {None: "-", "book": "book", "reschedule": "move", "cancel": "cancel"}.get(state.flow, "other")
    return Situation(state.asked or "-", len(state.choices), booked, arranging)


def _sight(store: Store, inbound: Inbound, claim: InboundClaim, state: State, quote: Quote | None) -> Sight:
    is_open = None if quote is None else quote.quoting.where != "over"
    return sight(store, inbound, claim.received_at, state.asked_in, state.heard_until, quotes_open=is_open)


def _without_words(inbound: Inbound) -> Turn | None:
    """What needs no understanding; None for what only happens, such as opting out."""
    match inbound.kind:
        case "choice":
            return Turn(tap=inbound.choice or "")
        case "group":
            return Turn(notice="group")
    return None


def _written(words: str, labels: Labels, understood: Callable[[], Meaning], *, seen: bool, quote: Quote | None) -> Turn:
    """Words: a choice by its label, or what they mean. Where the question had not been seen, a label, a number, a yes
    or a no was meant for another one, and says nothing by itself; but for the one that was quoted."""
    label, number, answer = labels.written(words), grammar().choices.pick(words), grammar().assent.yes_no(words)
    if label and seen:
        return Turn(tap=label)
    bare = label or number is not None or (answer is not None and not answer[1])
    if seen or not bare:
        return Turn(meaning=understood())
    value = quote.value(label, number, answer[0] if answer else None) if quote else None
    return Turn(tap=value) if value else Turn(meaning=Meaning(text=words, intent="affirm"))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _words_beside(database: Database, inbound: Inbound, claim: InboundClaim, understood: Callable[[], Meaning]) -> Turn:
    """An edit of the last message is what its sender means now; of other edits only an emergency is heard. The words
    under a picture are heard, and it is said that the picture is not looked at."""
    if not inbound.text.strip():
        return Turn(notice="edited" if inbound.kind == "edited" else "attachment")
    meaning = understood()
    if inbound.kind == "attachment":
        return Turn(meaning=meaning, notice="attachment")
    with database.read() as store:
        heard = _is_of_last(store, inbound, claim)
    return Turn(meaning=meaning) if heard or meaning.intent == "emergency" else Turn(notice="edited")


def _is_of_last(store: Store, inbound: Inbound, claim: InboundClaim) -> bool:
    """Whether nothing came between a message and this edit of it. `at` is when the original was sent."""
    kept = [one.payload for one in store.inbox.latest(claim.conversation_id) if one.id < claim.message_id]
    earlier = map(Inbound.read, reversed(kept))
    last = next((one for one in earlier if one is not None and one.kind != "edited"), None)
    return last is not None and last.kind in ("text", "start") and last.at == inbound.at


def _told_lately(store: Store, claim: InboundClaim, now: datetime) -> bool:
    said = store.outbox.latest(conversation_id=claim.conversation_id, limit=1)
    return any(now - one.created_at < ANSWERED_AGAIN for one in said)
