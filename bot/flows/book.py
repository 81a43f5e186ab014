"""Booking an appointment."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from bot.core.commands import Book, Command, Done, Hold
from bot.core.context import AppointmentFacts, Context, Refusal, VisitTypeFacts
from bot.core.flow import Question, Task
from bot.core.messages import Choice, Moment, Proposal, Reply, Text
from bot.core.phrases import appointment_of, choice, doctor_of, place_said, reminders_said, text
from bot.core.state import Anchor, Details, State
from bot.flows.candidates import visit_type
from bot.flows.fill_slots import hear, holder, known_as
from bot.flows.overlap import overlap_said, overlapping
from bot.flows.soon import as_soon_as_can_be
from bot.flows.stamp import stamp
from bot.flows.times import DAY, TIME, lost
from bot.flows.what_for import VISIT
from bot.flows.which import of_context
from bot.flows.whom import DOCTOR, PATIENT
from nlu.core.meaning import Meaning, When

JUST_NOW = timedelta(minutes=30)
"""For so long after a booking, another one for the family is taken to belong with it."""


def _begin(meaning: Meaning, state: State, context: Context) -> Details:
    """A booking begins with what its opening says; one more in a row stands next to the first unless it says when."""
    meaning = as_soon_as_can_be(meaning, context)
    beside = state.last is not None and (meaning.additional or _for_somebody_else(meaning, state.last, context))
    if beside and (when := _with_the_last(meaning.when)):
        meaning = dataclasses.replace(meaning, when=when)
    details = hear(
        Details(anchor=state.last),
        dataclasses.replace(meaning, additional=meaning.additional and not beside),
        state,
        context,
    )
    if beside and state.last is not None and not _of_its_own(meaning):
        details = details.model_copy(update={"visit_type": _kind_of(state.last, context)})
    if meaning.same and state.last is not None:
        details = _as_before(details, state.last, context)
    if meaning.additional and state.last is not None:
        details = _for_the_same(details, state.last, context)
    return details if beside or details.when.relative else details.model_copy(update={"anchor": None})


def _with_the_last(when: When) -> When | None:
    """One more in a row that says no day is on the day of the last, and right after it where it says no time either."""
    if not when.says_something:
        return When(relative="right_after")
    only_time = when.times and not (when.days or when.any_day or when.asap or when.relative or when.shift_days)
    return dataclasses.replace(when, same_day=True) if only_time else None


def _as_before(details: Details, last: Anchor, context: Context) -> Details:
    """ "The same again": with the doctor and of the kind of the appointment made last, where nothing else is said."""
    doctors = details.doctors if details.doctor_said else (last.doctor,)
    kind = details.visit_type or _kind_of(last, context)
    return details.model_copy(update={"doctors": doctors, "doctor_said": True, "visit_type": kind})


def _kind_of(last: Anchor, context: Context) -> int | None:
    made = of_context(context, last.appointment)
    return made.visit_type.id if made else None


def _of_its_own(meaning: Meaning) -> bool:
    """Whether one more in a row says what it is for, or with whom."""
    doctor = meaning.doctors or meaning.specialties or meaning.any_doctor or meaning.guessed_specialty
    return bool(doctor or meaning.visit_types or meaning.reason)


def _for_the_same(details: Details, last: Anchor, context: Context) -> Details:
    """One more that is said to be for nobody is for whom the last was made, where nobody is known to be the writer."""
    made = of_context(context, last.appointment)
    if details.who is not None or holder(context) is not None or made is None or not _just_now(last, context):
        return details
    return details.model_copy(update={"who": known_as(made.patient)})


def _just_now(last: Anchor, context: Context) -> bool:
    return last.made_at is not None and context.now - last.made_at < JUST_NOW


def _for_somebody_else(meaning: Meaning, last: Anchor, context: Context) -> bool:
    """ "My son needs a vaccine", said just after booking for oneself: probably they come together."""
    others = any(person.relation not in (None, "self") for person in meaning.people)
    return others and _just_now(last, context) and not (meaning.doctors or meaning.specialties or meaning.any_doctor)


def _hear(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    """While times are compared, a question about another doctor adds that doctor instead of replacing the first."""
    if not details.when_said:
        meaning = as_soon_as_can_be(meaning, context, doctor_said=details.doctor_said)
    heard = hear(details, meaning, state, context)
    comparing = meaning.intent == "find_doctor" and state.asked in ("slot", "confirmation") and details.doctors
    if comparing and meaning.doctors:
        both = tuple(dict.fromkeys((*heard.doctors, *details.doctors)))
        return heard.model_copy(update={"doctors": both, "tie": False})
    return heard


def _confirm(details: Details, context: Context) -> Reply:
    assert details.chosen
    assert details.who
    doctor, kind = doctor_of(context, details.chosen.doctor), _kind(details, context).name
    usual = kind == context.visit_types[0].name and not details.strange_visit
    proposal = text(
        "book.proposal" if usual else "book.proposal.kind",
        who=text("You") if details.who.holder else str(details.who.name),
        doctor=doctor.name,
        start=Moment(at=details.chosen.start),
        address=context.where(doctor.id, details.chosen.start),
        kind=kind,
    )
    first, quiet = _consent(details, context)
    old = clashing(details, context)
    twice = overlap_said(details.who.id, details.chosen.start, _kind(details, context), context)
    ask = text("overlap.shall_i" if twice else "book.shall_i")
    instead = (choice("choice.instead", f"instead:{old.id}"),) if old else ()
    agree = choice("choice.keep_both" if old else "choice.book_it", f"yes:{stamp(details)}")
    return Reply(
        parts=(proposal, *first, *twice, ask),
        expects="confirmation",
        choices=(agree, *instead, *quiet, choice("choice.change", "change")),
        appointment=Proposal(
            doctor=doctor.name, start=details.chosen.start, patient=str(details.who.name), visit_type=kind
        ),
    )


def clashing(details: Details, context: Context) -> AppointmentFacts | None:
    """The appointment of the same person that the time settled on would overlap."""
    if details.chosen is None or details.who is None:
        return None
    return overlapping(details.who.id, details.chosen.start, _kind(details, context), context)


def _consent(details: Details, context: Context) -> tuple[tuple[Text, ...], tuple[Choice, ...]]:
    """What is kept, said once; reminders are spoken of, and may be declined, only where any would come."""
    if context.consented:
        return (), ()
    assert details.chosen
    if not context.would_remind(_kind(details, context).id, details.chosen.start):
        return (text("book.consent.only"),), ()
    return (text("book.consent"),), (choice("choice.book_quietly", f"quiet:{stamp(details)}"),)


def _kind(details: Details, context: Context) -> VisitTypeFacts:
    wanted = visit_type(details, context)
    return next((kind for kind in context.visit_types if kind.id == wanted), context.visit_types[0])


def _on_the_way(details: Details, context: Context) -> tuple[Command, ...]:
    return (_hold(details, context),)


def _hold(details: Details, context: Context) -> Hold:
    assert details.chosen
    return Hold(doctor=details.chosen.doctor, visit_type=_kind(details, context).id, start=details.chosen.start)


def _command(details: Details, context: Context) -> Command:
    assert details.chosen
    assert details.who
    hold = _hold(details, context)
    return Book(hold.doctor, hold.visit_type, hold.start, details.who, details.reason, details.reminders)


def _done(details: Details, outcome: Done, context: Context) -> Reply:
    appointment = outcome.appointment
    assert appointment
    assert details.who
    done = text("book.done", appointment=appointment_of(appointment, by_name=not details.who.holder))
    parts = (done, *place_said(appointment), *reminders_said(context, appointment.id))
    return Reply(parts=parts, booked=appointment.id)


def _refused(details: Details, why: Refusal, context: Context) -> Question:
    if why == "too_many":
        return Question(_too_many(context), details)
    return lost(details, why, context)


def _barred(context: Context) -> Reply | None:
    return None if context.may_book else _too_many(context)


def _too_many(context: Context) -> Reply:
    choices = (choice("choice.my_appointments", "flow:appointments"), choice("choice.person", "flow:person"))
    return Reply(
        parts=(text("book.too_many", count=len(context.appointments), phone=context.clinic.phone),), choices=choices
    )


BOOK = Task(
    name="book",
    intents=frozenset({"book_appointment", "find_doctor"}),
    slots=(VISIT, DOCTOR, DAY, TIME, PATIENT),
    begin=_begin,
    hear=_hear,
    confirm=_confirm,
    command=_command,
    done=_done,
    refused=_refused,
    on_the_way=_on_the_way,
    barred=_barred,
)
