"""How many visits are wanted: what waits is counted, told when asked for, and left out where no more is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.commands import Release
from bot.core.context import Context
from bot.core.flow import Task
from bot.core.messages import Join, Reply, Text
from bot.core.phrases import text
from bot.core.state import State
from bot.dialogue.row import made_in_a_row
from bot.dialogue.several import in_which_order, is_of
from bot.dialogue.steps import Step, closed, join, return_to
from bot.dialogue.wish_said import open_wish, wish
from nlu.core.meaning import Enough, Meaning
from nlu.languages.speaking import grammar


def no_more(
    task: Task | None, state: State, said: Heard, context: Context, act: Callable[[State, Heard], Step]
) -> Step | None:
    """ "Nothing more", "only those two": what goes beyond is left out, and that is said. None where it says neither."""
    meaning = said.meaning
    wanted = meaning.enough or (Enough(meaning.count, those=True) if meaning.count and state.flow == "book" else None)
    if wanted is None or said.about or said.appointment is not None:
        return None
    if task is None:
        return None if state.asked else Step(closed(state), Reply(parts=(text("nothing_else"),)))
    agrees = meaning.intent == "affirm"
    made = len(made_in_a_row(state, context)) if state.flow == "book" else 0
    staying = _number(wanted, meaning, made, made + 1 + len(state.waiting)) - made - 1
    if staying < 0 and made and not agrees:
        return _left_out((open_wish(state, context), *map(wish, state.waiting)), state)
    gone = state.waiting[max(staying, 0) :]
    kept = state.model_copy(update={"waiting": state.waiting[: max(staying, 0)]})
    lead = _lead(gone, staying - len(state.waiting), kept, context)
    if agrees:
        step = act(kept, replace(said, meaning=replace(meaning, enough=None, count=None)))
        return replace(step, reply=join(Reply(parts=lead), step.reply)) if gone else step
    return return_to(kept, Reply(parts=lead))


def _number(wanted: Enough, meaning: Meaning, made: int, total: int) -> int:
    """How many are wanted in all. "Just those" are all there are, and after a no those that are made."""
    if wanted.count is not None:
        return wanted.count
    if wanted.those and meaning.intent != "deny":
        return total
    return made + 1 if meaning.intent == "affirm" or not made else made


def _lead(gone: tuple[Meaning, ...], missing: int, state: State, context: Context) -> tuple[Text, ...]:
    """What is left out; else what there is, and that others are to be named still where there are to be more."""
    if gone:
        return (text("enough.left", wishes=Join(items=tuple(map(wish, gone)), word="and")),)
    if missing > 0:
        items = (open_wish(state, context), *map(wish, state.waiting))
        return (text("enough.so_far", wishes=Join(items=items, word="and")),)
    return (in_which_order(state, state.waiting, context),) if state.waiting else ()


def _left_out(wishes: tuple[Text, ...], state: State) -> Step:
    over = closed(state.model_copy(update={"waiting": ()}))
    reply = Reply(parts=(text("enough.left", wishes=Join(items=wishes, word="and")),))
    return Step(over, reply, (Release(),))


def what_waits(state: State, meaning: Meaning) -> Step | None:
    """ "What else was there", "did you get my mum's": what waits is told, and what is open asked again."""
    if not state.waiting or meaning.then is not None or not meaning.text:
        return None
    theirs = [one for one in state.waiting if any(is_of(person, one) for person in meaning.people)]
    asks = any(act.kind.startswith("ask") for act in meaning.acts) or grammar().asking.asks_something(meaning.text)
    if not (grammar().asking.asks_what_else(meaning.text) or (theirs and asks and not meaning.when.says_something)):
        return None
    told = Join(items=tuple(map(wish, theirs or state.waiting)), word="and")
    return return_to(state, Reply(parts=(text("several.waits", wishes=told),)))
