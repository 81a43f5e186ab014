"""Some hours after a visit its patient is asked how it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.core.messages import Choice, Day, Reply
from bot.core.phrases import choice, text
from bot.outreach.kind import Kind, Planning, Saying
from bot.outreach.names import first_name
from clinic import due_times
from clinic.took_place import took_place
from models.reminding import ReminderRules
from models.store import Store
from models.store.planned import Wanted
from models.views import Appointment, Planned
from models.words import ACTIVE, Status

STARS = range(1, 6)

OF_USE = timedelta(days=5)

MARKED_BY = timedelta(minutes=5)
"""How long after the rule says what an unmarked visit counts as, it is certain to be marked."""


def stars(appointment: int) -> tuple[Choice, ...]:
    """One to five."""
    return tuple(choice("choice.star", f"rate:{appointment}:{count}", stars=count) for count in STARS)


def _due(store: Store, one: Appointment, now: datetime) -> Iterator[Wanted]:
    """After a visit that may still take place, or has, and was not rated yet."""
    clinic = store.clinic.require()
    rules = clinic.reminders
    may = one.status in ACTIVE or one.status == Status.COMPLETED
    if not may or not rules.ratings or (one.starts_at <= now and store.ratings.get(one.id) is not None):
        return
    at = due_times.after_visit(one.ends_at, rules.rating_after_hours, rules.quiet, clinic.timezone)
    if at + OF_USE > now:
        yield Wanted("", at, at + OF_USE)


def _not_before(one: Appointment, rules: ReminderRules) -> datetime | None:
    """Where an unmarked visit counts as missed, nobody is asked before somebody has marked it."""
    if one.status not in ACTIVE or took_place(one, rules):
        return None
    return one.ends_at + timedelta(hours=rules.unmarked_after_hours) + MARKED_BY


def _say(rows: Sequence[Planned], saying: Saying) -> Reply:
    one, clinic = rows[0].appointment, saying.clinic
    words = text(
        "rating.you" if rows[0].relation == "self" else "rating.other",
        clinic=clinic.name,
        name=first_name(one.patient),
        doctor=one.doctor,
        day=Day(day=one.starts_at.astimezone(clinic.timezone).date()),
    )
    return Reply(parts=(words,), expects="rating", choices=stars(one.id))


def _ask_again(rows: Sequence[Planned]) -> None:
    """Nobody is asked twice how it was."""


RATING = Kind(
    "rating",
    asks=True,
    planning=Planning(due=_due, holds=took_place, say=_say, ask_again=_ask_again, not_before=_not_before),
)
