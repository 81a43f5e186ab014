"""Not understood: first a question that helps, then the menu, then a person. Never the same sentence twice."""

from __future__ import annotations

from bot.core.commands import AskPerson
from bot.core.context import Context
from bot.core.messages import Choice, Reply
from bot.core.phrases import choice, text
from bot.core.state import State
from bot.dialogue.steps import Step, join
from bot.flows.person import staff_hours
from bot.flows.small_talk import menu
from nlu.core.meaning import Meaning

PERSON_AFTER = 3
"""How many messages in a row go by without being understood before a person is asked to look."""

SURE = 0.6
"""From this confidence on, a message is taken to be about something else; below it, as not understood."""


def elsewhere(meaning: Meaning) -> bool:
    """Whether a message is surely about something else, so that a time in it is none for an appointment."""
    named = meaning.doctors or meaning.specialties
    return meaning.intent == "out_of_scope" and meaning.confidence >= SURE and not (named or meaning.soon)


def not_understood(state: State, meaning: Meaning, context: Context) -> Step:
    """The next step of the ladder. An open question is asked again with it."""
    state = state.model_copy(update={"misses": state.misses + 1})
    lead = _lead(state, meaning, context)
    reply = join(lead, state.question) or lead
    commands = (AskPerson("not_understood"),) if state.misses == PERSON_AFTER else ()
    asked = state.question.expects if state.question else state.asked
    return Step(state.model_copy(update={"choices": reply.choices, "asked": asked}), reply, commands)


def _way_out() -> tuple[Choice, ...]:
    """Beside a question that offers no answers of its own."""
    return (choice("choice.leave", "keep"), choice("choice.person", "flow:person"))


def _lead(state: State, meaning: Meaning, context: Context) -> Reply:
    if state.misses >= PERSON_AFTER:
        or_choose = () if state.question else (text("unsure.or_choose"),)
        choices = _way_out() if state.question else menu(context)
        return Reply(parts=(text("unsure.person"), staff_hours(context), *or_choose), choices=choices)
    if meaning.degraded:
        return Reply(parts=(text("unsure.degraded"),), choices=menu(context))
    if state.misses == PERSON_AFTER - 1:
        choices = _way_out() if state.question else menu(context)
        return Reply(parts=(text("unsure.menu", phone=context.clinic.phone),), choices=choices)
    if state.question is not None:
        return Reply(parts=(text("unsure.open"),), choices=_way_out())
    if elsewhere(meaning):
        return Reply(parts=(text("unsure.elsewhere", clinic=context.clinic.name),), choices=menu(context))
    mine = choice("choice.my_appointments", "flow:appointments")
    choices = (choice("choice.book", "flow:book"), mine, choice("choice.person", "flow:person"))
    return Reply(parts=(text("unsure.first"),), choices=choices)
