"""Good manners over every reply: an introduction at first contact, and nothing said twice in a row."""

from __future__ import annotations

from dataclasses import replace

from bot.core.commands import StopWriting
from bot.core.context import Context
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.same_list import ask_otherwise
from bot.dialogue.steps import Step


def polish(before: State, step: Step, context: Context) -> Step:
    """The step with its reply made presentable, and remembered."""
    if step.reply is None:
        return step
    step = ask_otherwise(before, step, context)
    assert step.reply
    reply = _not_twice(step.reply, before.said)
    parting = any(isinstance(command, StopWriting) for command in step.commands)
    if not before.met and not parting:
        intro = text("intro", clinic=context.clinic.name)
        whom_to_call = step.state.alarm is not None  # goes before who we are
        parts = (*reply.parts, intro) if whom_to_call else (intro, *reply.parts)
        reply = reply.model_copy(update={"parts": parts})
    choices = step.state.choices if step.unlisted else reply.choices
    return replace(
        step,
        reply=reply,
        state=step.state.model_copy(
            update={"met": True, "said": reply, "choices": choices, "asked_at": context.now, "beside": False}
        ),
    )


def _not_twice(reply: Reply, said: Reply | None) -> Reply:
    """What was just said is said in other words, or owned up to as a repetition."""
    if said is None:
        return reply
    repeated = {part.model_copy(update={"again": 0}).model_dump_json(): part.again for part in said.parts}
    parts = []
    for part in reply.parts:
        before = repeated.get(part.model_dump_json())
        parts.append(part if before is None else part.model_copy(update={"again": before + 1}))
    return reply.model_copy(update={"parts": tuple(parts)})
