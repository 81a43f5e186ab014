"""Keeping the house in order: visits nobody marked, holds that have lapsed, messages older than they need be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.batch import each
from bot.outreach.notifier import Outreach
from clinic.actor import CLOCK
from clinic.bookings import Bookings
from clinic.visits import Visits
from models.store import Store
from models.views import Appointment
from models.words import ACTIVE
from scheduler.tick import Tick

KIND = "past_visit"
BATCH = 500
LOOK_BACK = timedelta(days=30)
"""Visits longer ago than this that nobody marked are left as they are: an import of history must not ask anybody."""


def mark_past_visits(store: Store, now: datetime) -> int:
    """Visits that nobody marked become what the clinic's rule says, some hours after their end; how many."""
    clinic = store.clinic.get()
    if clinic is None:
        return 0
    rules = clinic.reminders
    ended_by = now - timedelta(hours=rules.unmarked_after_hours)
    unmarked = _unmarked(store, now, last=ended_by, limit=BATCH)
    visits = Visits(store, now, Outreach())

    def together(numbers: Sequence[int]) -> int:
        for number in numbers:
            visits.nobody_marked(CLOCK, number)
        return len(numbers)

    return each(store, KIND, [one.id for one in unmarked if one.ends_at <= ended_by], together, now)


def _unmarked(store: Store, now: datetime, *, last: datetime | None = None, limit: int) -> list[Appointment]:
    """The first visits that nobody marked, but for those that are set aside."""
    out = [int(one) for one in store.set_aside.left_out(KIND, now)]
    return store.bookings.find(first=now - LOOK_BACK, last=last, statuses=ACTIVE, limit=limit, without=out)


def next_to_mark(store: Store, now: datetime) -> datetime | None:
    """When the next visit will have gone unmarked for too long."""
    clinic, unmarked = store.clinic.get(), _unmarked(store, now, limit=1)
    if clinic is None or not unmarked:
        return None
    return unmarked[0].ends_at + timedelta(hours=clinic.reminders.unmarked_after_hours)


def drop_lapsed_holds(store: Store, now: datetime) -> int:
    """Holds nobody took up; whoever wants such a time removes its hold anyway."""
    return Bookings(store, now, Outreach()).drop_lapsed_holds(CLOCK)


def forget_messages(store: Store, now: datetime) -> int:
    """Messages, both ways, older than the clinic keeps them, and unclear ones kept long enough; how many of this
    batch."""
    unclear, clinic = store.unclear.forget(now), store.clinic.get()
    if clinic is None:
        return unclear
    return unclear + store.forgetting.messages(now - timedelta(days=clinic.reminders.keep_messages_days), BATCH)


MARK = Tick("mark past visits", 60.0, mark_past_visits, next_to_mark)
HOLDS = Tick("drop lapsed holds", 60.0, drop_lapsed_holds)
FORGET = Tick("forget messages", 3600.0, forget_messages)
