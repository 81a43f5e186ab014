"""The slot "appointment": which of a person's appointments is meant."""

from __future__ import annotations

import re

from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.flow import Question, Slot
from bot.core.messages import Reply
from bot.core.phrases import appointment_choice, text
from bot.core.state import Details
from nlu.core.meaning import DayRange, Meaning, Person

LISTED = 5
_OLD = ("when.old", "doctor.old")
_MINE = re.compile(
    r"\b(?:my|our|his|her|their|\w+['’]s) (?:\w+ ){0,2}(?:appointment|appt|booking|slot)\b", re.IGNORECASE
)
_TOWARDS = re.compile(r"\b(?:to|until|till|into)\s*$", re.IGNORECASE)


def which(meaning: Meaning, context: Context) -> list[AppointmentFacts]:
    """The appointments that fit what the message says of the one it speaks of; all of them where it says nothing."""
    fitting = list(context.appointments)
    for fits in (_by_patient, _by_doctor, _by_day, _by_time):
        fitting = fits(meaning, fitting) or fitting
    return fitting


def _by_patient(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    words = {word.removesuffix("s") for word in re.findall(r"\w+", meaning.text.casefold().replace("'s", ""))}
    named = [one for one in appointments if one.patient.name.casefold().partition(" ")[0].removesuffix("s") in words]
    return named or [one for one in appointments if any(is_for(person, one) for person in meaning.people)]


def is_for(person: Person, appointment: AppointmentFacts) -> bool:
    """Whether an appointment is somebody's, as far as they were named."""
    name = appointment.patient.name.casefold()
    if person.name:
        return person.name.casefold() in (name, name.partition(" ")[0])
    return person.relation == appointment.patient.relation


def _by_doctor(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    named = meaning.from_doctors or meaning.doctors
    return [one for one in appointments if one.doctor.name in named or one.doctor.specialty in meaning.specialties]


def _by_day(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    days = spoken_of(meaning)
    return [one for one in appointments if any(one.start.date() in day for day in days)]


def _by_time(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    if old := meaning.when.from_times:
        return [one for one in appointments if any(one.start.time() in times for times in old)]
    return [one for one in appointments if meaning.when.time and one.start.time() == meaning.when.time]


def spoken_of(meaning: Meaning) -> tuple[DayRange, ...]:
    """The days that say which appointment is meant, not where it should go: Monday in "my Monday one to Friday"."""
    when = meaning.when
    if when.from_days or not when.spans:
        return when.from_days
    aimed_at = _TOWARDS.search(meaning.text[: when.spans[0][0]])
    return () if aimed_at else when.days


def speaks_of_ones_own(meaning: Meaning) -> bool:
    """Whether an appointment is spoken of that somebody takes themselves to have."""
    when = meaning.when
    named = when.from_days or when.from_times or meaning.from_doctors
    return bool(
        named or any(span.role in _OLD for act in meaning.acts for span in act.spans) or _MINE.search(meaning.text)
    )


def _ask_which(details: Details, context: Context) -> Question:
    choices = tuple(appointment_choice(one) for one in context.appointments[:LISTED])
    return Question(Reply(parts=(text("appointment.which"),), expects="appointment", choices=choices), details)


def _only_one(details: Details, context: Context) -> Details:
    if details.appointment is None and len(context.appointments) == 1:
        return details.model_copy(update={"appointment": context.appointments[0].id})
    return details


def of_context(context: Context, appointment: int | None) -> AppointmentFacts | None:
    """The appointment by id, if it still stands."""
    return next((one for one in context.appointments if one.id == appointment), None)


def not_changed(details: Details, why: Refusal, context: Context) -> Question | None:
    """Where it is the appointment itself that cannot be changed any more: why; None where it is the new time."""
    match why:
        case "gone":
            return Question(Reply(parts=(text("appointment.gone"),)), details)
        case "too_late":
            return Question(Reply(parts=(text("too_late.by_now", phone=context.clinic.phone),)), details)
    return None


WHICH = Slot(
    name="appointment",
    missing=lambda details, context: details.appointment is None,
    ask=_ask_which,
    clear=lambda details: details.model_copy(update={"appointment": None, "chosen": None}),
    fill=_only_one,
)
