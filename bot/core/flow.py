"""What a flow is: a value that says what it needs, how to ask for it, and what to do when it has everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.commands import Command, Done
from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.messages import Expects, Reply
from bot.core.state import Details, Spoken, State
from nlu.core.meaning import Meaning


@dataclass(frozen=True)
class Question:
    """What to ask next, and the details as they stand once it is asked (times shown, a time that was settled)."""

    reply: Reply
    details: Details


def _as_it_is(details: Details, context: Context) -> Details:
    return details


@dataclass(frozen=True)
class Slot:
    """One thing a task needs. `fill` settles it from what is known already; `ask` asks where it is still missing."""

    name: Expects
    missing: Callable[[Details, Context], bool]
    ask: Callable[[Details, Context], Question]
    clear: Callable[[Details], Details]  # opens it again, for "change something"
    fill: Callable[[Details, Context], Details] = _as_it_is


@dataclass(frozen=True)
class Task:
    """A flow that changes something: its slots are asked in order, then all is confirmed, then it is done."""

    name: str
    intents: frozenset[str]
    slots: tuple[Slot, ...]
    begin: Callable[[Meaning, State, Context], Details]  # what the opening message and the conversation already tell
    hear: Callable[[Details, Meaning, State, Context], Details]  # what a later message adds or corrects
    confirm: Callable[[Details, Context], Reply]
    command: Callable[[Details, Context], Command]
    done: Callable[[Details, Done, Context], Reply]
    refused: Callable[[Details, Refusal, Context], Question]
    on_the_way: Callable[[Details, Context], tuple[Command, ...]] = (
        lambda details, context: ()
    )  # while they decide: a hold
    barred: Callable[[Context], Reply | None] = lambda context: None  # what is said where it cannot be begun at all
    about: Callable[[Details, AppointmentFacts], Details] | None = None  # where it concerns an appointment they have


@dataclass(frozen=True)
class Answered:
    """An answer, and what has to be done along with it."""

    reply: Reply
    commands: tuple[Command, ...] = ()
    drops: bool = False  # what was being arranged is over with it
    spoken: Spoken | None = None  # whom it was about
    alone: bool = False  # what was open is not asked again in the same breath


@dataclass(frozen=True)
class Answer:
    """A flow that only answers. Whatever was being talked about goes on after it."""

    name: str
    intents: frozenset[str]
    reply: Callable[[Meaning, State, Context], Answered]


Flow = Task | Answer
