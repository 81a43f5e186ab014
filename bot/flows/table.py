"""Questions about what was said, offered or proposed: answered from the facts, and what is open stays so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Join, Moment, Reply, Text
from bot.core.phrases import doctor_of, text
from bot.core.state import Spoken, State
from bot.flows.appointments import about_book, is_at
from bot.flows.doctor_profile import of_doctor
from bot.flows.info import answers
from bot.flows.subject import Subject, doctor_meant, said_of, subject_of
from nlu.core.meaning import Meaning, When
from nlu.languages.speaking import grammar


def about_table(meaning: Meaning, state: State, context: Context) -> list[Text]:
    """The answer to a question about what is being arranged; nothing where the question put again says it all."""
    asked, named = (
        frozenset(grammar().asking.aspects(said_of(meaning))),
        set(grammar().asking.topics(said_of(meaning))) - {"doctors"},
    )
    about = subject_of(meaning, state, context)
    doctor = doctor_meant(meaning, state, context)
    of_clinic = meaning.genders or meaning.languages or named or asked & {"length", "end", "about", "back"}
    if of_clinic and (found := answers(meaning, doctor, state, context)):
        return found
    line = about.start if not state.details.chosen else None
    if line and about.doctor and context.why_not(about.doctor.id, about.kind.id, line) is not None:
        return [text("table.gone", start=Moment(at=line))]
    if about.start is not None and (checked := _checked(meaning, about.start, about)):
        return [checked]
    if lines := _lines_of(meaning, state, context):
        return [lines]
    if line is not None:
        return [text("table.line", start=Moment(at=line))]
    if about.offered:
        return _of_those_offered(meaning, about, asked, state, context)
    if doctor is not None and "who" in asked:
        return [text("table.doctor", doctor=doctor.name, specialty=doctor.specialty)]
    return list(of_doctor(doctor, meaning, asked, context)) if doctor else []


def _checked(meaning: Meaning, start: datetime, about: Subject) -> Text | None:
    """ "Is that the Tuesday", "was it two or three", "it's with Dr Lee, right": a yes or a no, where a day, a time or a
    doctor is named to compare."""
    said = (*meaning.doctors, *meaning.from_doctors)
    doctor = about.doctor.name if about.doctor else ""
    field = about.doctor.specialty in meaning.specialties if about.doctor and meaning.specialties else None
    who = doctor in said if said else field
    compared = (_same_day(meaning.when, start), _same_time(meaning.when, start), who)
    verdicts = [one for one in compared if one is not None]
    if not verdicts:
        return None
    if all(verdicts) and grammar().asking.asks_whether(said_of(meaning)):
        return text("table.yes")
    return text("table.it_is" if all(verdicts) else "table.no", start=Moment(at=start), doctor=doctor)


def _same_day(when: When, start: datetime) -> bool | None:
    days = (*when.days, *when.from_days)
    return any(start.date() in day for day in days) if days else None


def _same_time(when: When, start: datetime) -> bool | None:
    times = (*when.times, *when.from_times)
    return any(is_at(start, one) for one in times) if times else None


def _lines_of(meaning: Meaning, state: State, context: Context) -> Text | None:
    """Which of the times on offer are a doctor's, or of a day: "which of those is Dr Rao"."""
    named = [one for one in context.doctors if one.name in (*meaning.doctors, *meaning.from_doctors)]
    offered = [choice for choice in state.choices if choice.start and choice.value.startswith("slot:")]
    if not named or not offered:
        return None
    theirs = [choice for choice in offered if choice.value.split(":")[1] == str(named[0].id)]
    if not theirs:
        others = dict.fromkeys(doctor_of(context, int(choice.value.split(":")[1])).name for choice in offered)
        return text("table.none_of_these", doctor=named[0].name, others=Join(items=tuple(others), word="and"))
    starts = tuple(Moment(at=choice.start) for choice in theirs if choice.start)
    return text("table.these", doctor=named[0].name, times=Join(items=starts, word="and"))


def _of_those_offered(
    meaning: Meaning, about: Subject, asked: Collection[str], state: State, context: Context
) -> list[Text]:
    """What there is to say of several times on offer: which is the first or the last of them."""
    words = said_of(meaning).casefold()
    parts = []
    if "latest" in words or "last" in words:
        parts.append(text("table.last", start=Moment(at=about.offered[-1])))
    if "earliest" in words or "first" in words or "soonest" in words:
        parts.append(text("table.first", start=Moment(at=about.offered[0])))
    if "who" in asked and about.doctor is not None:
        parts.append(text("table.doctor", doctor=about.doctor.name, specialty=about.doctor.specialty))
    return parts or [text("table.stands")]


def _table(meaning: Meaning, state: State, context: Context) -> Answered:
    """What was asked about what is open, which is asked again by itself; with nothing open, about what is booked."""
    if state.question is None:
        return about_book(meaning, state, context)
    doctor = doctor_meant(meaning, state, context) if meaning.doctors else None
    parts = tuple(about_table(meaning, state, context))
    return Answered(Reply(parts=parts), spoken=Spoken(doctors=(doctor.id,)) if doctor else None)


TABLE = Answer(name="table", intents=frozenset({"ask_table"}), reply=_table)
