"""Running late: on the day the front desk and the doctor are told; days before, it is asked what is meant."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.commands import TellLate
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Clock, Day, Proposal, Reply, Text
from bot.core.phrases import choice, moment, text
from bot.core.state import State
from bot.flows.which import which
from nlu.core.meaning import Meaning

USUAL = (10, 15, 30)
"""Minutes to choose from."""

LONGEST = timedelta(hours=4)
"""A time further off than this is no delay but another appointment."""


def _late(meaning: Meaning, state: State, context: Context) -> Answered:
    one = _meant(meaning, state, context)
    if one is None:
        return Answered(Reply(parts=(text("late.none"),), choices=(choice("choice.book", "flow:book"),)))
    minutes = _minutes(meaning, one)
    if one.start.date() > context.now.date():
        return _ask_which_day(one, minutes)
    if minutes:
        return Answered(Reply(parts=(_told(one, minutes, context),)), (TellLate(one.id, minutes),))
    choices = tuple(choice("choice.minutes", f"late:{one.id}:{count}", count=count) for count in USUAL)
    return Answered(Reply(parts=(text("late.how_long"),), choices=choices), (TellLate(one.id, 0),))


def _late_then(meaning: Meaning, state: State, context: Context) -> Answered:
    """ "I will be late on Thursday", said by a button."""
    mine = (*context.under_way(), *context.appointments)
    one = next((one for one in mine if one.id in state.about), None)
    if one is None:
        return Answered(Reply(parts=(text("appointment.gone"),)))
    minutes = meaning.when.shift_minutes or 0
    return Answered(Reply(parts=(_told(one, minutes, context),)), (TellLate(one.id, minutes),))


def _meant(meaning: Meaning, state: State, context: Context) -> AppointmentFacts | None:
    """The appointment last spoken of, else the one under way, else the next that fits."""
    mine = (*context.under_way(), *context.appointments)
    spoken_of = [one for one in mine if one.id in state.about]
    return next(iter([*spoken_of, *context.under_way(), *which(meaning, context)]), None)


def _minutes(meaning: Meaning, one: AppointmentFacts) -> int:
    """How late: as said, or by the time they say they will be there. 0 where neither is said."""
    said = meaning.when
    if said.shift_minutes:
        return abs(said.shift_minutes)
    arrival = said.time or (said.times[0].end if said.times else None)  # at 10:20, or by then
    if arrival is None:
        return 0
    delay = datetime.combine(one.start.date(), arrival, one.start.tzinfo) - one.start
    return int(delay.total_seconds() // 60) if timedelta(0) < delay <= LONGEST else 0


def _ask_which_day(one: AppointmentFacts, minutes: int) -> Answered:
    choices = (
        choice("choice.late_on", f"late:{one.id}:{minutes}", day=Day(day=one.start.date())),
        choice("choice.move_this", f"move:{one.id}"),
        choice("choice.all_well", "keep"),
    )
    parts = (text("late.early", start=moment(one.start)), text("late.early.ask"))
    proposal = Proposal(
        doctor=one.doctor.name, start=one.start, patient=one.patient.name, visit_type=one.visit_type.name
    )
    return Answered(Reply(parts=parts, expects="confirmation", choices=choices, appointment=proposal))


def _told(one: AppointmentFacts, minutes: int, context: Context) -> Text:
    """Who knows it now; the doctor only where there is a chat to reach them in."""
    doctor = {"doctor": one.doctor.name} if context.reaches(one.doctor.id) else {}
    if not minutes:
        return text("late.noted.doctor" if doctor else "late.noted", start=moment(one.start), **doctor)
    arrival = Clock(time=(one.start + timedelta(minutes=minutes)).time())
    return text("late.told.doctor" if doctor else "late.told", arrival=arrival, **doctor)


LATE = Answer(name="late", intents=frozenset({"running_late"}), reply=_late)
LATE_THEN = Answer(name="late_then", intents=frozenset({"late_then"}), reply=_late_then)
