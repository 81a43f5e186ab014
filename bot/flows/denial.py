"""Why what was asked for cannot be had: what is denied is exactly what was asked, and true of all of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.core.context import AppointmentFacts, Context
from bot.core.messages import Clock, Day, Join, Moment, Text
from bot.core.phrases import NOTHING, days_said, doctor_of, text, their_appointment, window_said, with_doctor
from bot.core.state import Details
from bot.flows.candidates import candidates, visit_type
from bot.flows.search import Found
from nlu.core.meaning import DayRange, When


def denied(details: Details, found: Found, context: Context) -> Text:
    """The sentence before the nearest times."""
    if found.problem == "taken" and (own := _own(details, found, context)):
        return text("problem.yours", kept=Join(items=tuple(map(their_appointment, own)), word="and"))
    if found.problem == "outside_hours" and _is_in(found.denied[0], details, context):
        return _out_of_hours(found.denied[0], details, context)
    if found.problem == "nothing":
        return _nothing(details, found, context)
    asked = Moment(at=found.denied[0]) if len(found.denied) == 1 else _then(details.when, context, "then.asked")
    return text(
        f"problem.{found.problem}",
        doctor=_only(details, context),
        day=days_said(details.when),
        asked=asked,
        last=Day(day=context.horizon().date()),
        **_around(details, context),
    )


def _out_of_hours(at: datetime, details: Details, context: Context) -> Text:
    """The doctor is in that day, though not then, or not for so long: the hours are told."""
    doctor, day = candidates(details, context)[0], at.date()
    hours = tuple(
        text("hours.stretch", start=Clock(time=one.opens), end=Clock(time=one.closes))
        for one in context.hours(day, doctor)
    )
    name = doctor_of(context, doctor).name
    clock = Clock(time=at.time())
    return text("problem.not_at", doctor=name, clock=clock, day=Day(day=day), hours=Join(items=hours, word="and"))


def _nothing(details: Details, found: Found, context: Context) -> Text:
    """Nothing is free, where that holds without a look at what was ruled out besides; else nothing of it fits."""
    part = window_said(details.when) if found.in_hours else NOTHING
    around = {**_around(details, context), "part": part}
    if not only_ruled_out(details, context):
        one = len(details.doctors) == 1
        return text("problem.nothing" if one else "problem.nothing.anybody", doctor=_only(details, context), **around)
    return text("problem.nothing_fits", **around)


def _around(details: Details, context: Context) -> dict[str, Text | str]:
    """When and with whom nothing is free; what is compared with another time needs no end."""
    compared = details.when.relative in ("earlier", "later") and not details.when.days
    return {"then": NOTHING if compared else _then(details.when, context), "with": with_doctor(details, context)}


def only_ruled_out(details: Details, context: Context) -> bool:
    """Whether something is free on the days and at the times named, with those named: it was only ruled out."""
    doctors = details.doctors or tuple(one.id for one in context.doctors)
    days = details.when.days or (DayRange(context.now.date(), None),)
    times = details.when.times
    return any(
        not times or any(free.start.time() in one for one in times)
        for stretch in days
        for free in context.free_times(doctors, visit_type(details, context), *_bounds(stretch, context))
    )


def _bounds(days: DayRange, context: Context) -> tuple[datetime, datetime]:
    zone, horizon = context.clinic.timezone, context.horizon()
    first = max(datetime.combine(days.first, time(0), zone), context.now)
    if days.last is None or days.last >= horizon.date():
        return first, horizon
    return first, datetime.combine(days.last + timedelta(days=1), time(0), zone)


def _then(when: When, context: Context, key: str = "then.day") -> Text:
    """ " on Friday 5 June in the morning"; of no day in particular, how far it was looked."""
    window = window_said(when)
    if when.days:
        return text(key, day=days_said(when), window=window)
    return text("then.ever", window=window, last=Day(day=context.horizon().date()))


def _only(details: Details, context: Context) -> Text | str:
    doctors = candidates(details, context)
    return doctor_of(context, doctors[0]).name if len(doctors) == 1 else text("the_clinic")


def _is_in(at: datetime, details: Details, context: Context) -> bool:
    return bool(context.open_hours(at.date(), 1, candidates(details, context)[0]))


def _own(details: Details, found: Found, context: Context) -> list[AppointmentFacts]:
    """The appointments of this account that take the time asked for."""
    doctors = candidates(details, context)
    return [
        one
        for one in context.appointments
        if one.id != details.appointment
        and (one.doctor.id,) == doctors
        and any(one.start <= at < one.end for at in found.denied)
    ]
