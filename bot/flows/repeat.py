"""What was said last, said once more."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.small_talk import menu
from nlu.core.meaning import Meaning


def _repeat(meaning: Meaning, state: State, context: Context) -> Answered:
    """The last reply without how we introduced ourselves; what is open is asked again by itself."""
    said = state.said
    if said is None:
        return Answered(Reply(parts=(text("hello.what"),), choices=menu(context)))
    asked = state.question.parts if state.question else ()
    told = tuple(part for part in said.parts if part.key not in ("intro", "repeat.lead") and part not in asked)
    choices = () if state.question else said.choices
    return Answered(Reply(parts=(text("repeat.lead"), *told), choices=choices))


REPEAT = Answer(name="repeat", intents=frozenset({"repeat"}), reply=_repeat)
