"""Questions about the clinic: where it is, when it is open, where to park, who works there."""

from __future__ import annotations

from collections.abc import Collection

from bot.core.context import Context, OpenHours
from bot.core.flow import Answer, Answered
from bot.core.messages import Clock, Day, Join, Reply, Text
from bot.core.phrases import appointment_of, text
from bot.core.state import State
from bot.flows.doctor_days import days_of
from nlu.core.meaning import Meaning
from nlu.languages.en.topics import topics

DOCTORS_LISTED = 5
WEEKS = 3
"""So far ahead an ordinary day of each weekday is looked for."""


def _info(meaning: Meaning, state: State, context: Context) -> Answered:
    """The clinic's own words where it has some; what we know by ourselves otherwise; else where to ask."""
    asked = topics(meaning.text)
    answers = [_about(topic, context) for topic in asked]
    if meaning.visit_types and not set(asked) - {"doctors"}:
        answers = [doctors_said(context, meaning.visit_types)]
    elif when := _when(meaning, asked, state, context):
        answers = [when, *(_about(topic, context) for topic in asked if topic not in ("hours", "doctors"))]
    unique = [one for place, one in enumerate(answers) if one not in answers[:place]]
    nothing = text("info.unknown", phone=context.clinic.phone) if meaning.text else _everything(context)
    theirs = _where_they_go(context) if "address" in asked or "directions" in asked else ()
    return Answered(Reply(parts=(*(unique or [nothing]), *theirs)))


def _when(meaning: Meaning, asked: tuple[str, ...], state: State, context: Context) -> Text | None:
    """When the clinic is open on the day that is asked about, or when a doctor is in; None where neither is asked."""
    named = [one for one in context.doctors if one.name in meaning.doctors]
    day = meaning.when.date
    if not named and not (day and (not asked or "hours" in asked)):
        return None
    if set(asked) - {"hours", "doctors"}:
        return None
    doctor = named[0] if named else None
    if doctor is not None and day is None and doctor.alternates:
        return days_of(doctor, context)
    who = doctor.name if doctor else text("the_clinic")
    if day is None:
        return text("info.doctor_days", who=who, days=_week(context, doctor.id if doctor else None))
    hours = context.open_hours(day, 1, doctor.id if doctor else None)
    if not hours:
        return text("info.not_then.doctor" if doctor else "info.not_then", who=who, day=Day(day=day))
    opens, closes = Clock(time=hours[0].opens), Clock(time=hours[0].closes)
    key = "info.then.doctor" if doctor else "info.then"
    return text(key, who=who, day=Day(day=day), opens=opens, closes=closes)


def _about(topic: str, context: Context) -> Text:
    clinic = context.clinic
    if topic in ("address", "directions"):
        return _where(context)
    if topic in clinic.info:
        return text("info.own", words=clinic.info[topic])
    match topic:
        case "phone":
            return text("info.phone", phone=clinic.phone)
        case "hours":
            return text("info.hours", days=_week(context))
        case "doctors":
            return doctors_said(context)
    return text("info.unknown", phone=clinic.phone)


def _where(context: Context) -> Text:
    """The address and how to get there; a clinic that says the address in its directions need not say it twice."""
    address, directions = context.clinic.address, context.clinic.info.get("directions", "")
    if address in directions:
        return text("info.own", words=directions)
    return (
        text("info.address_and", address=address, directions=directions)
        if directions
        else text("info.address", address=address)
    )


def _where_they_go(context: Context) -> tuple[Text, ...]:
    """Where the next appointment is, of somebody who asks the way and has one in a room or a house of its own."""
    one = next(iter(context.appointments), None)
    return (text("place.yours", appointment=appointment_of(one), place=one.place),) if one and one.place else ()


def _everything(context: Context) -> Text:
    return text("info.all", clinic=context.clinic.name, address=context.clinic.address, phone=context.clinic.phone)


def doctors_said(context: Context, kinds: Collection[str] = ()) -> Text:
    """Who works here, at most five, or which specialties where there are more; of `kinds` of visit, who does them."""
    wanted = [kind.id for kind in context.visit_types if kind.name in kinds]
    able = [one for one in context.doctors if all(one.does(kind) for kind in wanted)]
    if wanted and able:
        names = Join(items=tuple(one.name for one in able), word="and")
        said = text("info.all_doctors") if len(able) == len(context.doctors) else names
        return text("info.who_does_it", kind=Join(items=tuple(kinds), word="and"), doctors=said)
    if len(context.doctors) <= DOCTORS_LISTED + 1:
        lines = tuple(text("info.doctor_line", doctor=one.name, specialty=one.specialty) for one in context.doctors)
        return text("info.doctors", doctors=Join(items=lines, word="lines"))
    kinds = tuple(dict.fromkeys(one.specialty for one in context.doctors))
    return text("info.specialties", specialties=Join(items=kinds[:8], word="and"), count=len(context.doctors))


def _week(context: Context, doctor: int | None = None) -> Join:
    """The week's opening, or a doctor's week, runs of days with the same hours put together."""
    runs: list[list[OpenHours]] = []
    for day in _usual(context.open_hours(context.now.date(), WEEKS * 7, doctor)):
        last = runs[-1][-1] if runs else None
        alike = last is not None and (last.opens, last.closes) == (day.opens, day.closes)
        next_day = last is not None and day.day.weekday() == last.day.weekday() + 1
        runs[-1].append(day) if alike and next_day else runs.append([day])
    return Join(items=tuple(_run(run) for run in runs), word="comma")


def _usual(days: list[OpenHours]) -> list[OpenHours]:
    """For each day of the week, Monday first, the next that is no holiday."""
    first: dict[int, OpenHours] = {}
    for day in days:
        first.setdefault(day.day.weekday(), day)
    return [first[weekday] for weekday in sorted(first)]


def _run(run: list[OpenHours]) -> Text:
    first, last = run[0], run[-1]
    opens, closes, since = Clock(time=first.opens), Clock(time=first.closes), Day(day=first.day)
    if len(run) == 1:
        return text("info.one_day", first=since, opens=opens, closes=closes)
    return text("info.run", first=since, last=Day(day=last.day), opens=opens, closes=closes)


def _doctors(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(doctors_said(context, meaning.visit_types),)))


DOCTORS = Answer(name="doctors", intents=frozenset(), reply=_doctors)
"""Who works here; said where somebody looks for a doctor without saying for which."""

INFO = Answer(name="info", intents=frozenset({"clinic_info"}), reply=_info)
