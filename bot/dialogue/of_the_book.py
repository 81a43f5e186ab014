"""What is said of an appointment that stands, with nothing said of what is to be done with it."""

from __future__ import annotations

from bot.core.context import AppointmentFacts, Context
from bot.core.state import State
from bot.dialogue.beginning import BY_INTENT
from bot.flows.which import of_context, stated, told_of
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_MAY_STATE = frozenset({"book_appointment", "find_doctor", "inform", "list_appointments", "out_of_scope"})
"""What "I have an appointment on Tuesday", and nothing else, may be taken for."""

_MAY_ASK = frozenset({"affirm", "book_appointment", "confirm_appointment", "help", "inform", "out_of_scope"})
"""What "so it stays?" may be taken for."""


def pointed_at(meaning: Meaning, context: Context) -> AppointmentFacts | None:
    """The one appointment that is told of, with nothing said of what is to be done with it."""
    told = told_of(meaning, context) if meaning.intent not in BY_INTENT else None
    return told or (stated(meaning, context) if meaning.intent in _MAY_STATE else None)


def asks_whether_it_stands(meaning: Meaning, state: State, context: Context) -> bool:
    """ "OK, so Wednesday stands?", of what was just left as it is: no new wish for a Wednesday."""
    left = of_context(context, state.spoken.appointment) if state.spoken else None
    if left is None or meaning.then or "stands" not in grammar().asking.aspects(meaning.text):
        return False
    of_its_day = bool(meaning.when.days) and all(day.may_be(left.start.date()) for day in meaning.when.days)
    return meaning.intent in _MAY_ASK or (meaning.intent == "reschedule_appointment" and of_its_day)
