"""The slot "appointment": which of a person's appointments is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.flow import Question, Slot
from bot.core.messages import Reply
from bot.core.phrases import appointment_choice, text
from bot.core.state import Details
from nlu.core.meaning import DayRange, Meaning, Person
from nlu.languages.speaking import grammar

LISTED = 5
_OLD = ("when.old", "doctor.old")


def which(meaning: Meaning, context: Context) -> list[AppointmentFacts]:
    """The appointments that fit what the message says of the one it speaks of; all of them where it says nothing."""
    fitting = list(context.appointments)
    for fits in (_by_patient, _by_doctor, _by_day, _by_time):
        fitting = fits(meaning, fitting) or fitting
    return fitting


def told_somehow(meaning: Meaning, context: Context) -> list[AppointmentFacts]:
    """Those that anything in the message tells of: one by its day, another by its person."""
    every = list(context.appointments)
    told = [one for fits in (_by_patient, _by_doctor, _by_day, _by_time) for one in fits(meaning, every)]
    days = [one for one in every if any(one.start.date() in day for day in meaning.when.days)]
    return [one for one in every if one in told or one in days]


def are_all_meant(meaning: Meaning, fitting: Sequence[AppointmentFacts]) -> bool:
    """Whether not one but all of those that fit are meant: "both", "mine and Isla's", "Thursday's and Friday's"."""
    many = len(fitting)
    named = many <= meaning.side_by_side or any(
        person.called in grammar().relations.several for person in meaning.people
    )
    return many > 1 and (named or grammar().choices.says_all(meaning.own_words, many))


def left_open(details: Details, fitting: Sequence[AppointmentFacts], context: Context) -> Details:
    """The details with those between which the message leaves it open, where it tells of some at least."""
    told = 1 < len(fitting) < len(context.appointments)
    return details.model_copy(update={"between": tuple(one.id for one in fitting)}) if told else details


def told_of(meaning: Meaning, context: Context) -> AppointmentFacts | None:
    """The one appointment that a message tells of by its day, hour or doctor, and nothing else in it is understood."""
    when = meaning.when
    if meaning.intent not in ("inform", "out_of_scope") or when.says_something or meaning.doctors:
        return None
    fitting = which(meaning, context)
    for fits in (_by_doctor, _by_day, _by_time):
        if len(fitting) == 1 and fits(meaning, fitting):
            return fitting[0]
    return None


def kept_too(meaning: Meaning, context: Context) -> list[AppointmentFacts]:
    """The appointments that further wishes of a message say shall stay: mine, of "cancel Leo's but keep mine"."""
    kept: list[AppointmentFacts] = []
    further = meaning.then
    while further is not None:
        fitting = which(further, context) if further.intent == "confirm_appointment" else []
        if len(fitting) < len(context.appointments):
            kept += fitting
        further = further.then
    return kept


def _by_patient(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    """Theirs who are named. Of "his and mine" it is not known whose "his" is: then nobody's is left out."""
    if meaning.side_by_side > max(map(len, (meaning.people, meaning.when.from_days, meaning.from_doctors))):
        return appointments
    words, plain = grammar().contact.names_in(meaning.own_words), grammar().contact.plain_name
    told = [one for one in appointments if plain(one.patient.name.casefold().partition(" ")[0]) in words]
    named = [one for one in appointments if any(is_for(person, one) for person in meaning.people)]
    both = [one for one in appointments if one in told or one in named]
    return both if meaning.side_by_side else told or named


def is_for(person: Person, appointment: AppointmentFacts) -> bool:
    """Whether an appointment is somebody's, as far as they were named."""
    name = appointment.patient.name.casefold()
    if person.name:
        return person.name.casefold() in (name, name.partition(" ")[0])
    return person.relation == appointment.patient.relation


def _by_doctor(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    named, fields = meaning.from_doctors, meaning.from_fields
    if not (named or fields):
        named, fields = meaning.doctors, meaning.specialties
    return [one for one in appointments if one.doctor.name in named or one.doctor.specialty in fields]


def _by_day(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    days, told = spoken_of(meaning), meaning.when.from_days
    exact = [one for one in appointments if any(one.start.date() in day for day in days)]
    return exact or [one for one in appointments if any(day.may_be(one.start.date()) for day in told)]


def _by_time(meaning: Meaning, appointments: list[AppointmentFacts]) -> list[AppointmentFacts]:
    if old := meaning.when.from_times:
        return [one for one in appointments if any(one.start.time() in times for times in old)]
    return [one for one in appointments if meaning.when.time and one.start.time() == meaning.when.time]


def spoken_of(meaning: Meaning) -> tuple[DayRange, ...]:
    """The days that say which appointment is meant, not where it should go: Monday in "my Monday one to Friday"."""
    when = meaning.when
    if when.from_days or not when.spans:
        return when.from_days
    return () if _aimed_at(meaning) else when.days


def _aimed_at(meaning: Meaning) -> bool:
    """Whether the first day is said as where it should go."""
    spans = meaning.when.spans
    return bool(spans and grammar().contact.towards.search(meaning.own_words[: spans[0][0]]))


def stated(meaning: Meaning, context: Context) -> AppointmentFacts | None:
    """The one appointment that somebody only says they have: "I'm down to see Dr Lee on Tuesday"."""
    if meaning.then or not grammar().wanting.says_to_have(meaning.own_words):
        return None
    told = as_told(meaning, context)
    when = told.when
    if not (when.from_days or when.from_times or told.from_doctors or told.from_fields):
        return None
    bare = replace(told, doctors=(), specialties=(), when=replace(when, days=(), times=()))
    fitting = which(bare, context)
    own = [one for one in fitting if all(fits(bare, [one]) for fits in _told_by(bare))]
    return own[0] if len(own) == 1 else None


def _told_by(meaning: Meaning) -> list[Callable[[Meaning, list[AppointmentFacts]], list[AppointmentFacts]]]:
    """By what the message tells which appointment it is."""
    said = (
        (_by_doctor, meaning.from_doctors or meaning.from_fields),
        (_by_day, meaning.when.from_days),
        (_by_time, meaning.when.from_times),
    )
    return [fits for fits, told in said if told]


def as_told(meaning: Meaning, context: Context) -> Meaning:
    """The message with its days, times and doctors as those of an appointment in the book, where one has them: for an
    answer to which of them is meant, or what calls one off."""
    when, own = meaning.when, context.appointments
    days = tuple(
        day for day in when.days if not _aimed_at(meaning) and any(day.may_be(one.start.date()) for one in own)
    )
    times = tuple(each for each in when.times if any(each.start == each.end == one.start.time() for one in own))
    doctors = tuple(name for name in meaning.doctors if any(name == one.doctor.name for one in own))
    when = replace(
        when,
        days=tuple(day for day in when.days if day not in days),
        times=tuple(each for each in when.times if each not in times),
        from_days=when.from_days or days,
        from_times=when.from_times or times,
    )
    return replace(meaning, when=when, from_doctors=meaning.from_doctors or doctors)


def told_again(meaning: Meaning, known: int | None, context: Context) -> AppointmentFacts | None:
    """The appointment that a message corrects which one is meant to: "not that one, Wednesday's", "the other one"."""
    others = [one for one in context.appointments if one.id != known]
    if known is None or not others:
        return None
    if len(others) == 1 and grammar().choices.says_the_other(meaning.own_words):
        return others[0]
    when = meaning.when
    if not (when.from_days or when.from_times or meaning.from_doctors or meaning.from_fields or meaning.people):
        return None
    bare = replace(meaning, doctors=(), specialties=(), when=replace(when, days=(), times=()))
    fitting = which(bare, context)
    return fitting[0] if len(fitting) == 1 and fitting[0] in others else None


def speaks_of_ones_own(meaning: Meaning) -> bool:
    """Whether an appointment is spoken of that somebody takes themselves to have."""
    when = meaning.when
    named = when.from_days or when.from_times or meaning.from_doctors
    return bool(
        named
        or any(span.role in _OLD for act in meaning.acts for span in act.spans)
        or grammar().contact.mine.search(meaning.own_words)
    )


def _ask_which(details: Details, context: Context) -> Question:
    """Of all, or of those that what was said leaves open."""
    open_still = [one for one in context.appointments if one.id in details.between] or context.appointments
    choices = tuple(appointment_choice(one) for one in open_still[:LISTED])
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
