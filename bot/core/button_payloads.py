"""What a tapped button, or the number of a line, stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.context import Context
from bot.core.messages import Choice
from bot.core.outreach_answers import Answering, tapped_answer, written_answer
from bot.core.state import ChosenTime, State
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When
from nlu.languages.speaking import grammar

_FLOW_INTENTS = {
    "book": "book_appointment",
    "reschedule": "reschedule_appointment",
    "cancel": "cancel_appointment",
    "appointments": "list_appointments",
    "info": "clinic_info",
    "person": "human_handoff",
    "help": "help",
}

_ABOUT_ONE = {"move": "reschedule_appointment", "cancel": "cancel_appointment", "appointment": "inform"}


ASKING = frozenset({"ask_table", "clinic_info", "list_appointments"})
"""Intents that only ask: "the last one" in them is spoken of, not taken."""


@dataclass(frozen=True)
class Heard:
    """A message as the engine takes it: its meaning, and what only a tap can say."""

    meaning: Meaning
    appointment: int | None = None  # this appointment is meant
    stamp: str | None = None  # this very proposal is agreed to
    reminders: bool = True
    change: str | None = None  # this slot is to be changed; "" asks which
    chosen: ChosenTime | None = None  # this time is taken for the appointment: the tap is the yes
    about: tuple[int, ...] = ()  # it answers what was sent unasked about these appointments
    anew: bool = False  # what was just called off shall be booked once more
    instead: int | None = None  # what is proposed takes the place of this appointment
    sure: bool = True  # False: a number, where two lists were before its writer


def heard(meaning: Meaning, state: State, context: Context) -> Heard:
    """A written message; a number in it may be one of the choices just offered."""
    if value := _by_number(meaning, state, context) or _by_clock(meaning, state, context):
        chosen = tapped(value, state, context)
        return replace(chosen, meaning=_with_the_rest(chosen.meaning, meaning), sure=not state.beside)
    answer = written_answer(meaning, state)
    if isinstance(answer, Answering):
        return Heard(answer.meaning, about=answer.about)
    if answer is None:
        return Heard(meaning)
    chosen = tapped(answer, state, context)
    return replace(chosen, meaning=replace(chosen.meaning, then=meaning.then))


def _with_the_rest(chosen: Meaning, said: Meaning) -> Meaning:
    """A line that was taken, with what was said beside it: for whom, what for, and what else is wished."""
    if said.additional and said.people:  # "the first, and one for my son"
        another = replace(said, intent="book_appointment", choice=None, when=When(), doctors=())
        return replace(chosen, then=said.then or another)
    return replace(
        chosen,
        people=chosen.people or said.people,
        signed=said.signed,
        visit_types=chosen.visit_types or said.visit_types,
        reason=said.reason,
        age=said.age,
        then=said.then,
    )


def _by_number(meaning: Meaning, state: State, context: Context) -> str | None:
    """The choice a number stands for. On buttons "3" may be three o'clock: a time that was offered wins there."""
    number = None if meaning.intent in ASKING else meaning.choice
    if number is None or not state.choices or _is_day_offered(meaning, state, context):
        return None
    if state.asked == "confirmation" and meaning.text and not grammar().contact.line.fullmatch(meaning.text):
        return _of_the_list_before(number, meaning, state)
    if not context.numbered and (clock := meaning.when.time):
        for choice in state.choices:
            if choice.start and choice.start.astimezone(context.now.tzinfo).time() == clock:
                return choice.value
    times = [place for place, choice in enumerate(state.choices, start=1) if choice.start]
    position = (times or [len(state.choices)])[-1] if number == -1 else number
    meant = state.choices[position - 1] if 1 <= position <= len(state.choices) else None
    return meant.value if meant and not _is_of_another_day(meant, meaning, context) else None


def _of_the_list_before(number: int, meaning: Meaning, state: State) -> str | None:
    """ "No, the second one", said to the proposal of a time that was chosen from a list."""
    offered = state.details.offered
    if meaning.when.says_something or not -1 <= number <= len(offered) or not offered:
        return None
    meant = offered[number if number < 0 else number - 1]
    return f"slot:{meant.doctor}:{int(meant.start.timestamp())}"


def _is_of_another_day(choice: Choice, meaning: Meaning, context: Context) -> bool:
    """Whether another day is named beside the line: "like the first one, but on Wednesday"."""
    named = None if grammar().contact.ordinal.search(meaning.text) else meaning.when.date
    return bool(named and choice.start and choice.start.astimezone(context.now.tzinfo).date() != named)


def _is_day_offered(meaning: Meaning, state: State, context: Context) -> bool:
    """Whether "the 4th" is a day of those on offer, not the fourth of them."""
    days = {choice.start.astimezone(context.now.tzinfo).date() for choice in state.choices if choice.start}
    return meaning.when.date in days and bool(grammar().contact.ordinal.search(meaning.text))


def _by_clock(meaning: Meaning, state: State, context: Context) -> str | None:
    """The one time on offer that is at the hour named, where nothing but the hour is."""
    clock, says_more = meaning.when.time, meaning.when.days or meaning.doctors or meaning.people
    if state.asked != "slot" or clock is None or says_more or meaning.intent not in ("inform", "book_appointment"):
        return None
    at = [one for one in state.choices if one.start and one.start.astimezone(context.now.tzinfo).time() == clock]
    return at[0].value if len(at) == 1 else None


def tapped(value: str, state: State, context: Context) -> Heard:
    """A choice by its value. One we never made, or whose doctor or appointment is gone, is not understood."""
    kind, _, rest = value.partition(":")
    match kind:
        case "flow" if rest in _FLOW_INTENTS:
            return Heard(_meaning(_FLOW_INTENTS[rest]))
        case "yes" | "quiet":
            return Heard(_meaning("affirm"), stamp=rest, reminders=kind == "yes")
        case "instead" if rest.isdigit():
            return Heard(_meaning("inform"), instead=int(rest))
        case "change":
            return Heard(_meaning("deny"), change=rest)
        case "keep" | "more":
            return Heard(_meaning("stop" if kind == "keep" else "request_alternatives"))
        case "move" | "cancel" | "appointment" if rest.isdigit():
            return Heard(_meaning(_ABOUT_ONE[kind]), appointment=int(rest))
        case "moveto" if (moved := _moved_to(rest, context)) is not None:
            return moved
    if answering := tapped_answer(kind, rest):
        return Heard(answering.meaning, about=answering.about)
    try:
        details = _details(kind, rest, context)
    except (ValueError, OverflowError, OSError):  # no day or moment: not a value we ever made
        details = None
    return Heard(details or _meaning("out_of_scope"))


def _moved_to(rest: str, context: Context) -> Heard | None:
    """A time the clinic offered in place of an appointment that its doctor cannot keep."""
    if not re.fullmatch(r"\d+:\d+:\d{1,11}", rest):
        return None
    appointment, doctor, seconds = map(int, rest.split(":"))
    start = _offered(seconds, context)
    if start is None:
        return None
    known = any(one.id == doctor for one in context.doctors)
    chosen = ChosenTime(doctor=doctor, start=start) if known else None
    return Heard(_meaning("reschedule_appointment"), appointment=appointment, chosen=chosen)


def _offered(seconds: int, context: Context) -> datetime | None:
    """The moment a button stands for; None for one we never made: ours begin with a minute, as bookings do."""
    start = datetime.fromtimestamp(seconds, context.clinic.timezone)
    return None if start.second else start


def _details(kind: str, rest: str, context: Context) -> Meaning | None:
    """A tap that says a detail: a doctor, a day, a time, a person."""
    match kind:
        case "doctor" if rest == "any":
            return _meaning("inform", any_doctor=True)
        case "doctor":
            names = tuple(one.name for one in context.doctors if str(one.id) == rest)
            return _meaning("inform", doctors=names) if names else None
        case "kind":
            kinds = tuple(one.name for one in context.visit_types if str(one.id) == rest)
            return _meaning("inform", visit_types=kinds) if kinds else None
        case "patient" if rest == "me":
            return _meaning("inform", people=(Person(relation="self"),))
        case "patient":
            people = tuple(
                Person(name=one.name, relation=None if one.relation == "unknown" else one.relation)
                for one in context.patients
                if str(one.id) == rest
            )
            return _meaning("inform", people=people) if people else None
        case "asap":
            return _meaning("inform", when=When(asap=True))
        case "day":
            day = date.fromisoformat(rest)
            return _meaning("inform", when=When(days=(DayRange(day, day),)))
        case "slot":
            return _slot(rest, context)
    return None


def _slot(rest: str, context: Context) -> Meaning | None:
    doctor, _, seconds = rest.partition(":")
    names = tuple(one.name for one in context.doctors if str(one.id) == doctor)  # of one who has left, the time counts
    start = _offered(int(seconds), context)
    if start is None:
        return None
    when = When(days=(DayRange(start.date(), start.date()),), times=(TimeRange(start.time(), start.time()),))
    return _meaning("inform", doctors=names, when=when)


def _meaning(intent: str, **said: object) -> Meaning:
    return Meaning(text="", intent=intent, **said)  # type: ignore[arg-type]
