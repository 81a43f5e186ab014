"""Which flow a message begins while nothing is open, and how a task is begun with all that the message tells."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Flow, Task
from bot.core.messages import Reply, Text
from bot.core.phrases import text
from bot.core.state import Details, State
from bot.dialogue import fallback
from bot.dialogue.steps import (
    Step,
    about_appointment,
    join,
    menu_step,
    nothing_to_change,
    proceed,
    return_to,
    says_details,
    take,
)  # fmt: skip
from bot.flows import FLOWS, TASKS
from bot.flows.fill_slots import who
from bot.flows.overlap import overlap_said
from bot.flows.soon import whom_to_call
from bot.flows.which import is_for, of_context, speaks_of_ones_own, told_again
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

BY_INTENT: dict[str, Flow] = {intent: flow for flow in FLOWS for intent in flow.intents}

ASIDES = ("thank", "goodbye", "greet")
"""What may come along with a detail, and then matters less than it."""

_BESIDE_SOON = (*ASIDES, "help")
"""What whoever should be seen today says beside it: "hello", "can you help me"."""


def begun_by(meaning: Meaning, state: State, context: Context) -> Flow | None:
    """The flow that a message begins while nothing is open."""
    flow = BY_INTENT.get(meaning.intent)
    if flow is TASKS["book"] and _in_place_of_one(meaning, context):
        return TASKS["reschedule"]
    compares = meaning.intent == "inform" and meaning.when.relative in ("earlier", "later")
    if context.appointments and (compares or (meaning.intent == "request_alternatives" and meaning.when.relative)):
        return TASKS["reschedule"]  # "anything sooner?"
    if (flow is None and _wants_to_come(meaning)) or (meaning.soon and meaning.intent in _BESIDE_SOON):
        return TASKS["book"]
    if flow is None and says_details(meaning) and not fallback.elsewhere(meaning):
        return TASKS["reschedule" if state.last and of_context(context, state.last.appointment) else "book"]
    return flow


def _in_place_of_one(meaning: Meaning, context: Context) -> bool:
    """ "Could I see Dr Rao instead", where something is booked for whoever it is: that one is changed, and kept too it
    is not."""
    if meaning.then or meaning.additional or not grammar().wanting.says_instead(meaning.text):
        return False
    people = meaning.people
    return any(not people or any(is_for(person, one) for person in people) for one in context.appointments)


def _wants_to_come(meaning: Meaning) -> bool:
    """Whether somebody who did not say "book" wants an appointment: a complaint, "another time", "my son too"."""
    others = any(person.relation not in (None, "self") for person in meaning.people)
    beside = meaning.when.relative in ("same_time", "right_after", "right_before")
    complaint = meaning.reason or meaning.guessed_specialty
    other_time = meaning.intent == "request_alternatives"
    return bool(complaint or beside or meaning.soon or other_time or (meaning.additional and others))


def introduced(meaning: Meaning, state: State, context: Context) -> Step:
    """ "My name is Ben": greet, and do not ask for the name again."""
    step = menu_step(state, context)
    somebody = who(meaning.people[0], context)
    greeting = Reply(parts=(text("hello.name", name=somebody.name or ""),)) if somebody.name else None
    known = step.state.model_copy(update={"details": Details(who=somebody)})
    return Step(known, join(greeting, step.reply))


def start(task: Task, meaning: Meaning, state: State, context: Context) -> Step:
    """Begin a task; what is known of whoever introduced themselves before counts."""
    if task.about and not context.appointments:
        return _start_anew(task, meaning, state, context)
    introduced = state.details.who if state.flow is None else None
    opening = {"flow": None, "details": Details(who=introduced), "asked": None, "question": None}
    begun = state.model_copy(update=opening)
    details = task.begin(meaning, begun, context)
    if task.about and _leaves_open(details) and (one := _spoken_of(meaning, state, context)):
        return about(Heard(meaning, appointment=one.id), None, begun, context)
    if introduced and (details.who is None or (details.who.relation == "self" and not details.who.known)):
        details = details.model_copy(update={"who": introduced})
    step = proceed(task, details, begun, context)
    unwell = (meaning.unwell or meaning.soon) and task.name == "book" and not (meaning.doctors or meaning.visit_types)
    step = with_whom_to_call(task, step, meaning, context)
    return replace(step, reply=join(Reply(parts=(_sorry(meaning),)), step.reply)) if unwell else step


def _leaves_open(details: Details) -> bool:
    """Whether a change does not say which appointment it is of."""
    return details.appointment is None and not (details.together or details.between)


def _spoken_of(meaning: Meaning, state: State, context: Context) -> AppointmentFacts | None:
    """The appointment that was told of before: "I'm booked with Dr Lee on Tuesday", and then "can it be Thursday"."""
    spoken = state.spoken.appointment if state.spoken else None
    return told_again(meaning, spoken, context) or of_context(context, spoken)


def _sorry(meaning: Meaning) -> Text:
    others = any(person.relation not in (None, "self") for person in meaning.people)
    return text("sorry_unwell.other" if others else "sorry_unwell")


def with_whom_to_call(task: Task, step: Step, meaning: Meaning, context: Context) -> Step:
    """Before the times on offer, where they may be too late for somebody who should be seen today."""
    first = whom_to_call(meaning, context) if task.name == "book" else ()
    return replace(step, reply=join(Reply(parts=first), step.reply)) if first else step


def _start_anew(task: Task, meaning: Meaning, state: State, context: Context) -> Step:
    """Nothing is there to be moved or called off: whoever says when they would come, or asks to be seen, is booked."""
    wants_a_time = task is TASKS["reschedule"] and says_details(meaning)
    if not (wants_a_time or grammar().wanting.asks_to_be_seen(meaning.text)):
        return nothing_to_change(state, context)
    step = start(TASKS["book"], replace(meaning, intent="book_appointment"), state, context)
    if task is not TASKS["cancel"] and not speaks_of_ones_own(meaning):
        return step
    return replace(step, reply=join(Reply(parts=(text("appointments.none.new"),)), step.reply))


def about(said: Heard, task: Task | None, state: State, context: Context) -> Step:
    """An appointment was pointed at: for the open task, or to begin one."""
    meant = of_context(context, said.appointment)
    if meant is None:
        return return_to(state, Reply(parts=(text("appointment.gone"),)))
    wanted = BY_INTENT.get(said.meaning.intent)
    if isinstance(wanted, Task) and wanted.about and said.chosen:
        details = wanted.about(Details(chosen=said.chosen), meant)
        details = details.model_copy(update={"doctors": (said.chosen.doctor,)})
        twice = overlap_said(meant.patient.id, said.chosen.start, meant.visit_type, context, moving=meant.id)
        return (take if said.sure and not twice else proceed)(wanted, details, state, context)
    if isinstance(wanted, Task) and wanted.about:
        details = wanted.about(Details(), meant)
        if wanted is TASKS["reschedule"]:  # words may say where to
            details = wanted.hear(details, said.meaning, state, context)
        return proceed(wanted, details, state, context)
    if task and task.about:
        return proceed(task, task.about(state.details, meant), state, context)
    return about_appointment(meant, state)
