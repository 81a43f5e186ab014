"""Questions age: what was asked some time ago is said again as it is now, before anything is done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.state import Details, State
from nlu.core.meaning import When

AGED = timedelta(hours=4)
"""After so long a yes, or a number, is no answer any more to a proposal or to times on offer: they are said again. Who
is asked in the morning and answers in the lunch break is still within it; the next day nobody is."""

FORGOTTEN = timedelta(days=3)
"""After so long the conversation begins afresh: nobody goes on then with what they left."""


def aged(asked_at: datetime | None, now: datetime) -> bool:
    """Whether a question is too old to be answered in a word."""
    return asked_at is not None and now - asked_at >= AGED


def forgotten(state: State, now: datetime) -> bool:
    """Whether what was being arranged is too long ago to be gone on with."""
    return state.asked_at is not None and now - state.asked_at >= FORGOTTEN


def afresh(state: State) -> State:
    """The conversation with what was being arranged forgotten. The choices of an unasked message stay."""
    nothing = {"flow": None, "details": Details(), "asked": None, "question": None, "parked": None, "waiting": ()}
    shown = {} if state.beside else {"choices": (), "about": ()}
    return state.model_copy(update=nothing | shown)


def outdated(state: State, now: datetime) -> bool:
    """Whether the open question speaks of what has passed: a time, or the days as they were yesterday."""
    offered = state.question.choices if state.question else ()
    times = [choice.start for choice in offered if choice.start is not None]
    if state.details.chosen is not None:
        times.append(state.details.chosen.start)
    other_day = state.asked_at is not None and state.asked_at.astimezone(now.tzinfo).date() != now.date()
    return other_day or any(time <= now for time in times)


def still_ahead(details: Details, now: datetime) -> Details:
    """The wish without the days and times that have passed. What was shown then says nothing about now."""
    chosen = details.chosen if details.chosen and details.chosen.start > now else None
    kept = {"when": _ahead(details.when, now.date()), "chosen": chosen, "shown": (), "passed": ()}
    return details.model_copy(update=kept)


def _ahead(when: When, today: date) -> When:
    """With all its days over, the wish for a day has to be heard anew; the time of day stays."""
    days = tuple(one for one in when.days if one.last is None or one.last >= today)
    return when if days == when.days else replace(when, days=days, relative=None, spans=())
