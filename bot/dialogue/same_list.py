"""The same times offered twice did not help: the third time it is asked for a day, and the front desk is at hand.

Whoever only asks something in between has not turned the times down: after the answer they stay on offer.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.context import Context
from bot.core.messages import Reply
from bot.core.phrases import choice, text
from bot.core.state import State
from bot.dialogue.steps import Step
from bot.flows import TASKS

_TWICE = 1


def ask_otherwise(before: State, step: Step, context: Context) -> Step:
    """The step, asking for a day in place of a list of times that was read out twice in a row."""
    task, reply = TASKS.get(step.state.flow or ""), step.reply
    if task is None or reply is None or not _is_third(before.said, reply):
        return step
    slot = next((slot for slot in task.slots if slot.name == "date"), None)
    if slot is None or step.state.question is None:
        return step
    told = tuple(part for part in reply.parts if part not in step.state.question.parts)
    if told and not step.state.misses:
        return step
    days = slot.ask(step.state.details, context).reply.choices
    asked = Reply(
        parts=(text("slot.none_of_these"),), expects="date", choices=(*days, choice("choice.person", "flow:person"))
    )
    update = {"asked": asked.expects, "question": asked, "choices": asked.choices}
    return replace(
        step,
        state=step.state.model_copy(update=update),
        reply=asked.model_copy(update={"parts": (*told, *asked.parts)}),
    )


def _is_third(said: Reply | None, reply: Reply) -> bool:
    if said is None or reply.expects != "slot" or _times(said) != _times(reply):
        return False
    return any(part.key == "slot.which" and part.again >= _TWICE for part in said.parts)


def _times(reply: Reply) -> list[str]:
    return [one.value for one in reply.choices if one.start]
