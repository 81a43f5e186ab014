"""A time that was changed while something else was asked is said back: nobody should have to guess what was heard."""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Moment, Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.steps import Step, join

_SAYS_IT = ("confirmation", "slot")
"""Questions that name the time themselves."""


def said_back(before: State, step: Step) -> Step:
    """The step, with the time first where it is another than before and the question does not name it."""
    old, new, reply = before.details.chosen, step.state.details.chosen, step.reply
    if old is None or new is None or old == new or reply is None or reply.expects in _SAYS_IT:
        return step
    return replace(step, reply=join(Reply(parts=(text("slot.then", start=Moment(at=new.start)),)), reply))
