"""What was open before a message: put as it is now, set aside for what came unasked, and brought back after it."""

from __future__ import annotations

from dataclasses import replace

from bot.core import aging
from bot.core.context import Context
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import Parked, State
from bot.dialogue.steps import Step, closed, join, proceed
from bot.flows import TASKS
from bot.flows.which import of_context


def as_of_now(state: State, context: Context) -> tuple[State, bool]:
    """The state with its question as it would be put now, and whether that is too long ago for a bare answer."""
    task = TASKS.get(state.flow or "")
    if task is None:
        over = (
            state.about and state.asked == "confirmation" and not any(of_context(context, one) for one in state.about)
        )
        return (closed(state) if over else state), False
    if aging.forgotten(state, context.now):
        return aging.afresh(state), False
    old = aging.aged(state.asked_at, context.now)
    if not old and not aging.outdated(state, context.now):
        return state, False
    anew = proceed(task, aging.still_ahead(state.details, context.now), state, context).state
    if anew.flow is None:
        return anew, False
    update: dict[str, object] = {"question": anew.question}
    if old or state.asked in ("date", "slot"):
        update["details"] = anew.details
    return state.model_copy(update=update), old and not state.beside


def set_aside(before: State, step: Step) -> Step:
    """An answer to what came unasked may turn to another task: the one that was open is kept for afterwards."""
    if not before.beside or before.flow is None or step.state.flow in (None, before.flow):
        return step
    return replace(
        step, state=step.state.model_copy(update={"parked": Parked(flow=before.flow, details=before.details)})
    )


def come_back(step: Step, context: Context) -> Step:
    """With nothing else open any more, what was set aside goes on where it was."""
    parked = step.state.parked
    if parked is None or step.state.flow is not None:
        return step
    state = step.state.model_copy(update={"parked": None})
    details = aging.still_ahead(parked.details, context.now)
    following = proceed(TASKS[parked.flow], details, state, context)
    back = join(Reply(parts=(text("parked.back"),)), following.reply)
    return replace(following, reply=join(step.reply, back), commands=(*step.commands, *following.commands))
