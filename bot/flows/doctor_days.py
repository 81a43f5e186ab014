"""On which days a doctor is here whose weeks are not alike."""

from __future__ import annotations

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Day, Join, Text
from bot.core.phrases import text

DAYS = 14
"""Both kinds of week."""


def days_of(doctor: DoctorFacts, context: Context) -> Text:
    """The very days of the next two weeks: of every other week nothing shorter is true."""
    days = context.working_days(doctor.id, context.now.date(), DAYS)
    if not days:
        return text("info.doctor_away", who=doctor.name)
    dates = tuple(text("day.short", day=Day(day=day)) for day in days)
    return text("info.doctor_dates", who=doctor.name, days=Join(items=dates, word="and"))
