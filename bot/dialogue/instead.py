"""A new appointment that overlaps one in the book may take its place: then that one is moved, and is not kept too."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Task
from bot.core.messages import Reply
from bot.core.phrases import choice, text
from bot.core.state import Details, State
from bot.dialogue.confirmation import agree
from bot.dialogue.steps import Step, listen, proceed, says_details, stale, take
from bot.flows import TASKS
from bot.flows.book import clashing
from nlu.core.meaning import DayRange, Meaning, TimeRange, When
from nlu.languages.speaking import grammar

_ASKED = ("confirmation", "anything_else")
_MAY_BE = frozenset(
    {
        *("deny", "affirm", "inform", "out_of_scope", "request_alternatives", "book_appointment"),
        *("reschedule_appointment", "cancel_appointment", "swap", "stop"),
    }
)
"""What an answer to "Keep both?" may be taken for."""


def in_its_place(task: Task, state: State, said: Heard, context: Context) -> Step | None:
    """ "Instead", "only the new one", to the question whether to keep both; None where it is no such answer."""
    old = clashing(state.details, context) if task is TASKS["book"] and state.asked in _ASKED else None
    if said.instead is not None:
        return (
            _replaced(task, state, old, context, sure=True) if old and old.id == said.instead else stale(state, context)
        )
    meaning = said.meaning
    if old is None or said.stamp is not None or said.change is not None or meaning.intent not in _MAY_BE:
        return None
    if listen(task, state, replace(meaning, then=None), context) != state.details and not _names_these(
        meaning, state, old
    ):
        return None
    if grammar().wanting.replaces(meaning.text) or _moves_it(meaning):
        return _replaced(task, state, old, context, sure=False)
    bare = meaning.intent == "deny" and not (says_details(meaning) or meaning.then)
    return _which_of_them(state, old) if bare and state.asked == "confirmation" else None


def _moves_it(meaning: Meaning) -> bool:
    """ "Move it", "call that one off": a change, while a booking is open, is of the one that is in the way."""
    return meaning.intent in ("reschedule_appointment", "cancel_appointment") and not meaning.people


def _names_these(meaning: Meaning, state: State, old: AppointmentFacts) -> bool:
    """Whether no other day and no other time is named than the two have."""
    when, chosen = meaning.when, state.details.chosen
    starts = [old.start, *([chosen.start] if chosen else [])]
    days = all(any(start.date() in days for start in starts) for days in when.days)
    return days and all(any(start.time() in times for start in starts) for times in when.times)


def _replaced(task: Task, state: State, old: AppointmentFacts, context: Context, *, sure: bool) -> Step:
    """The one in the book is moved; where it is another kind of visit, the new one is booked, and that called off."""
    details, chosen = state.details, state.details.chosen
    assert chosen
    if details.visit_type not in (None, old.visit_type.id):
        return agree(task, state, Meaning(text="", intent="affirm", then=_called_off(old)), context)
    move = TASKS["reschedule"]
    assert move.about
    moved = move.about(Details(chosen=chosen), old).model_copy(update={"doctors": (chosen.doctor,)})
    return (take if sure else proceed)(move, moved, state, context)


def _called_off(old: AppointmentFacts) -> Meaning:
    day, clock = old.start.date(), old.start.time()
    when = When(from_days=(DayRange(day, day),), from_times=(TimeRange(clock, clock),))
    return Meaning(text="", intent="cancel_appointment", when=when, from_doctors=(old.doctor.name,))


def _which_of_them(state: State, old: AppointmentFacts) -> Step:
    """A no to both leaves it open which of them stays."""
    choices = (choice("choice.instead", f"instead:{old.id}"), choice("choice.keep_old", "keep"))
    reply = Reply(parts=(text("overlap.which"),), expects="anything_else", choices=choices)
    asked = {"asked": reply.expects, "question": reply, "choices": choices, "misses": 0}
    return Step(state.model_copy(update=asked), reply)
