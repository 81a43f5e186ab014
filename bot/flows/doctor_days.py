"""On which days a doctor is here, as the next two weeks show it."""

from __future__ import annotations

from datetime import date

from bot.core.context import Context, DoctorFacts
from bot.core.messages import Day, Join, Text
from bot.core.phrases import text

WEEK = 7


def days_of(doctor: DoctorFacts, context: Context) -> Text:
    """Weekdays where the next two weeks are alike; the very days where they are not: every other week, or time off."""
    said, today = {"doctor": doctor.name, "specialty": doctor.specialty}, context.now.date()
    days = context.working_days(doctor.id, today, 2 * WEEK)
    if not days:
        return text("info.doctor_away", **said)
    first = [day for day in days if (day - today).days < WEEK]
    alike = [day.weekday() for day in first] == [day.weekday() for day in days[len(first) :]]
    if not alike:
        dates = tuple(text("day.short", day=Day(day=day)) for day in days)
        return text("info.doctor_dates", days=Join(items=dates, word="and"), **said)
    week = sorted(first, key=lambda day: day.weekday())
    return text("info.doctor_days", days=Join(items=tuple(_runs(week)), word="and"), **said)


def _runs(week: list[date]) -> list[Text]:
    """Weekdays in the order of the week, three and more in a row put together: "Monday to Friday"."""
    runs: list[list[date]] = []
    for day in week:
        follows = runs and day.weekday() == runs[-1][-1].weekday() + 1
        runs[-1].append(day) if follows else runs.append([day])
    return [said for run in runs for said in _run(run)]


def _run(run: list[date]) -> list[Text]:
    if len(run) < 3:
        return [text("weekday", day=Day(day=day)) for day in run]
    return [text("weekdays", first=Day(day=run[0]), last=Day(day=run[-1]))]
