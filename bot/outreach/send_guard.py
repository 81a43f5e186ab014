"""Whether what is sent unasked is still true, wanted and at a good time: asked at release, and again at sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.state import State
from bot.outreach.calendar_file import CALENDAR, still_booked
from bot.outreach.desk_changes import DESK_BOOKING, still_so
from bot.outreach.joining import KIND as JOIN
from bot.outreach.joining import still_asked
from bot.outreach.maybe_lost import KIND as LOST
from bot.outreach.maybe_lost import still_missing
from bot.outreach.offers import BACK, OFFER, still_back, still_linked, still_offered
from bot.outreach.whatsapp_session import UNASKED_OF_DOCTORS
from clinic import due_times
from clinic.absences import TO_ANSWER
from clinic.planning import UNWANTED, wants_reminders
from clinic.took_place import untrue
from models.reminding import ReminderRules
from models.store import Store
from models.views import OutboundMessage, Planned, Reachable
from models.words import ACTIVE, PlannedStatus

MID_TALK = timedelta(minutes=10)
"""Somebody who wrote this lately and has something open is not interrupted: their "1" must mean what they saw."""

WAITS = "waits"
"""What is true, but comes in the middle of a conversation: it goes out once that is quiet."""


def still(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """At the moment of sending: None, or a code why this message is not to be sent.

    What of it is true all the same, or only comes at a bad time, is planned anew.
    """
    rows = store.planned.of_message(message.key.removeprefix("fallback:"))
    if not rows:
        return "unplanned"
    clinic = store.clinic.require()
    reasons = {row: _why_not(store, row, clinic.reminders) for row in rows}
    wrong = [reason for reason in reasons.values() if reason]
    if wrong:
        for row, reason in reasons.items():
            _put_right(store, row, reason, now)
        return wrong[0]
    again = due_times.quiet_ends(now, clinic.reminders.quiet, clinic.timezone)
    reason = "quiet" if again > now else None
    if reason is None and _talking(store, message, now):
        again, reason = now + MID_TALK, "mid_talk"
    if reason is not None:
        for row in rows:
            put_off(store, row, again, now)
    return reason


def put_off(store: Store, row: Planned, again: datetime, now: datetime) -> None:
    """Say it then, if it is of use then; else it is missed."""
    if again < row.useful_until:
        store.planned.postpone(row, again, now)
    else:
        store.planned.give_up(row, PlannedStatus.MISSED, "too_late", now)


def talking(reachable: Reachable, now: datetime) -> bool:
    """Whether somebody is in the middle of arranging something, or has answers before them to choose from.

    What a conversation remembers is only read where they wrote lately.
    """
    heard = reachable.last_heard_at
    if heard is None or now - heard >= MID_TALK or reachable.state is None:
        return False
    state = State.kept(reachable.state)
    return bool(state.flow or state.choices)


def offered(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """Whether an offer is still true; it waits for a conversation to be quiet, unless the appointment is near."""
    reason = still_offered(store, message, now)
    if reason is not None or not _talking(store, message, now):
        return reason
    waits = message.expires_at is None or now + MID_TALK + TO_ANSWER <= message.expires_at
    return WAITS if waits else None


def _talking(store: Store, message: OutboundMessage, now: datetime) -> bool:
    here = [one for one in store.planned.reachable([message.account_id]) if one.address == message.address]
    return any(talking(one, now) for one in here)


def _why_not(store: Store, row: Planned, rules: ReminderRules) -> str | None:
    if not wants_reminders(store, row.appointment):
        return UNWANTED
    displaced = row.kind == "reminder" and store.absences.displaces(row.appointment.id)
    return "displaced" if displaced else untrue(row, rules)


def _put_right(store: Store, row: Planned, reason: str | None, now: datetime) -> None:
    """Say the true ones again, without the others; say the same time with another doctor."""
    one = row.appointment
    if reason is None:
        put_off(store, row, now, now)
    elif reason == "moved" and row.starts_at == one.starts_at and one.status in ACTIVE and row.kind == "reminder":
        store.planned.retarget(row, now)
    else:
        store.planned.give_up(row, PlannedStatus.DROPPED, reason, now)


STILL = {
    "reminder": still,
    "rating": still,
    "no_show": still,
    OFFER: offered,
    BACK: still_back,
    CALENDAR: still_booked,
    DESK_BOOKING: still_so,
    LOST: still_missing,
    JOIN: still_asked,
    **dict.fromkeys(UNASKED_OF_DOCTORS, still_linked),
}
"""By kind of message; delivery asks before it sends."""
