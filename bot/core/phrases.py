"""Turns of phrase several flows share: with whom, for whom, which wish, which appointment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.core.context import AppointmentFacts, Context, DoctorFacts
from bot.core.messages import Choice, Clock, Day, Join, Moment, Proposal, Text
from bot.core.state import Details, Who
from nlu.core.meaning import DayRange, TimeRange, When

NOTHING = ""
DAYS_LISTED = 3
"""So many days are named one by one, in the order they were said; of more, those in a row are put together."""


def text(key: str, **params: Text | Moment | Day | Clock | Join | str | int) -> Text:
    """A text by its key, with what goes into it."""
    return Text(key=key, params=params)


def choice(key: str, value: str, **params: Text | Moment | Day | Clock | Join | str | int) -> Choice:
    """A choice by the key of its label."""
    return Choice(label=text(key, **params), value=value)


def moment(at: datetime) -> Moment:
    """A point in time to be spoken."""
    return Moment(at=at)


def doctor_of(context: Context, doctor: int) -> DoctorFacts:
    """The doctor by id, also one who has left. Raises LookupError where there never was one."""
    here = (facts for facts in context.doctors if facts.id == doctor)
    found = next(here, None) or context.former(doctor)
    if found is None:
        raise LookupError("doctor")
    return found


def with_doctor(details: Details, context: Context) -> Text | str:
    """ " with Dr Lee", " in Dermatology", or nothing."""
    if len(details.doctors) == 1:
        return text("with.doctor", doctor=doctor_of(context, details.doctors[0]).name)
    if details.specialty:
        return text("with.specialty", specialty=details.specialty)
    if details.doctors:
        return text("with.doctor", doctor=Join(items=tuple(doctor_of(context, one).name for one in details.doctors)))
    return NOTHING


def for_whom(details: Details) -> Text | str:
    """ ", for Mia"; nothing where it is for the patient who writes, or not known yet."""
    person = details.who
    if person is None or person.relation == "self":
        return NOTHING
    if person.name:
        return text("for.name", name=person.name)
    return text("for.called", called=person.called) if person.called else NOTHING


def kind_said(details: Details, context: Context) -> Text | str:
    """ " (check-up)", where a kind of visit was named that is not the usual one."""
    named = next((kind.name for kind in context.visit_types[1:] if kind.id == details.visit_type), None)
    return text("kind.said", kind=named) if named else NOTHING


def whom(person: Who) -> Text | str:
    """ "you", or the name."""
    return text("you") if person.holder else person.name or text("you")


def appointment_of(appointment: AppointmentFacts, *, by_name: bool = False) -> Text:
    """ "you with Dr Lee, Thursday 4 June at 10:00"; `by_name`: whoever it is for is named."""
    return text(
        "appointment.said",
        who=text("you") if appointment.patient.relation == "self" and not by_name else appointment.patient.name,
        doctor=appointment.doctor.name,
        start=moment(appointment.start),
    )


def place_said(appointment: AppointmentFacts) -> tuple[Text, ...]:
    """ "Where: 2nd floor, room 4."; nothing where the clinic says nothing of it."""
    return (text("place.said", place=appointment.place),) if appointment.place else ()


def appointment_line(appointment: AppointmentFacts) -> Text:
    """An appointment as a line of a list, with where it is."""
    said = appointment_of(appointment)
    if not appointment.place:
        return text("appointments.line", appointment=said)
    return text("appointments.line.place", appointment=said, place=appointment.place)


def their_appointment(appointment: AppointmentFacts) -> Text:
    """ "your appointment with Dr Lee, Thursday 4 June at 10:00"; of somebody else "Mia's"."""
    own = appointment.patient.relation == "self"
    return text(
        "appointment.yours" if own else "appointment.theirs",
        name=appointment.patient.name,
        doctor=appointment.doctor.name,
        start=moment(appointment.start),
    )


def appointment_choice(appointment: AppointmentFacts) -> Choice:
    """An appointment as a line to choose from."""
    who = text("You") if appointment.patient.relation == "self" else appointment.patient.name
    return choice(
        "choice.appointment",
        f"appointment:{appointment.id}",
        who=who,
        doctor=appointment.doctor.name,
        start=moment(appointment.start),
    )


def proposal_of(appointment: AppointmentFacts) -> Proposal:
    """An appointment as other programs read it."""
    return Proposal(
        doctor=appointment.doctor.name,
        start=appointment.start,
        patient=appointment.patient.name,
        visit_type=appointment.visit_type.name,
    )


def reminders_said(context: Context, *appointments: int) -> tuple[Text, ...]:
    """ "I'll remind you on Monday and on Wednesday"; nothing where no reminder of these will come.

    Whoever hears of it today needs no word of today's, unless it is the only one.
    """
    days = sorted({at.date() for one in appointments for at in context.reminders(one)})
    if not days:
        return ()
    later = [day for day in days if day > context.now.date()]
    items = tuple(_reminder_day(day, (day - context.now.date()).days) for day in later or days)
    return (text("reminders.coming", days=Join(items=items, word="and")),)


def _reminder_day(day: date, away: int) -> Text:
    key = (
        "reminders.today"
        if away < 1
        else "reminders.soon"
        if away < 2
        else "reminders.weekday"
        if away < 7
        else "reminders.later"
    )
    return text(key, day=Day(day=day))


def days_said(when: When) -> Text | Day | Join | str:
    """The day or days of a wish, all of them: "Thursday 4 June", "between today and Sunday 14 June"."""
    if not when.days:
        return NOTHING
    runs = when.days if len(when.days) <= DAYS_LISTED else _runs(when.days)
    return _range_said(runs[0]) if len(runs) == 1 else Join(items=tuple(map(_range_said, runs)))


def _runs(days: tuple[DayRange, ...]) -> tuple[DayRange, ...]:
    """The same days in order, those next to one another as one stretch."""
    runs: list[DayRange] = []
    for one in sorted(days, key=lambda one: one.first):
        last = runs[-1].last if runs else None
        if runs and (last is None or one.first <= last + timedelta(days=1)):
            ends = None if last is None or one.last is None else max(last, one.last)
            runs[-1] = DayRange(runs[-1].first, ends)
        else:
            runs.append(one)
    return tuple(runs)


def _range_said(days: DayRange) -> Text | Day:
    if days.first == days.last:
        return Day(day=days.first)
    if days.last is None:
        return text("days.from", first=Day(day=days.first))
    return text("days.between", first=Day(day=days.first), last=Day(day=days.last))


def window_said(when: When) -> Text | str:
    """ " after 15:00", " at 10:00 or 11:00": all the times of day that were asked for; nothing where none was."""
    times = when.times
    if not times and len(when.not_times) == 1 and when.not_times[0].start is None:
        times = (TimeRange(when.not_times[0].end, None),)  # "not before 11"
    if not times:
        return NOTHING
    clocks = tuple(Clock(time=one.start) for one in times if one.start and one.start == one.end)
    if len(clocks) == len(times):
        return text("window.at", clock=Join(items=clocks))
    windows = tuple(map(_window, times))
    return windows[0] if len(windows) == 1 else text("window.several", window=Join(items=windows))


def when_said(when: When) -> Text | str:
    """ " on Thursday 4 June from 14:00": all of a wish that is about time; nothing where there is none."""
    if when.asap:
        return text("when.soonest")
    day, window = days_said(when), window_said(when)
    return text("when.on", day=day, window=window) if day else window


_PARTS_OF_THE_DAY = {
    TimeRange(time(6), time(12)): "window.morning",
    TimeRange(time(12), time(18)): "window.afternoon",
}
"""What understanding takes these words for, said back as the patient said them."""


def _window(times: TimeRange) -> Text | str:
    if times in _PARTS_OF_THE_DAY:
        return text(_PARTS_OF_THE_DAY[times])
    if times.start and times.start == times.end:
        return text("window.at", clock=Clock(time=times.start))
    if times.start and times.end:
        ends = {"start": Clock(time=times.start), "end": Clock(time=times.end)}
        return text("window.between.closed" if times.closed else "window.between", **ends)
    if times.start:
        return text("window.from", start=Clock(time=times.start))
    if times.end is None:
        return NOTHING
    return text("window.by" if times.closed else "window.before", end=Clock(time=times.end))
