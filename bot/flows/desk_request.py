"""What only a person of the clinic can do: a repeat prescription, results, a sick note, a question of medicine.

It is passed on at once, with its kind, and the conversation stays open for what the bot can do."""

from __future__ import annotations

from bot.core.commands import AskPerson
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.coming import prepared
from bot.flows.person import staff_hours
from nlu.core.meaning import Meaning


def _passed_on(meaning: Meaning, state: State, context: Context) -> Answered:
    """What it was taken for, that it is passed on, and when somebody reads it. What the clinic itself says of how to
    prepare for a visit is no advice of ours."""
    if meaning.request == "advice" and (told := prepared(meaning, state, context)):
        return Answered(Reply(parts=(told,)))
    kind = meaning.request or "other"
    said = text(f"request.{kind}", phone=context.clinic.phone)
    parts = (said, text("request.answered"), staff_hours(context))
    return Answered(
        Reply(parts=parts), (AskPerson(kind),), alone=kind == "complaint"
    )  # nobody complains to be sold a time


DESK_REQUEST = Answer(name="desk_request", intents=frozenset({"desk_request"}), reply=_passed_on)
