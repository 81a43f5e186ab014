"""Planning what will be said unasked about an appointment, in the transaction that makes, moves or ends it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import due
from models.reminding import Lead, ReminderRules, lead
from models.store import Store
from models.store.planned import Wanted
from models.views import Appointment, Clinic, Planned
from models.words import ACTIVE, PlannedStatus, Status

EXTRA = lead("2d")
"""When the one extra reminder is due that a risky appointment gets."""

STILL_OF_USE = timedelta(minutes=30)
"""A reminder later than this before its appointment is of no use any more."""

RATING_OF_USE = timedelta(days=5)
NO_SHOW_OF_USE = timedelta(days=7)


def plan(store: Store, appointment: Appointment, now: datetime) -> None:
    """Plan what belongs to an appointment as it stands now, in place of all that was planned about it before.

    To be called in the same transaction whenever an appointment was made, moved, cancelled or marked.
    """
    status, wanted = appointment.status, appointment.wants_reminders
    store.planned.drop(appointment.id, now, "replanned" if status in ACTIVE else str(status))
    if wanted and status in ACTIVE:
        _plan_reminders(store, appointment, now)
    if wanted and (status in ACTIVE or status == Status.COMPLETED):
        _plan_rating(store, appointment, now)
    if wanted and status == Status.NO_SHOW:
        _plan_no_show(store, appointment, now)


def promised(store: Store, appointment_id: int) -> list[datetime]:
    """When reminders of an appointment will come for certain, soonest first: what may be said to its patient."""
    planned = store.planned.of_appointment(appointment_id)
    return [one.due_at for one in planned if is_reminder(one) and one.step != "extra"]


def is_reminder(one: Planned) -> bool:
    """Whether this is a reminder still to come."""
    return one.kind == "reminder" and one.status == PlannedStatus.PLANNED


def _plan_reminders(store: Store, one: Appointment, now: datetime) -> None:
    clinic = store.clinic.require()
    rules, zone = clinic.reminders, clinic.timezone
    leads = _leads(store, one, rules)
    found = due.reminders(one.starts_at, leads, rules.quiet, zone, now)
    extra = due.reminders(one.starts_at, [EXTRA], rules.quiet, zone, now) if found else []
    days = {each.at.astimezone(zone).date() for each in found}
    found += [due.Due("extra", each.at) for each in extra if each.at.astimezone(zone).date() not in days]
    for each in found:
        store.planned.put(one, Wanted("reminder", each.step, each.at, one.starts_at - STILL_OF_USE), now)


def _leads(store: Store, one: Appointment, rules: ReminderRules) -> tuple[Lead, ...]:
    own = store.clinic.visit_type(one.visit_type_id).reminders
    return rules.leads if own is None else tuple(lead(each) for each in own)


def _plan_rating(store: Store, one: Appointment, now: datetime) -> None:
    clinic = store.clinic.require()
    if not clinic.reminders.ratings or store.ratings.get(one.id) is not None:
        return
    at = _after(one, clinic)
    if at + RATING_OF_USE > now:
        store.planned.put(one, Wanted("rating", "", at, at + RATING_OF_USE), now)


def _after(one: Appointment, clinic: Clinic) -> datetime:
    rules = clinic.reminders
    return due.after_visit(one.ends_at, rules.rating_after_hours, rules.quiet, clinic.timezone)


def _plan_no_show(store: Store, one: Appointment, now: datetime) -> None:
    clinic = store.clinic.require()
    if not clinic.reminders.ask_after_no_show:
        return
    at = due.quiet_ends(max(now, one.ends_at), clinic.reminders.quiet, clinic.timezone)
    until = one.ends_at + NO_SHOW_OF_USE
    if at < until:
        store.planned.put(one, Wanted("no_show", "", at, until), now)
