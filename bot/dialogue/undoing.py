"""Taking back the change just made: what was moved is proposed for its old time, what was called off is booked anew."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.commands import Done
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Task
from bot.core.state import Before, ChosenTime, State
from bot.dialogue.steps import says_details
from bot.flows import TASKS
from bot.flows.which import of_context
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When
from nlu.languages.speaking import grammar

_ELSEWHERE = frozenset({"emergency", "human_handoff", "book_appointment", "desk_request"})


def changed(task: Task, state: State, outcome: Done) -> State:
    """The state with what the change just made has replaced, or ended."""
    before: tuple[Before, ...] = ()
    anchor = state.details.anchor
    if task is TASKS["cancel"] and outcome.appointment is not None:
        before = tuple(map(_called_off, (outcome.appointment, *outcome.others)))
    if task is TASKS["reschedule"] and anchor is not None:
        before = (Before(moved=anchor.appointment, doctor=anchor.doctor, start=anchor.start),)
    return state.model_copy(update={"before": before})


def _called_off(one: AppointmentFacts) -> Before:
    return Before(doctor=one.doctor.id, start=one.start, patient=one.patient.id, visit_type=one.visit_type.id)


def as_undone(said: Heard, state: State, context: Context) -> Heard:
    """The message as a wish to have back what was just changed, where it is one."""
    meaning = said.meaning
    if not state.before or state.flow is not None or not meaning.text or meaning.intent in _ELSEWHERE:
        return said
    if says_details(meaning) or not (
        grammar().wanting.undoes(meaning.text) or grammar().wanting.leaves_as_is(meaning.text)
    ):
        return said
    first = state.before[0]
    if first.moved is not None:
        if of_context(context, first.moved) is None:
            return said
        move = Meaning(text=meaning.text, intent="reschedule_appointment")
        back = ChosenTime(doctor=first.doctor, start=first.start)
        return Heard(move, appointment=first.moved, chosen=back, sure=False)
    return Heard(_booked_anew(state.before, context), anew=True)


def _booked_anew(before: tuple[Before, ...], context: Context) -> Meaning:
    """A booking of each, one after the other."""
    then: Meaning | None = None
    for one in reversed(before):
        start = one.start.astimezone(context.now.tzinfo)
        when = When(days=(DayRange(start.date(), start.date()),), times=(TimeRange(start.time(), start.time()),))
        booking = Meaning(
            text="",
            intent="book_appointment",
            when=when,
            doctors=tuple(each.name for each in context.doctors if each.id == one.doctor),
            visit_types=tuple(each.name for each in context.visit_types if each.id == one.visit_type),
            people=tuple(
                Person(name=each.name, relation=None if each.relation == "unknown" else each.relation)
                for each in context.patients
                if each.id == one.patient
            ),
        )
        then = replace(booking, then=then)
    assert then
    return then
