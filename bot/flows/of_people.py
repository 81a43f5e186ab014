"""What is asked of the clinic's people: of one doctor, by name or as "she", or of whoever is what was asked for."""

from __future__ import annotations

from dataclasses import replace

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Moment, Text
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.candidates import usual_kind
from bot.flows.doctor_days import when_there
from bot.flows.doctor_profile import of_anybody, of_doctor, people_meant
from bot.flows.fill_slots import namesakes
from bot.flows.subject import doctor_meant, said_of
from bot.flows.week import usual_week
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_OF_DAYS = frozenset({"back", "days", "away", "there"})
_OF_A_DOCTOR = ("doctors", "languages", "ages", "hours")
"""Topics that are the doctor's, where one is named."""

_OF_EVERYBODY = ("doctors", "languages", "ages")

Told = tuple[list[Text], tuple[str, ...]]
"""What is answered, and the topics that are left to answer."""


def asked_about(meaning: Meaning, state: State, context: Context) -> DoctorFacts | None:
    """The doctor who is asked about, by name or as "she"."""
    if not meaning.doctors and not grammar().asking.speaks_of_one(said_of(meaning)):
        return None
    only = people_meant(meaning, context) if not meaning.doctors else []
    return only[0] if len(only) == 1 else doctor_meant(meaning, state, context)


def each_asked_about(meaning: Meaning, context: Context) -> list[DoctorFacts]:
    """The doctors, where several are asked about by name."""
    named = [one for one in context.doctors if one.name in meaning.doctors]
    return named if len(named) > 1 and not namesakes([one.id for one in named], context) else []


def of_one(
    doctor: DoctorFacts,
    meaning: Meaning,
    asked: frozenset[str],
    named: tuple[str, ...],
    state: State,
    context: Context,
) -> Told:
    """What is asked of one doctor: the person, and the days."""
    ours = grammar().asking.asks_what_we_speak(said_of(meaning)) and "languages" in named
    own = replace(meaning, languages=()) if ours else meaning
    parts = [*of_doctor(doctor, own, (*asked, *(one for one in named if not ours or one != "languages")), context)]
    if "free" in asked:
        parts.append(_first_free(doctor, context))
        asked -= {"time", "day"}
    plainly = asked & _OF_DAYS or meaning.when.days
    others = set(named) - set(_OF_A_DOCTOR)
    in_passing = not (parts or others) and (asked & {"time", "day"} or "hours" in named)
    if plainly or in_passing:

        def week() -> Text:
            return text("info.doctor_days", who=doctor.name, days=usual_week(context, doctor.id))

        parts += when_there(doctor, meaning, asked, state, context, week)
    return parts, tuple(topic for topic in named if topic not in _OF_A_DOCTOR or (ours and topic == "languages"))


def _first_free(doctor: DoctorFacts, context: Context) -> Text:
    """When the doctor could first see somebody, for the usual visit."""
    kind = usual_kind([doctor.id], context)
    free = next(iter(context.free_times((doctor.id,), kind, context.now, context.horizon())), None)
    if free is None:
        return text("info.none_free", doctor=doctor.name, phone=context.clinic.phone)
    return text("info.first_free", doctor=doctor.name, start=Moment(at=free.start))


def of_all(meaning: Meaning, named: tuple[str, ...], context: Context) -> Told:
    """Who is a woman, speaks a language, or sees children."""
    if not (meaning.genders or meaning.languages or "ages" in named):
        return [], named
    parts = [*of_anybody(meaning, context)]
    ours = context.clinic.info.get("languages")
    if parts[0].key == "info.unknown" and ours and meaning.languages:
        parts = [text("info.own", words=ours)]
    return parts, tuple(topic for topic in named if topic not in _OF_EVERYBODY)
