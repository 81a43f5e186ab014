"""Questions about the clinic: where it is, when it is open, what a visit takes, who works there and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import get_args

from bot.core.context import Context, DoctorFacts
from bot.core.flow import Answer, Answered
from bot.core.messages import Clock, Day, Join, Reply, Text
from bot.core.phrases import appointment_of, text
from bot.core.state import Spoken, State
from bot.flows.coming import COMING_TOPICS, about_coming
from bot.flows.doctor_profile import doctor_line, people_meant
from bot.flows.how_long import how_long
from bot.flows.of_people import Told, asked_about, each_asked_about, of_all, of_one
from bot.flows.subject import said_of, subject_of
from bot.flows.week import usual_week
from nlu.care.spelling import is_word
from nlu.core.meaning import Meaning
from nlu.core.words import split
from nlu.languages.readings import Aspect
from nlu.languages.speaking import grammar

DOCTORS_LISTED = 5
_TELLING = 4  # letters

_NAMED = ("parking", "email", "insurance", "prices", "access", "languages", "bring", "ages")
"""What can be named where the clinic tells nothing of it."""


def _info(meaning: Meaning, state: State, context: Context) -> Answered:
    """The clinic's own words where it has some; what we know by ourselves otherwise; else where to ask."""
    doctor, several = asked_about(meaning, state, context), each_asked_about(meaning, context)
    each = (answers(replace(meaning, doctors=(one.name,)), one, state, context) for one in several)
    parts = [part for told in each for part in told] or answers(meaning, doctor, state, context)
    unique = _known_first([one for place, one in enumerate(parts) if one not in parts[:place]])
    asked = grammar().asking.topics(said_of(meaning))
    theirs = _where_they_go(context) if "address" in asked or "directions" in asked else ()
    nothing = text("info.unknown", phone=context.clinic.phone) if meaning.text else _everything(context)
    doctor = None if several else doctor
    doctors = (doctor.id,) if doctor else tuple(one.id for one in people_meant(meaning, context))
    spoken = Spoken(doctors=doctors, day=meaning.when.date, asked=_asked(meaning, state))
    return Answered(Reply(parts=(*(unique or [nothing]), *theirs)), spoken=spoken)


def _known_first(parts: list[Text]) -> list[Text]:
    """What is known before what is not, which is said once."""
    unknown = [one for one in parts if one.key.startswith("info.unknown")]
    return [*(one for one in parts if one not in unknown), *unknown]


def _asked(meaning: Meaning, state: State) -> tuple[Aspect, ...]:
    """What is asked for; "and a check-up?" asks what was asked before."""
    named = grammar().asking.aspects(said_of(meaning))
    goes_on = (
        not (named or grammar().asking.topics(said_of(meaning)))
        and (meaning.visit_types or meaning.doctors)
        and state.spoken
    )
    return tuple(one for one in get_args(Aspect) if one in state.spoken.asked) if goes_on and state.spoken else named


def answers(meaning: Meaning, doctor: DoctorFacts | None, state: State, context: Context) -> list[Text]:
    """All that is asked in a message, answered in turn."""
    asked, named = frozenset(_asked(meaning, state)), _topics(meaning, context)
    visit = asked if "days" not in asked else frozenset()  # "when does she finish" asks for her hours
    timed = how_long(meaning, subject_of(meaning, state, context), visit, context)
    if doctor is None:
        told, named = of_all(meaning, named, context)
        there = _who_is_in(meaning, asked, context)
        opened, named = ([], named) if there else _open_on(meaning, named, context)
        parts = [*timed, *told, *there, *opened]
    else:
        told, named = of_one(doctor, meaning, asked, named, state, context) if not timed else ([], named)
        parts = [*timed, *told]
    if named == ("doctors",) and (not_here := _not_here(meaning, context)):  # "do you offer massages"
        return [*parts, *not_here]
    parts += [one for topic in named for one in _about(topic, meaning, state, context)]
    if not parts and meaning.visit_types:
        parts = [doctors_said(context, meaning.visit_types)]
    return parts or _not_here(meaning, context) or _no_more(doctor, context)


def _topics(meaning: Meaning, context: Context) -> tuple[str, ...]:
    """What is asked about; also by a name that only the clinic's own words on it hold: an insurer, a bus."""
    named = grammar().asking.topics(said_of(meaning))
    rare = {word.text for word in split(said_of(meaning)) if len(word.text) >= _TELLING and not is_word(word.text)}
    told = {topic: {word.text for word in split(words)} for topic, words in context.clinic.info.items()}
    names = {word.text for one in context.doctors for word in split(one.name)}
    return (*named, *(topic for topic, words in told.items() if topic not in named and rare & words - names))


def _no_more(doctor: DoctorFacts | None, context: Context) -> list[Text]:
    """Of a doctor of whom something else is asked: who that is, and who knows more."""
    return [doctor_line(doctor, context)] if doctor else []


def _who_is_in(meaning: Meaning, asked: Collection[str], context: Context) -> list[Text]:
    """Which doctors are in on the day that is asked about."""
    day = meaning.when.date
    if day is None or "whoever" not in asked:
        return []
    names = tuple(one.name for one in context.doctors if context.there(one.id, day, 1))
    on = Day(day=day)
    return [
        text("there.who", day=on, doctors=Join(items=names, word="and")) if names else text("info.not_then", day=on)
    ]


def _open_on(meaning: Meaning, named: tuple[str, ...], context: Context) -> Told:
    """When the clinic is open on the day that is asked about."""
    day = meaning.when.date
    if day is None or (named and "hours" not in named) or set(named) - {"hours", "doctors"}:
        return [], named
    hours = context.open_hours(day, 1)
    if not hours:
        return [text("info.not_then", day=Day(day=day))], ()
    opens, closes = Clock(time=hours[0].opens), Clock(time=hours[0].closes)
    return [text("info.then", day=Day(day=day), opens=opens, closes=closes)], ()


def _about(topic: str, meaning: Meaning, state: State, context: Context) -> tuple[Text, ...]:
    clinic = context.clinic
    if topic in ("address", "directions"):
        return (_where(context),)
    if topic in clinic.info:
        return (text("info.own", words=clinic.info[topic]), *_not_in_it(topic, meaning, context))
    if topic in COMING_TOPICS:
        return (about_coming(topic, subject_of(meaning, state, context), context),)
    match topic:
        case "phone":
            return (text("info.phone", phone=clinic.phone),)
        case "hours":
            return (text("info.hours", days=usual_week(context)),)
        case "doctors":
            return (doctors_said(context),)
    if topic in _NAMED:
        return (text("info.unknown_of", topic=text(f"topic.{topic}"), phone=clinic.phone),)
    return (text("info.unknown", phone=clinic.phone),)


def _not_in_it(topic: str, meaning: Meaning, context: Context) -> tuple[Text, ...]:
    """What was asked about by name, and the clinic's words say nothing of: the price of a kind of visit."""
    words = context.clinic.info[topic].casefold()
    kinds = [*meaning.visit_types, *([meaning.strange_visit] if meaning.strange_visit else [])]
    missing = [kind for kind in kinds if kind.casefold() not in words] if topic == "prices" else []
    return tuple(text("info.not_in_it", kind=kind, phone=context.clinic.phone) for kind in missing)


def _not_here(meaning: Meaning, context: Context) -> list[Text]:
    """A field that nobody works in, or a kind of visit that the clinic does not name: said once, with what there is."""
    if meaning.strange_specialty:
        unknown = text("specialty.unknown", specialty=meaning.strange_specialty, clinic=context.clinic.name)
        return [unknown, doctors_said(context)]
    if meaning.strange_visit:
        kinds = Join(items=tuple(kind.name for kind in context.visit_types), word="and")
        phone = context.clinic.phone
        return [text("info.no_such_kind", kind=meaning.strange_visit, kinds=kinds, phone=phone)]
    return []


def _where(context: Context) -> Text:
    """The address and how to get there; a clinic that says the address in its directions need not say it twice."""
    address, directions = context.clinic.address, context.clinic.info.get("directions", "")
    if address in directions:
        return text("info.own", words=directions)
    return (
        text("info.address_and", address=address, directions=directions)
        if directions
        else text("info.address", address=address)
    )


def _where_they_go(context: Context) -> tuple[Text, ...]:
    """Where the next appointment is, of somebody who asks the way and has one in a room or a house of its own."""
    one = next(iter(context.appointments), None)
    return (text("place.yours", appointment=appointment_of(one), place=one.place),) if one and one.place else ()


def _everything(context: Context) -> Text:
    return text("info.all", clinic=context.clinic.name, address=context.clinic.address, phone=context.clinic.phone)


def doctors_said(context: Context, kinds: Collection[str] = ()) -> Text:
    """Who works here, at most five, or which specialties where there are more; of `kinds` of visit, who does them."""
    wanted = [kind.id for kind in context.visit_types if kind.name in kinds]
    able = [one for one in context.doctors if all(one.does(kind) for kind in wanted)]
    if wanted and able:
        names = Join(items=tuple(one.name for one in able), word="and")
        said = text("info.all_doctors") if len(able) == len(context.doctors) else names
        return text("info.who_does_it", kind=Join(items=tuple(kinds), word="and"), doctors=said)
    if len(context.doctors) <= DOCTORS_LISTED + 1:
        lines = tuple(text("info.doctor_line", doctor=one.name, specialty=one.specialty) for one in context.doctors)
        return text("info.doctors", doctors=Join(items=lines, word="lines"))
    kinds = tuple(dict.fromkeys(one.specialty for one in context.doctors))
    return text("info.specialties", specialties=Join(items=kinds[:8], word="and"), count=len(context.doctors))


def _doctors(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(doctors_said(context, meaning.visit_types),)))


DOCTORS = Answer(name="doctors", intents=frozenset(), reply=_doctors)
"""Who works here; said where somebody looks for a doctor without saying for which."""

INFO = Answer(name="info", intents=frozenset({"clinic_info"}), reply=_info)
