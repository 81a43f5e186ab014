"""What a question is about: an appointment in the book, what is being arranged, or a doctor and a kind of visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.context import AppointmentFacts, Context, DoctorFacts, VisitTypeFacts
from bot.core.phrases import doctor_of
from bot.core.state import State
from bot.flows.candidates import usual_kind, visit_type
from bot.flows.which import of_context, which
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

BOOK = "book"
"""In `Spoken.asked`: the book was asked about."""


@dataclass(frozen=True)
class Subject:
    """As much of it as is known. `offered` are the times on the table while none of them is settled."""

    kind: VisitTypeFacts
    doctor: DoctorFacts | None = None
    start: datetime | None = None
    appointment: AppointmentFacts | None = None
    offered: tuple[datetime, ...] = ()

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return timedelta(minutes=self.kind.minutes)


def subject_of(meaning: Meaning, state: State, context: Context) -> Subject:
    """What is asked about: the kind of visit that is named, else what is on the table, else what is in the book."""
    kind = next((one for one in context.visit_types if one.name in meaning.visit_types), None)
    booked = booked_one(meaning, state, context) if state.flow is None else None
    if booked is not None and kind in (None, booked.visit_type):
        return Subject(booked.visit_type, booked.doctor, booked.start, booked)
    details = state.details
    doctor = doctor_meant(meaning, state, context)
    kind = kind or _kind(visit_type(details, context) if details.doctors or details.visit_type else None, context)
    if kind is None:
        kind = _kind(usual_kind([doctor.id] if doctor else [], context), context) or context.visit_types[0]
    offered = tuple(choice.start.astimezone(context.now.tzinfo) for choice in state.choices if choice.start)
    start = details.chosen.start.astimezone(context.now.tzinfo) if details.chosen else _of_line(meaning, offered)
    if details.chosen:
        doctor = doctor_of(context, details.chosen.doctor)
    return Subject(kind, doctor, start, None, () if start else offered)


def booked_one(meaning: Meaning, state: State, context: Context) -> AppointmentFacts | None:
    """The appointment that is asked about: the one that fits what is said, else the one made last, else the only one
    or the next."""
    fitting = which(meaning, context)
    last = of_context(context, state.last.appointment) if state.last else None
    if last is not None and last in fitting:
        return last
    return fitting[0] if fitting else None


def doctor_meant(meaning: Meaning, state: State, context: Context) -> DoctorFacts | None:
    """The doctor who is named; else whom "she" can only be: who was spoken of, who is being arranged with, who was
    booked last."""
    named = [one for one in context.doctors if one.name in (*meaning.doctors, *meaning.from_doctors)]
    if named:
        return named[0]
    known = [*state.spoken.doctors[:1]] if state.spoken and grammar().asking.speaks_of_one(said_of(meaning)) else []
    known += [state.details.chosen.doctor] if state.details.chosen else state.details.doctors[:1]
    known += [state.last.doctor] if state.last else []
    return next((one for doctor in known for one in context.doctors if one.id == doctor), None)


def _of_line(meaning: Meaning, offered: tuple[datetime, ...]) -> datetime | None:
    """The time on offer that is spoken of: "the last one", "the 10:20"."""
    said = next((one.start for one in meaning.when.from_times if one.start == one.end), None)
    clock, number = meaning.when.time or said, meaning.choice
    if clock is not None:
        return next((start for start in offered if start.time() == clock), None)
    if number == -1:
        return offered[-1] if offered else None
    return offered[number - 1] if number and number <= len(offered) else None


def _kind(number: int | None, context: Context) -> VisitTypeFacts | None:
    return next((one for one in context.visit_types if one.id == number), None)


def _only_goes_on(meaning: Meaning) -> bool:
    """ "And on the 11th?": a question that asks for nothing of its own."""
    asks = bool(meaning.acts) and all(act.kind.startswith("ask") for act in meaning.acts)
    return asks and grammar().asking.goes_on(meaning.text) and meaning.then is None


def said_of(meaning: Meaning) -> str:
    """The words of a question: its own, where a message holds more than that."""
    return meaning.own_words


def of_whom(meaning: Meaning, state: State, context: Context) -> Meaning:
    """ "Can I see her then", "one of them": where doctors were just told of, nobody else can be meant."""
    if state.spoken and BOOK in state.spoken.asked and state.flow is None and _only_goes_on(meaning):
        return replace(meaning, intent="list_appointments")
    named = meaning.doctors or meaning.not_doctors or meaning.people or meaning.specialties or meaning.any_doctor
    if state.spoken is None or named or not meaning.text:
        return meaning
    one, several = (
        len(state.spoken.doctors) == 1 and grammar().asking.speaks_of_one(meaning.text),
        grammar().asking.speaks_of_several(meaning.text),
    )
    if not (one or several):
        return meaning
    doctors = tuple(one.name for one in context.doctors if one.id in state.spoken.doctors)
    return replace(meaning, doctors=doctors, any_doctor=len(doctors) > 1) if doctors else meaning
