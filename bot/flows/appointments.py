"""What a person has booked, and saying that they will come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.commands import Confirm
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Answer, Answered
from bot.core.messages import SHARE_PHONE, Choice, Join, Reply, Text
from bot.core.phrases import (
    appointment_choice,
    appointment_line,
    appointment_of,
    choice,
    days_said,
    text,
    window_said,
)
from bot.core.state import Spoken, State
from bot.flows.info import answers
from bot.flows.of_others import of_a_stranger
from bot.flows.subject import BOOK, said_of
from bot.flows.which import is_for, of_context, which
from nlu.core.meaning import Meaning, TimeRange
from nlu.languages.speaking import grammar

LISTED = 5


def _list(meaning: Meaning, state: State, context: Context) -> Answered:
    answered = about_book(meaning, state, context)
    return answered if answered.spoken else replace(answered, spoken=Spoken(asked=(BOOK,)))


def about_book(meaning: Meaning, state: State, context: Context) -> Answered:
    """What is in the book, as far as it was asked about: of a day, with a doctor, for somebody; how long, what for."""
    mine = context.appointments
    if stranger := of_a_stranger(meaning, context):
        return Answered(stranger)
    if not mine:
        return Answered(_none(context))
    asked = frozenset(grammar().asking.aspects(said_of(meaning)))
    if asked & {"length", "end"} or grammar().asking.topics(said_of(meaning)):
        return Answered(Reply(parts=tuple(answers(meaning, None, state, context))))
    fitting, spoken_of = spoken_for(meaning, context)
    if (
        "stands" in asked
        and grammar().asking.asks_whether(said_of(meaning))
        and (one := _meant(fitting, state, context))
    ):
        stands = text("appointments.stands", appointment=appointment_of(one))
        return Answered(Reply(parts=(stands,)), spoken=Spoken(asked=(BOOK,), appointment=one.id))
    if spoken_of and not fitting:
        nothing = text("appointments.not_this", **{"with": _with(meaning), "then": _then(meaning)})
        return Answered(_listed(mine, context, first=(nothing,)))
    if spoken_of and len(fitting) < len(mine) + grammar().asking.asks_whether(said_of(meaning)):
        key = "appointments.yes" if grammar().asking.asks_whether(said_of(meaning)) else "appointments.those"
        lines = Join(items=tuple(map(appointment_line, fitting[:LISTED])), word="lines" if len(fitting) > 1 else "and")
        return Answered(Reply(parts=(text(key, lines=lines),), choices=_changes()))
    last = of_context(context, state.last.appointment) if state.last else None
    if last is not None and not meaning.people and asked & {"who", "time", "day", "whom"} and len(mine) > 1:
        return Answered(Reply(parts=(text("table.booked", appointment=appointment_of(last)),), choices=_changes()))
    return Answered(_listed(mine, context))


def _meant(fitting: Sequence[AppointmentFacts], state: State, context: Context) -> AppointmentFacts | None:
    """The one of which it is asked whether it stands: the only one that fits, else the one spoken of last."""
    last = state.spoken.appointment if state.spoken else None
    return fitting[0] if len(fitting) == 1 else next((one for one in fitting if one.id == last), None)


def spoken_for(meaning: Meaning, context: Context) -> tuple[list[AppointmentFacts], bool]:
    """The appointments that are all that was named, a day, a time, a doctor or a person; and whether anything was."""
    when, named = meaning.when, (*meaning.doctors, *meaning.from_doctors)
    days, times = (*when.days, *when.from_days), (*when.times, *when.from_times)
    exact = any(one.start.date() in day for one in context.appointments for day in days)
    people = [person for person in meaning.people if person.relation not in (None, "self") or person.name]
    fitting = [
        one
        for one in context.appointments
        if (not days or any(one.start.date() in day if exact else day.may_be(one.start.date()) for day in days))
        and (not times or any(is_at(one.start, clock) for clock in times))
        and (not named or one.doctor.name in named)
        and (not meaning.specialties or one.doctor.specialty in meaning.specialties)
        and (not people or any(is_for(person, one) for person in people))
    ]
    return fitting, bool(days or times or named or meaning.specialties or people)


def is_at(start: datetime, said: TimeRange) -> bool:
    """Whether a time is the one that was said; "two" of an afternoon needs no more words."""
    clock = start.time().replace(tzinfo=None)
    later = said.start is not None and said.start == said.end and said.start.hour + 12 == clock.hour
    return clock in said or (later and said.start is not None and said.start.minute == clock.minute)


def _with(meaning: Meaning) -> Text | str:
    named = (*meaning.doctors, *meaning.from_doctors)
    return text("with.doctor", doctor=Join(items=named)) if named else ""


def _then(meaning: Meaning) -> Text | str:
    when = replace(meaning.when, days=meaning.when.days or meaning.when.from_days)
    times = when.times or when.from_times
    return text("then.day", day=days_said(when), window=window_said(replace(when, times=times))) if when.days else ""


def _listed(mine: Sequence[AppointmentFacts], context: Context, *, first: tuple[Text, ...] = ()) -> Reply:
    lines = tuple(map(appointment_line, mine[:LISTED]))
    parts = [*first, text("appointments.some", lines=Join(items=lines, word="lines"), count=len(mine))]
    if len(mine) > LISTED:
        parts.append(text("appointments.more", count=len(mine) - LISTED))
    return Reply(parts=tuple(parts), choices=_changes())


def _changes() -> tuple[Choice, ...]:
    return choice("choice.move", "flow:reschedule"), choice("choice.cancel", "flow:cancel")


def _none(context: Context) -> Reply:
    """Nothing is known here; what the desk booked for a phone number is found once the number is proven."""
    choices = [choice("choice.book", "flow:book")]
    if context.phone_shareable:
        choices.append(choice("choice.share_phone", SHARE_PHONE))
    return Reply(parts=(text("appointments.none"),), choices=tuple(choices))


def _confirm(meaning: Meaning, state: State, context: Context) -> Answered:
    """ "See you then": what was asked about, or the next appointment that fits, is marked as confirmed."""
    if state.about:
        return _confirm_these(state.about, context)
    fitting = which(meaning, context)
    if not fitting:
        return Answered(_none(context))
    if len(fitting) > 1 and fitting[0].start.date() == fitting[1].start.date():
        choices = tuple(appointment_choice(one) for one in fitting[:LISTED])
        return Answered(Reply(parts=(text("appointment.which"),), expects="appointment", choices=choices))
    confirmed = text("appointments.confirmed", appointment=appointment_of(fitting[0]))
    return Answered(Reply(parts=(confirmed,)), (Confirm(fitting[0].id),))


def _confirm_these(numbers: tuple[int, ...], context: Context) -> Answered:
    meant = [one for one in context.appointments if one.id in numbers]
    if not meant:
        return Answered(Reply(parts=(text("appointment.gone"),), choices=(choice("choice.book", "flow:book"),)))
    all_of_them = Join(items=tuple(appointment_of(one) for one in meant), word="and")
    confirmed = text("appointments.confirmed", appointment=all_of_them)
    return Answered(Reply(parts=(confirmed,)), tuple(Confirm(one.id) for one in meant))


APPOINTMENTS = Answer(name="appointments", intents=frozenset({"list_appointments"}), reply=_list)
COMING = Answer(name="coming", intents=frozenset({"confirm_appointment"}), reply=_confirm)
