"""The slots "date" and "slot": asking for a day, offering the free times that fit, and settling on one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.context import Context, FreeTime, Refusal
from bot.core.flow import Question, Slot
from bot.core.messages import Choice, Day, Moment, Reply, Text
from bot.core.phrases import choice, days_said, doctor_of, for_whom, kind_said, text, whom, window_said, with_doctor
from bot.core.state import Anchor, ChosenTime, Details
from bot.flows.candidates import candidates, visit_type
from bot.flows.denial import denied, only_ruled_out
from bot.flows.search import Found, is_refused, search
from bot.flows.selection import distinct
from nlu.core.meaning import When

DAYS_OFFERED = 3


def _no_day(details: Details, context: Context) -> bool:
    when = details.when
    return not (details.chosen or when.days or when.asap or when.any_day or when.relative)


def _ask_day(details: Details, context: Context) -> Question:
    """Ask for a day, with the next days on which something fits, and the first free time of all."""
    now = context.now
    ends = (now + timedelta(days=14), context.horizon())
    days = next(filter(None, (_days_left(details, end, context) for end in ends)), [])
    offered = tuple(choice("choice.day", f"day:{day.isoformat()}", day=Day(day=day)) for day in days[:DAYS_OFFERED])
    clock = Moment(at=datetime.combine(now.date(), details.when.time, now.tzinfo)) if details.when.time else ""
    key = "day.which_at" if clock else "day.which"
    no_such_day = (text("day.invalid"),) if "invalid_date" in details.when.ambiguous else ()
    parts = (
        *no_such_day,
        text(key, clock=clock, **_around(details, context)),
    )
    return Question(Reply(parts=parts, expects="date", choices=(*offered, choice("choice.asap", "asap"))), details)


def _days_left(details: Details, end: datetime, context: Context) -> list[date]:
    """The days up to then on which something fits."""
    free = context.free_times(candidates(details, context), visit_type(details, context), context.now, end)
    wanted = details.when.times
    left = (one.start for one in free if not is_refused(details.when, one.start))
    return list(dict.fromkeys(at.date() for at in left if not wanted or any(at.time() in one for one in wanted)))


def _ask_nearer_day(details: Details, context: Context) -> Question:
    """The day lies further ahead than can be booked: say how far that is, and ask for another."""
    question = _ask_day(DAY.clear(details), context)
    last = text("problem.beyond_horizon", last=Day(day=context.horizon().date()))
    reply = question.reply.model_copy(update={"parts": (last, *question.reply.parts)})
    return Question(reply, question.details)


def _settle(details: Details, context: Context) -> Details:
    """Settle on the exact time that was asked for, where it is free."""
    if details.chosen or not details.when_said:
        return details
    found = search(details, context)
    exact = found.exact or (found.elsewhere if details.any_doctor_then else None)
    if exact is None and details.any_doctor_then:
        exact = search(details.model_copy(update={"doctors": ()}), context).exact
    if exact is None:
        return details
    return details.model_copy(update={"chosen": ChosenTime(doctor=exact.doctor, start=exact.start)})


def ask_time(details: Details, context: Context) -> Question:
    """Offer the free times that fit, or say why there are none and offer the nearest."""
    anchor = details.anchor
    beside = anchor and details.when.relative == "same_time" and anchor.doctor in candidates(details, context)
    if anchor and beside and (question := _offer_beside(anchor, details, context)):
        return question
    found = search(details, context)
    if found.problem == "beyond_horizon":
        return _ask_nearer_day(details, context)
    if not found.times:
        return Question(_nothing_at_all(details, context), details)
    shown = (*details.shown, *(free.start for free in found.times))
    offered = tuple(ChosenTime(doctor=free.doctor, start=free.start) for free in found.times)
    kept = details.model_copy(update={"shown": shown, "offered": offered})
    return Question(offer(found, _lead(details, found, context), details, context), kept)


def offer(found: Found, lead: Text, details: Details, context: Context) -> Reply:
    """A list of times to choose from, under a sentence that says which they are."""
    one_day = bool(details.when.date) or (details.when.asap and len({free.start.date() for free in found.times}) == 1)
    one_doctor = len(details.doctors) == 1
    times = tuple(
        time_choice(free, context, day=not one_day or bool(found.problem), doctor=not one_doctor)
        for free in found.times
    )
    there = (time_choice(found.elsewhere, context, day=True, doctor=True),) if found.elsewhere else ()
    more = (choice("choice.other_times", "more"),) if found.more or found.problem else ()
    return Reply(parts=(lead, text("slot.which")), expects="slot", choices=(*times, *there, *more))


def time_choice(free: FreeTime, context: Context, *, day: bool, doctor: bool) -> Choice:
    """A free time to choose, with its day and doctor where the sentence before does not say them."""
    key = "choice.time" + (".day" if day else "") + (".doctor" if doctor else "")
    label = text(key, start=Moment(at=free.start), doctor=doctor_of(context, free.doctor).name)
    return Choice(label=label, value=f"slot:{free.doctor}:{int(free.start.timestamp())}", start=free.start)


def _lead(details: Details, found: Found, context: Context) -> Text:
    if found.problem:
        return denied(details, found, context)
    around = _around(details, context)
    days = {free.start.date() for free in found.times}
    if (details.when.asap or details.when.latest) and len(days) == 1:
        return text("slot.first_on" if details.when.asap else "slot.last_on", day=Day(day=days.pop()), **around)
    if details.when.latest:
        return text("slot.last", **around)
    day = days_said(details.when)
    if not day and details.appointment and details.when.relative == "earlier":
        return text("slot.earlier", **around)
    if not day or details.when.asap:
        return text("slot.first", **around)
    return text("slot.free", day=day, window=window_said(details.when), **around)


def _around(details: Details, context: Context) -> dict[str, Text | str]:
    """With whom, for whom and for what."""
    return {
        "with": with_doctor(details, context), "for": for_whom(details), "visit": kind_said(details, context),
    }  # fmt: skip


def _nothing_at_all(details: Details, context: Context) -> Reply:
    with_, last = with_doctor(details, context), Day(day=context.horizon().date())
    others = 0 < len(details.doctors) < len(context.doctors)
    anybody = (choice("choice.any_doctor", "doctor:any"),) if others else ()
    ruled_out = only_ruled_out(details.model_copy(update={"when": When()}), context)
    key = "slot.nothing_else" if ruled_out else "slot.nothing_at_all"
    return Reply(
        parts=(
            text(key, **{"with": with_, "last": last}),
            text("slot.somebody_else" if others else "slot.front_desk", phone=context.clinic.phone),
        ),
        expects="doctor" if anybody else "date",
        choices=(*anybody, choice("choice.person", "flow:person")),
    )


def _offer_beside(anchor: Anchor, details: Details, context: Context) -> Question | None:
    """The same time as an appointment just made: its doctor is taken then, so right after, or somebody else."""
    kind = visit_type(details, context)
    after = context.free_times((anchor.doctor,), kind, anchor.end, anchor.end + timedelta(days=14))[:1]
    others = [one.id for one in context.doctors if one.id != anchor.doctor and one.id not in details.not_doctors]
    at_once = [
        FreeTime(doctor, anchor.start) for doctor in others if context.why_not(doctor, kind, anchor.start) is None
    ]
    found = (*after, *at_once[:2])
    if not found:
        return None
    person = whom(details.who) if details.who and details.who.known else text("them")
    lead = text("slot.beside", who=person, doctor=doctor_of(context, anchor.doctor).name)
    one_day = all(free.start.date() == anchor.start.date() for free in found)
    choices = tuple(time_choice(free, context, day=not one_day, doctor=True) for free in found)
    reply = Reply(parts=(lead, text("slot.which")), expects="slot", choices=choices)
    return Question(reply, details.model_copy(update={"any_doctor_then": True}))


def nearest(details: Details, start: datetime, context: Context) -> Found:
    """The times nearest to one that was lost a moment ago, with the same doctor."""
    doctors, kind = candidates(details, context), visit_type(details, context)
    ends = (start + timedelta(days=14), context.horizon())
    free = (context.free_times(doctors, kind, context.now, end, moving=details.appointment) for end in ends)
    closest = sorted(distinct(next(filter(None, free), [])), key=lambda one: abs(one.start - start))[:DAYS_OFFERED]
    return Found(times=tuple(sorted(closest, key=lambda one: one.start)), more=True)


_WHY_LOST = {
    "taken": "slot.lost",
    "in_past": "slot.passed",
    "too_soon": "slot.too_near",
    "time_off": "slot.away",
    "outside_hours": "slot.away",
    "holiday": "slot.closed",
}


def lost(details: Details, why: Refusal, context: Context) -> Question:
    """A time that had been proposed cannot be had any more: say why, and offer what is nearest."""
    if details.chosen is None:
        return ask_time(details, context)
    start = details.chosen.start
    if why == "not_done":  # whoever does it is as good
        details = details.model_copy(update={"doctors": ()})
    found = nearest(details, start, context)
    details = details.model_copy(update={"chosen": None, "when": When(days=details.when.days)})
    if not found.times:
        return Question(_nothing_at_all(details, context), details)
    shown = tuple(free.start for free in found.times)
    lead = text(_WHY_LOST.get(why, "slot.gone"), **{"with": with_doctor(details, context)})
    return Question(offer(found, lead, details, context), details.model_copy(update={"shown": shown}))


DAY = Slot(
    name="date",
    missing=_no_day,
    ask=_ask_day,
    clear=lambda details: details.model_copy(update={"when": When(), "chosen": None, "shown": (), "passed": ()}),
)
TIME = Slot(
    name="slot", missing=lambda details, context: details.chosen is None, ask=ask_time, fill=_settle, clear=DAY.clear
)
