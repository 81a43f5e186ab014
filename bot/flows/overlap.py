"""Nobody can be with two doctors at once: said with the proposal, and theirs to decide."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.context import AppointmentFacts, Context, PatientFacts, VisitTypeFacts
from bot.core.messages import Text
from bot.core.phrases import moment, text


def overlapping(
    who: int | None, start: datetime, kind: VisitTypeFacts, context: Context, *, moving: int | None = None
) -> AppointmentFacts | None:
    """Which of their appointments a time would overlap. `who`: the patient's id, None for somebody new."""
    end = start + timedelta(minutes=kind.minutes)
    own = (one for one in context.appointments if one.patient.id == who and one.id != moving)
    return next((one for one in own if one.start < end and start < one.end), None)


def overlap_said(
    who: int | None, start: datetime, kind: VisitTypeFacts, context: Context, *, moving: int | None = None
) -> tuple[Text, ...]:
    """ "You already have an appointment on Thu 4 Jun at 10:00 with Dr Lee."; nothing where the time is theirs."""
    one = overlapping(who, start, kind, context, moving=moving)
    if one is None:
        return ()
    return (text(_key(one.patient), name=one.patient.name, start=moment(one.start), doctor=one.doctor.name),)


def _key(patient: PatientFacts) -> str:
    return "overlap.you" if patient.relation == "self" else "overlap.other"
