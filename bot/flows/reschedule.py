"""Moving an appointment. The old time stays until the new one is taken."""

from __future__ import annotations

import dataclasses
from datetime import date

from bot.core.commands import Command, Done, Hold, Move
from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.flow import Question, Slot, Task
from bot.core.messages import Moment, Proposal, Reply
from bot.core.phrases import appointment_of, choice, doctor_of, place_said, reminders_said, text, their_appointment
from bot.core.state import Anchor, Details, State
from bot.flows.fill_slots import hear
from bot.flows.overlap import overlap_said
from bot.flows.stamp import stamp
from bot.flows.times import DAY, TIME, lost
from bot.flows.which import (
    WHICH,
    are_all_meant,
    as_told,
    left_open,
    not_changed,
    of_context,
    spoken_of,
    told_again,
    which,
)
from nlu.core.days import plus_days
from nlu.core.meaning import DayRange, Meaning, TimeRange, When


def _begin(meaning: Meaning, state: State, context: Context) -> Details:
    return _hear(Details(), meaning, state, context)


def _hear(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    """What says which appointment is told apart from what says where it should go."""
    if state.asked == "appointment":
        meaning = as_told(meaning, context)
    if other := told_again(meaning, details.appointment, context):
        details = _about(details.model_copy(update={"chosen": None, "named": False}), other)
        meaning = _target(meaning, context, known=True)
    several = _all_meant(details, meaning, context)
    if several:
        return _one_by_one(details, several, meaning, state, context)
    if details.appointment is None:
        fitting = which(meaning, context)
        if len(fitting) != 1:
            details = left_open(details, fitting, context)
            return hear(details, _target(meaning, context, known=False), state, context)
        details = _about(details, fitting[0])
        meaning = _target(meaning, context, known=True)
    if meant := of_context(context, details.appointment):
        when = _as_it_is_now(meaning, meant) if _only_with_another(details, meaning, meant) else meaning.when
        goes_on = when.shift_days and details.when.date  # "the week after that", of a day that was said
        meaning = dataclasses.replace(meaning, when=when if goes_on else _from_its_time(when, meant))
    heard = hear(details, meaning, state, context)
    return heard if meaning.doctors else heard.model_copy(update={"doctors": heard.doctors or details.doctors})


def _only_with_another(details: Details, meaning: Meaning, meant: AppointmentFacts) -> bool:
    """ "Could I have it with Dr Rao instead": nothing but the doctor shall be another."""
    other = meaning.doctors and meant.doctor.name not in meaning.doctors
    return bool(other) and not (meaning.when.says_something or details.when_said or meaning.other_day)


def _as_it_is_now(meaning: Meaning, meant: AppointmentFacts) -> When:
    day, clock = meant.start.date(), meant.start.time()
    return dataclasses.replace(meaning.when, days=(DayRange(day, day),), times=(TimeRange(clock, clock),))


def _all_meant(details: Details, meaning: Meaning, context: Context) -> list[AppointmentFacts]:
    """Those of "both" and "all of them", where that is said; the time in it says where they should go."""
    asked = details.appointment is None or meaning.intent in RESCHEDULE.intents
    fitting = which(dataclasses.replace(meaning, when=dataclasses.replace(meaning.when, times=())), context)
    several = len(fitting) > 1 and asked and not details.together and are_all_meant(meaning, fitting)
    return fitting if several else []


def _one_by_one(
    details: Details, meant: list[AppointmentFacts], meaning: Meaning, state: State, context: Context
) -> Details:
    """Several are moved one after the other; those that only the front desk may still change are left, and named."""
    near = tuple(one.id for one in meant if context.too_late(one.id))
    open_still = [one.id for one in meant if one.id not in near]
    each = dataclasses.replace(_target(meaning, context, known=True).when, spans=(), from_days=())
    if (each.shift_minutes or 0) > 0:  # what is later makes room first
        open_still.reverse()
    first, *others = open_still or near
    kept = {"together": tuple(others), "too_near": near if open_still else (), "each": each}
    return begun_with(first, details.model_copy(update=kept), state, context)


def begun_with(appointment: int, details: Details, state: State, context: Context) -> Details:
    """The move of this one, to where all of them were to go: "a day later" is a day later for each."""
    meant = of_context(context, appointment)
    assert meant
    kept = {"together": details.together, "too_near": details.too_near, "each": details.each}
    begun = _about(Details(**kept), meant)  # type: ignore[arg-type]
    wish = Meaning(text="", intent="reschedule_appointment", when=_from_its_time(details.each, meant))
    return hear(begun, wish, state.model_copy(update={"last": None}), context)


def _about(details: Details, appointment: AppointmentFacts) -> Details:
    """Moving keeps the doctor, the person and the kind of visit unless something else is said."""
    return details.model_copy(
        update={
            "appointment": appointment.id,
            "doctors": (appointment.doctor.id,),
            "visit_type": appointment.visit_type.id,
            "anchor": Anchor(
                appointment=appointment.id, doctor=appointment.doctor.id, start=appointment.start, end=appointment.end
            ),
        }
    )


def _from_its_time(when: When, meant: AppointmentFacts) -> When:
    """ "A week later, same time", "the day before", "later that day": counted from the time it has now."""
    day, clock = meant.start.date(), meant.start.time()
    if when.shift_days:
        day = plus_days(day, when.shift_days)
    days = (DayRange(day, day),) if when.shift_days or when.same_day else ()
    times = (TimeRange(clock, clock),) if when.relative == "same_time" else ()
    if not (days or times):
        return when
    if times and len(when.days) == 1:
        when = dataclasses.replace(when, days=(_on_that_weekday(when.days[0], meant.start.date()),))
    relative = None if times else when.relative
    return dataclasses.replace(
        when, days=when.days or days, times=when.times or times, relative=relative, same_day=False, shift_days=None
    )


def _on_that_weekday(days: DayRange, day: date) -> DayRange:
    """ "The same time next week": on the same day of that week."""
    if days.last is None or (days.last - days.first).days not in range(4, 7):
        return days
    same = plus_days(days.first, (day.weekday() - days.first.weekday()) % 7)
    if same == day:  # "the following week", of an appointment that is in that week: the one after it
        return DayRange(plus_days(day, 7), plus_days(day, 7))
    return DayRange(same, same) if same in days else days


def _target(meaning: Meaning, context: Context, *, known: bool) -> Meaning:
    """The message without what only says which appointment it speaks of."""
    own_days = {one.start.date() for one in context.appointments}
    spoken = {day for day in spoken_of(meaning) if day.first in own_days}
    days = tuple(day for day in meaning.when.days if day not in spoken)
    own_times = {one.start.time() for one in context.appointments} if spoken and not days else set()
    times = tuple(times for times in meaning.when.times if times.start not in own_times)
    when = dataclasses.replace(meaning.when, days=days, times=times)
    own_doctors = {one.doctor.name for one in context.appointments}
    doctors = tuple(doctor for doctor in meaning.doctors if doctor not in own_doctors) if known else ()
    return dataclasses.replace(meaning, when=when, doctors=doctors, specialties=(), people=())


def _confirm(details: Details, context: Context) -> Reply:
    old = of_context(context, details.appointment)
    assert details.chosen
    assert old
    doctor = doctor_of(context, details.chosen.doctor)
    key = "move.proposal" if doctor.id == old.doctor.id else "move.proposal.doctor"
    proposal = text(key, old=appointment_of(old), start=Moment(at=details.chosen.start), doctor=doctor.name)
    twice = overlap_said(old.patient.id, details.chosen.start, old.visit_type, context, moving=old.id)
    return Reply(
        parts=(proposal, *twice, text("move.shall_i")),
        expects="confirmation",
        choices=(choice("choice.move_it", f"yes:{stamp(details)}"), choice("choice.change", "change")),
        appointment=Proposal(
            doctor=doctor.name, start=details.chosen.start, patient=old.patient.name, visit_type=old.visit_type.name
        ),
    )


def _naming_it(slot: Slot) -> Slot:
    """The slot with the first question about the new time saying which appointment is moved."""

    def ask(details: Details, context: Context) -> Question:
        asked, meant = slot.ask(details, context), of_context(context, details.appointment)
        if meant is None or details.named or asked.reply.expects is None:
            return asked
        first = text("move.stays", kept=their_appointment(meant))
        reply = asked.reply.model_copy(update={"parts": (first, *asked.reply.parts)})
        return Question(reply, asked.details.model_copy(update={"named": True}))

    return dataclasses.replace(slot, ask=ask)


def _on_the_way(details: Details, context: Context) -> tuple[Command, ...]:
    assert details.chosen
    assert details.visit_type
    return (Hold(details.chosen.doctor, details.visit_type, details.chosen.start, moving=details.appointment),)


def _command(details: Details, context: Context) -> Command:
    assert details.chosen
    assert details.appointment
    return Move(details.appointment, details.chosen.doctor, details.chosen.start)


def _done(details: Details, outcome: Done, context: Context) -> Reply:
    appointment = outcome.appointment
    assert appointment
    done = text("move.done", appointment=appointment_of(appointment))
    parts = (done, *place_said(appointment), *reminders_said(context, appointment.id))
    return Reply(parts=parts, booked=appointment.id)


def _refused(details: Details, why: Refusal, context: Context) -> Question:
    return not_changed(details, why, context) or lost(details, why, context)


RESCHEDULE = Task(
    name="reschedule",
    intents=frozenset({"reschedule_appointment"}),
    slots=(WHICH, _naming_it(DAY), _naming_it(TIME)),
    about=_about,
    begin=_begin,
    hear=_hear,
    confirm=_confirm,
    command=_command,
    done=_done,
    refused=_refused,
    on_the_way=_on_the_way,
)
