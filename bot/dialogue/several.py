"""Several wishes in one message: one is seen to, the others wait, and none is lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.core.messages import Reply, Text
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.steps import Step, join
from nlu.core.meaning import Meaning


def put_off(step: Step) -> Step:
    """What else a message asks for waits while its first wish is open; that is said."""
    asked = tuple(_each(step.then))
    waiting = (*step.state.waiting, *(one for one in asked if not _waits(one, step.state.waiting)))
    state = step.state.model_copy(update={"waiting": waiting})
    lead = Reply(parts=(text("several.first"),))
    return replace(step, state=state, reply=join(lead, step.reply), then=None)


def take_next(step: Step, act: Callable[[State, Meaning], Step]) -> Step:
    """With nothing open any more, what waits is taken up, until something is asked."""
    state = step.state
    if not state.waiting or state.flow is not None or state.asked is not None or step.awaiting is not None:
        return step
    following = act(state.model_copy(update={"waiting": state.waiting[1:]}), state.waiting[0])
    done = step.reply and step.reply.model_copy(update={"parts": tuple(filter(_tells, step.reply.parts))})
    reply = join(done, join(Reply(parts=(text("several.next"),)), following.reply))
    joined = replace(following, reply=reply, commands=(*step.commands, *following.commands))
    return take_next(joined, act)


def _tells(part: Text) -> bool:
    """Whether a sentence may stand before another matter: an offer to go on with the first may not."""
    return part.key != "cancel.again"


def _each(meaning: Meaning | None) -> Iterator[Meaning]:
    while meaning is not None:
        yield replace(meaning, then=None)
        meaning = meaning.then


def _waits(one: Meaning, waiting: tuple[Meaning, ...]) -> bool:
    """Whether the same is waiting already, said once more."""
    told = (one.intent, one.people, one.visit_types, one.doctors, one.when)
    return any((other.intent, other.people, other.visit_types, other.doctors, other.when) == told for other in waiting)
