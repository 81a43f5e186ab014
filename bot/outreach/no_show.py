"""Who did not come is asked whether another time is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.core.messages import Choice, Reply
from bot.core.phrases import choice, moment, text
from bot.outreach.kind import Kind, Planning, Saying
from bot.outreach.names import first_name
from clinic import due_times
from models.reminding import ReminderRules
from models.store import Store
from models.store.planned import Wanted
from models.views import Appointment, Planned
from models.words import Status

OF_USE = timedelta(days=7)


def _due(store: Store, one: Appointment, now: datetime) -> Iterator[Wanted]:
    clinic = store.clinic.require()
    if one.status != Status.NO_SHOW or not clinic.reminders.ask_after_no_show:
        return
    at = due_times.quiet_ends(max(now, one.ends_at), clinic.reminders.quiet, clinic.timezone)
    until = one.ends_at + OF_USE
    if at < until:
        yield Wanted("", at, until)


def _missed(one: Appointment, rules: ReminderRules) -> bool:
    return one.status == Status.NO_SHOW


def _say(rows: Sequence[Planned], saying: Saying) -> Reply:
    words = text(
        "no_show.you" if rows[0].relation == "self" else "no_show.other",
        clinic=saying.clinic.name,
        name=first_name(rows[0].appointment.patient),
        start=moment(rows[0].appointment.starts_at),
    )
    return Reply(parts=(words,), expects="anything_else", choices=_book_again())


def _ask_again(rows: Sequence[Planned]) -> Reply:
    return Reply(parts=(text("cancel.again"),), expects="anything_else", choices=_book_again())


def _book_again() -> tuple[Choice, ...]:
    return (choice("choice.book_again", "flow:book"), choice("choice.no_thanks", "keep"))


NO_SHOW = Kind(
    "no_show",
    asks=True,
    planning=Planning(due=_due, holds=_missed, say=_say, ask_again=_ask_again),
)
