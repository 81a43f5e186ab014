"""Planning what will be said unasked about an appointment, in the transaction that makes, moves or ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from clinic import due_times
from clinic.quota import EXTRA, TOGETHER, WEEK, Quota, is_promise
from models.reminding import Lead, ReminderRules, lead
from models.store import Store
from models.store.planned import Wanted
from models.views import Appointment, Clinic, Planned
from models.words import ACTIVE, PlannedStatus

Due = Callable[[Store, Appointment, datetime], Iterable[Wanted]]
"""What of one kind is to be said of an appointment as it stands now, and when."""

EXTRA_LEAD = lead("2d")
"""When the one extra reminder is due that a risky appointment gets."""

STILL_OF_USE = timedelta(minutes=30)
"""A reminder later than this before its appointment is of no use any more."""

UNWANTED = "unwanted"
"""Why what was planned is not said: its patient has asked for it to stop."""


def plan(
    store: Store, appointment: Appointment, now: datetime, kinds: Mapping[str, Due], *, is_new: bool = False
) -> None:
    """Plan what belongs to an appointment as it stands now, in place of all that was planned about it before; where it
    is new, that is nothing.

    The services call it in the transaction that makes, moves, cancels or marks an appointment; nobody else does.
    """
    status = appointment.status
    if not is_new:
        store.planned.drop(appointment.id, now, "replanned" if status in ACTIVE else str(status))
    if wants_reminders(store, appointment):
        for kind, due in kinds.items():
            store.planned.put(appointment, kind, list(due(store, appointment, now)), now)


def unplan(store: Store, account_id: int, now: datetime) -> None:
    """Nothing planned is said to this person any more: they do not want it."""
    for row in store.planned.of_account(account_id, now):
        if row.status == PlannedStatus.PLANNED:
            store.planned.give_up(row, PlannedStatus.DROPPED, UNWANTED, now)


def wants_reminders(store: Store, appointment: Appointment) -> bool:
    """Whether its patient wants to be reminded of it, and asked about it: of any, and of this one."""
    refused = store.people.account(appointment.account_id).reminders_off_at is not None
    return appointment.wants_reminders and not refused


def promised(store: Store, appointment_id: int) -> list[datetime]:
    """When reminders of an appointment will come for certain, soonest first: what may be said to its patient."""
    return [one.due_at for one in store.planned.of_appointment(appointment_id) if is_promise(one)]


def would_promise(store: Store, account_id: int, visit_type_id: int, start: datetime, now: datetime) -> bool:
    """Whether somebody who booked that would be reminded of it."""
    refused = store.people.account(account_id).reminders_off_at is not None
    return not refused and bool(_keepable(store, account_id, visit_type_id, start, now))


def reminders_due(store: Store, one: Appointment, now: datetime) -> Iterator[Wanted]:
    """The reminders of an appointment that can be promised; what is due later on their days is brought forward."""
    if one.status not in ACTIVE:
        return
    clinic = store.clinic.require()
    rules, zone = clinic.reminders, clinic.timezone
    keepable = _keepable(store, one.account_id, one.visit_type_id, one.starts_at, now, own=one.id)
    for found in keepable:
        yield _reminder(one, found.due)
        for other in found.together:
            store.planned.bring_forward(other, found.due.at, now)
    days = {found.due.at.astimezone(zone).date() for found in keepable}
    for extra in due_times.reminders(one.starts_at, [EXTRA_LEAD], rules.quiet, zone, now) if keepable else ():
        if extra.at.astimezone(zone).date() not in days:
            yield _reminder(one, due_times.Due(EXTRA, extra.at))


def _reminder(one: Appointment, which: due_times.Due) -> Wanted:
    return Wanted(which.step, which.at, one.starts_at - STILL_OF_USE)


class Keepable(NamedTuple):
    """A reminder that can be promised, and those of the same day that are to go with it and are due later."""

    due: due_times.Due
    together: tuple[Planned, ...]


def _keepable(
    store: Store, account_id: int, visit_type_id: int, start: datetime, now: datetime, *, own: int | None = None
) -> list[Keepable]:
    """The reminders that fit beside all this person was sent and promised. The last is the one that matters most."""
    clinic = store.clinic.require()
    rules = clinic.reminders
    lively = store.planned.of_account(account_id, now - WEEK)
    others = tuple(row for row in lively if not (is_promise(row) and row.appointment.id == own))
    quota = Quota(others, rules, clinic.timezone)
    found: list[Keepable] = []
    for each in reversed(
        due_times.reminders(start, _leads(store, visit_type_id, rules), rules.quiet, clinic.timezone, now)
    ):
        taken = tuple(one.due.at for one in found)
        fits = (_fit(step, quota, taken, now) for step in _choices(each, start, clinic, is_last=not found))
        if keepable := next((one for one in fits if one), None):
            found.append(keepable)
    return found[::-1]


def _choices(wanted: due_times.Due, start: datetime, clinic: Clinic, *, is_last: bool) -> Iterator[due_times.Due]:
    """A last reminder that does not fit on its day may come the morning after."""
    yield wanted
    morning = due_times.next_morning(wanted.at, clinic.reminders.quiet, clinic.timezone)
    if is_last and morning <= start - due_times.AHEAD:
        yield due_times.Due(wanted.step, morning)


def _fit(wanted: due_times.Due, quota: Quota, taken: tuple[datetime, ...], now: datetime) -> Keepable | None:
    """With what is promised for that day already, as one message at the earlier time; else where there is room."""
    day = quota.day(wanted.at)
    same_day = quota.promised_on(day)
    if same_day and len(same_day) < TOGETHER and (first := min(row.due_at for row in same_day)) > now:
        at = min(first, wanted.at)
        return Keepable(due_times.Due(wanted.step, at), tuple(row for row in same_day if row.due_at > at))
    fits = not same_day and quota.allows(day, *map(quota.day, taken))
    return Keepable(wanted, ()) if fits else None


def _leads(store: Store, visit_type_id: int, rules: ReminderRules) -> tuple[Lead, ...]:
    own = store.clinic.visit_type(visit_type_id).reminders
    return rules.leads if own is None else tuple(lead(each) for each in own)
