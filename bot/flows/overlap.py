"""Nobody can be with two doctors at once: said with the proposal, and theirs to decide."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.context import Context, PatientFacts, VisitTypeFacts
from bot.core.messages import Text
from bot.core.phrases import moment, text


def overlap_said(
    who: int | None, start: datetime, kind: VisitTypeFacts, context: Context, *, moving: int | None = None
) -> tuple[Text, ...]:
    """ "You already have an appointment on Thu 4 Jun at 10:00 with Dr Lee."; nothing where the time is theirs.

    `who`: the patient's id, None for somebody new.
    """
    end = start + timedelta(minutes=kind.minutes)
    for one in context.appointments:
        if one.patient.id == who and one.id != moving and one.start < end and start < one.end:
            return (text(_key(one.patient), name=one.patient.name, start=moment(one.start), doctor=one.doctor.name),)
    return ()


def _key(patient: PatientFacts) -> str:
    return "overlap.you" if patient.relation == "self" else "overlap.other"
