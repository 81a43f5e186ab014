"""Questions about the clinic: where it is, when it is open, where to park, who works there."""

from __future__ import annotations

from datetime import timedelta

from bot.core.context import Context, OpenHours
from bot.core.flow import Answer, Answered
from bot.core.messages import Clock, Day, Join, Reply, Text
from bot.core.phrases import text
from bot.core.state import State
from nlu.core.meaning import Meaning
from nlu.languages.en.topics import topics

DOCTORS_LISTED = 5


def _info(meaning: Meaning, state: State, context: Context) -> Answered:
    """The clinic's own words where it has some; what we know by ourselves otherwise; else where to ask."""
    asked = topics(meaning.text)
    answers = [_about(topic, context) for topic in asked]
    unique = [one for place, one in enumerate(answers) if one not in answers[:place]]
    return Answered(Reply(parts=tuple(unique) or (_everything(context),)))


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


def _everything(context: Context) -> Text:
    return text("info.all", clinic=context.clinic.name, address=context.clinic.address, phone=context.clinic.phone)


def doctors_said(context: Context) -> Text:
    """Who works here, at most five, or which specialties where there are more."""
    if len(context.doctors) <= DOCTORS_LISTED + 1:
        lines = tuple(text("info.doctor_line", doctor=one.name, specialty=one.specialty) for one in context.doctors)
        return text("info.doctors", doctors=Join(items=lines, word="lines"))
    kinds = tuple(dict.fromkeys(one.specialty for one in context.doctors))
    return text("info.specialties", specialties=Join(items=kinds[:8], word="and"), count=len(context.doctors))


def _week(context: Context) -> Join:
    """The coming week's opening, runs of days with the same hours put together."""
    monday = context.now.date() - timedelta(days=context.now.weekday())
    runs: list[list[OpenHours]] = []
    for day in context.open_hours(monday, 7):
        last = runs[-1][-1] if runs else None
        together = last and (last.opens, last.closes, last.day) == (
            day.opens,
            day.closes,
            day.day - timedelta(days=1),
        )
        runs[-1].append(day) if together else runs.append([day])
    return Join(items=tuple(_run(run) for run in runs), word="comma")


def _run(run: list[OpenHours]) -> Text:
    first, last = run[0], run[-1]
    opens, closes, since = Clock(time=first.opens), Clock(time=first.closes), Day(day=first.day)
    if len(run) == 1:
        return text("info.one_day", first=since, opens=opens, closes=closes)
    return text("info.run", first=since, last=Day(day=last.day), opens=opens, closes=closes)


def _doctors(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(doctors_said(context),)))


DOCTORS = Answer(name="doctors", intents=frozenset(), reply=_doctors)
"""Who works here; said where somebody looks for a doctor without saying for which."""

INFO = Answer(name="info", intents=frozenset({"clinic_info"}), reply=_info)
