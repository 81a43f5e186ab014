"""Whether what is sent unasked is still true, wanted and at a good time: asked at release, and again at sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.state import State
from bot.outreach.kind import Planning
from bot.outreach.kinds import kind_of
from clinic import due_times
from clinic.absences import TO_ANSWER
from clinic.planning import UNWANTED, wants_reminders
from models.reminding import ReminderRules
from models.store import Store
from models.views import OutboundMessage, Planned, Reachable
from models.words import ACTIVE, PlannedStatus

MID_TALK = timedelta(minutes=10)
"""Somebody who wrote this lately and has something open is not interrupted: their "1" must mean what they saw."""

WAITS = "waits"
"""What is true, but comes in the middle of a conversation: it goes out once that is quiet."""


def why_not(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """At the moment of sending: None, WAITS, or a code why this message is not to be sent.

    What waits for a conversation to be quiet does so no longer than its appointment allows.
    """
    kind = kind_of(message.kind)
    if kind.planning is not None:
        return _planned(store, message, kind.planning, now)
    reason = kind.guard(store, message, now)
    if reason is not None or not kind.waits or not _talking(store, message, now):
        return reason
    waits = message.expires_at is None or now + MID_TALK + TO_ANSWER <= message.expires_at
    return WAITS if waits else None


def untrue(row: Planned, planning: Planning, rules: ReminderRules) -> str | None:
    """Why a planned message would be false by now, as a code; None where it is true."""
    one = row.appointment
    if row.starts_at != one.starts_at or row.doctor_id != one.doctor_id:
        return "moved"
    return None if planning.holds(one, rules) else str(one.status)


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


def _planned(store: Store, message: OutboundMessage, planning: Planning, now: datetime) -> str | None:
    """What of it is true all the same, or only comes at a bad time, is planned anew."""
    rows = store.planned.of_message(message.key.removeprefix("fallback:"))
    if not rows:
        return "unplanned"
    clinic = store.clinic.require()
    reasons = {row: _why_untrue(store, row, planning, clinic.reminders) for row in rows}
    wrong = [reason for reason in reasons.values() if reason]
    if wrong:
        for row, reason in reasons.items():
            _put_right(store, row, planning, reason, now)
        return wrong[0]
    again = due_times.quiet_ends(now, clinic.reminders.quiet, clinic.timezone)
    reason = "quiet" if again > now else None
    if reason is None and _talking(store, message, now):
        again, reason = now + MID_TALK, "mid_talk"
    if reason is not None:
        for row in rows:
            put_off(store, row, again, now)
    return reason


def _talking(store: Store, message: OutboundMessage, now: datetime) -> bool:
    here = [one for one in store.planned.reachable([message.account_id]) if one.address == message.address]
    return any(talking(one, now) for one in here)


def _why_untrue(store: Store, row: Planned, planning: Planning, rules: ReminderRules) -> str | None:
    if not wants_reminders(store, row.appointment):
        return UNWANTED
    displaced = planning.ahead and store.absences.displaces(row.appointment.id)
    return "displaced" if displaced else untrue(row, planning, rules)


def _put_right(store: Store, row: Planned, planning: Planning, reason: str | None, now: datetime) -> None:
    """Say the true ones again, without the others; say the same time with another doctor."""
    one = row.appointment
    if reason is None:
        put_off(store, row, now, now)
    elif reason == "moved" and row.starts_at == one.starts_at and one.status in ACTIVE and planning.ahead:
        store.planned.retarget(row, now)
    else:
        store.planned.give_up(row, PlannedStatus.DROPPED, reason, now)
