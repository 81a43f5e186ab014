"""Two appointments that shall take each other's times: a person of the clinic sees to it, so that neither is lost."""

from __future__ import annotations

from dataclasses import replace

from bot.core.commands import AskPerson
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.person import staff_hours
from nlu.core.meaning import Meaning
from nlu.languages.en.swapping import swaps

_SAID_OTHERWISE = frozenset(
    {
        *("reschedule_appointment", "inform", "deny", "request_alternatives", "out_of_scope", "book_appointment"),
        *("clinic_info", "help", "list_appointments"),
    }
)
"""What a wish to swap may be taken for."""


def as_swap(meaning: Meaning, state: State, context: Context) -> Meaning:
    """The message as a request of its own, where appointments of this account shall change places with one another.

    While something is being booked, "the other way round" is about that.
    """
    booking = state.flow == "book" or bool(state.waiting)
    if booking or len(context.appointments) < 2 or meaning.intent not in _SAID_OTHERWISE or not swaps(meaning.text):
        return meaning
    return replace(meaning, intent="swap", then=None)


def _passed_on(meaning: Meaning, state: State, context: Context) -> Answered:
    parts = (text("swap.passed_on"), text("request.answered"), staff_hours(context))
    return Answered(Reply(parts=parts), (AskPerson("swap"),), drops=True)


SWAP = Answer(name="swap", intents=frozenset({"swap"}), reply=_passed_on)
