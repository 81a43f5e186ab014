"""When a doctor is here: on a day, in a week, again, or away; time off, holidays and special days counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from bot.core.context import Context, DoctorFacts, OpenHours
from bot.core.messages import Clock, Day, Join, Text
from bot.core.phrases import days_said, text, window_said
from bot.core.state import State
from nlu.core.meaning import DayRange, Meaning, When

DAYS = 14
"""Both kinds of week."""

LOOKED_AHEAD = 60
"""Days in which the next one is looked for."""

LISTED = 7
"""Days that are named one by one; of more, those in a row are put together."""


def when_there(
    doctor: DoctorFacts,
    meaning: Meaning,
    asked: frozenset[str],
    state: State,
    context: Context,
    week: Callable[[], Text],
) -> tuple[Text, ...]:
    """The answer to what is asked of a doctor's days. `week`: the doctor's usual week, in words."""
    days = meaning.when.days
    if "back" in asked:
        return (_again(doctor, _base(doctor, meaning, state, context), context),)
    if len(days) == 1 and days[0].first == days[0].last:
        return _on(doctor, days[0].first, meaning.when, context)
    if len(days) > 1 and len({one.first.weekday() for one in days}) == 1:  # "does she work Thursdays"
        return (week(),)
    if days:
        return (_within(doctor, meaning.when, context),)
    if "away" in asked:
        return (_away(doctor, context),)
    if doctor.alternates:
        return (days_of(doctor, context),)
    missed = _missed(doctor, context, DAYS)
    return (week(), *((text("there.not_then", days=_listed(missed)),) if missed else ()))


def there_that_day(doctor: DoctorFacts, day: date, context: Context) -> tuple[Text, ...]:
    """Whether the doctor is in on a day."""
    return _on(doctor, day, When(), context)


def days_of(doctor: DoctorFacts, context: Context) -> Text:
    """The very days of the next two weeks: of every other week nothing shorter is true."""
    days = there_on(doctor, context.now.date(), DAYS, context)
    if not days:
        return text("info.doctor_away", who=doctor.name)
    return text("info.doctor_dates", who=doctor.name, days=_listed(days))


def there_on(doctor: DoctorFacts, first: date, count: int, context: Context) -> list[date]:
    """Those of so many days on which the doctor sees anybody."""
    return list(dict.fromkeys(one.day for one in context.there(doctor.id, first, count)))


def _on(doctor: DoctorFacts, day: date, when: When, context: Context) -> tuple[Text, ...]:
    """Whether the doctor is in on a day, and within the hours that were asked about; where not, when next."""
    stretches = context.there(doctor.id, day, 1)
    who, on = doctor.name, Day(day=day)
    if not stretches:
        closed = not context.open_hours(day, 1)
        lead = text("info.not_then", day=on) if closed else text("info.not_then.doctor", who=who, day=on)
        return lead, *_next(doctor, day, context)
    hours = Join(items=tuple(map(_stretch, stretches)), word="and")
    if when.times and not any(_meets(one, when) for one in stretches):
        return (text("there.not_at", who=who, window=window_said(when), day=on, hours=hours),)
    return (text("there.on", who=who, day=on, hours=hours),)


def _meets(one: OpenHours, when: When) -> bool:
    """Whether some of a stretch lies within the hours asked about."""
    closes = one.closes if one.closes != time(0) else time.max
    exact = any(asked.start == asked.end and asked.start and one.opens <= asked.start < closes for asked in when.times)
    return exact or any(
        asked.start != asked.end and (asked.start or time(0)) < closes and one.opens < (asked.end or time.max)
        for asked in when.times
    )


def _next(doctor: DoctorFacts, after: date, context: Context) -> tuple[Text, ...]:
    first = max(after, context.now.date())
    day = next((day for day in there_on(doctor, first, LOOKED_AHEAD, context) if day > after), None)
    return (text("there.next", day=Day(day=day)),) if day else ()


def _again(doctor: DoctorFacts, base: date, context: Context) -> Text:
    """The first day from then on; of a doctor who is in today, today."""
    day = next(iter(there_on(doctor, base, LOOKED_AHEAD, context)), None)
    if day is None:
        return text("there.unknown", who=doctor.name, phone=context.clinic.phone)
    hours = Join(items=tuple(map(_stretch, context.there(doctor.id, day, 1))), word="and")
    return text("there.again", who=doctor.name, day=Day(day=day), hours=hours)


def _base(doctor: DoctorFacts, meaning: Meaning, state: State, context: Context) -> date:
    """From when on: the day named, else the day that was spoken of, else today."""
    spoken = state.spoken.day if state.spoken and doctor.id in state.spoken.doctors else None
    return max(meaning.when.date or spoken or context.now.date(), context.now.date())


def _within(doctor: DoctorFacts, when: When, context: Context) -> Text:
    """The days of a stretch, "next week", on which the doctor is in."""
    found = [day for stretch in when.days for day in _days(stretch, doctor, context)]
    if found:
        return text("there.days", who=doctor.name, days=_listed(found))
    return text("there.none", who=doctor.name, days=days_said(when))


def _days(stretch: DayRange, doctor: DoctorFacts, context: Context) -> list[date]:
    first = max(stretch.first, context.now.date())
    last = min(stretch.last or first + timedelta(days=DAYS), first + timedelta(days=LOOKED_AHEAD))
    return there_on(doctor, first, (last - first).days + 1, context) if last >= first else []


def _away(doctor: DoctorFacts, context: Context) -> Text:
    """The days of the next weeks on which the doctor would be in and is not."""
    missed = _missed(doctor, context, LOOKED_AHEAD)
    if not missed:
        return text(
            "there.no_absence", who=doctor.name, last=Day(day=context.now.date() + timedelta(days=LOOKED_AHEAD))
        )
    return text("there.away", who=doctor.name, days=_listed(missed))


def _missed(doctor: DoctorFacts, context: Context, count: int) -> list[date]:
    """Days of the usual week on which the doctor is wholly away."""
    today = context.now.date()
    usual = [one.day for one in context.open_hours(today, count, doctor.id)]
    there = set(there_on(doctor, today, count, context))
    return [day for day in usual if day not in there]


def _listed(days: list[date]) -> Join:
    """Days by name; those in a row as one stretch."""
    said = days_said(When(days=tuple(DayRange(day, day) for day in days)))
    if len(days) <= LISTED or not isinstance(said, Join):
        return Join(items=tuple(text("day.short", day=Day(day=day)) for day in days), word="and")
    return said.model_copy(update={"word": "and"})


def _stretch(one: OpenHours) -> Text:
    return text("there.hours", opens=Clock(time=one.opens), closes=Clock(time=one.closes))
