"""When things are to be said unasked: pure sums over the clinic's clock, right across both DST changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.reminding import Lead
from models.walltime import Minutes, moment

EVENING = timedelta(hours=1)
"""What would fall into quiet hours and cannot wait for their end goes this long before they begin."""

AHEAD = timedelta(hours=1)
"""A reminder moved to the end of quiet hours must still be this long before its appointment."""


MORNING = 8 * 60
"""In minutes of the day."""


class Due(NamedTuple):
    """A reminder and when it is due, in UTC."""

    step: str
    at: datetime


def is_quiet(at: datetime, quiet: Minutes, zone: ZoneInfo) -> bool:
    """Whether nothing may be sent unasked at that moment: from the first minute of quiet hours to before the last."""
    local = at.astimezone(zone)
    minute, (first, last) = local.hour * 60 + local.minute, quiet
    return first <= minute < last if first <= last else minute >= first or minute < last


def quiet_ends(at: datetime, quiet: Minutes, zone: ZoneInfo) -> datetime:
    """When the quiet hours around `at` end, in UTC; `at` itself outside them."""
    if not is_quiet(at, quiet, zone):
        return at
    local = at.astimezone(zone)
    over_midnight = quiet[0] > quiet[1] and local.hour * 60 + local.minute >= quiet[0]
    return moment(local.date() + timedelta(days=over_midnight), quiet[1], zone)


def _quiet_begins(at: datetime, quiet: Minutes, zone: ZoneInfo) -> datetime:
    """When the quiet hours around `at`, which lies in them, began."""
    local = at.astimezone(zone)
    since_yesterday = quiet[0] > quiet[1] and local.hour * 60 + local.minute < quiet[1]
    return moment(local.date() - timedelta(days=since_yesterday), quiet[0], zone)


def waking(at: datetime, quiet: Minutes, zone: ZoneInfo, before: datetime) -> datetime:
    """`at`, or the nearest sensible time outside quiet hours that is well before `before`."""
    if not is_quiet(at, quiet, zone):
        return at
    later, earlier = quiet_ends(at, quiet, zone), _quiet_begins(at, quiet, zone) - EVENING
    if later <= before - AHEAD and later - at <= at - earlier:
        return later
    return earlier


def lead_time(start: datetime, lead: Lead, zone: ZoneInfo) -> datetime:
    """That long before `start`, in UTC: days by the calendar at the same time of day, hours by the clock's running."""
    if lead.days is None:
        return start.astimezone(UTC) - lead.span
    local = start.astimezone(zone)
    return moment(local.date() - timedelta(days=lead.days), local.hour * 60 + local.minute, zone)


def reminders(start: datetime, leads: Sequence[Lead], quiet: Minutes, zone: ZoneInfo, now: datetime) -> list[Due]:
    """The reminders of an appointment that are still to come, soonest first, one a local day.

    One whose time has passed at `now`, when it is booked or moved, is not sent at all.
    """
    found: dict[object, Due] = {}
    for lead in sorted(leads, reverse=True):
        at = waking(lead_time(start, lead, zone), quiet, zone, start)
        if now < at < start:
            found.setdefault(at.astimezone(zone).date(), Due(lead.written, at))
    return sorted(found.values(), key=lambda due: due.at)


def next_morning(at: datetime, quiet: Minutes, zone: ZoneInfo) -> datetime:
    """The end of quiet hours on the next local day; eight o'clock where there are none."""
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return moment(tomorrow, MORNING if quiet[0] == quiet[1] else quiet[1], zone)


def after_visit(end: datetime, hours: int, quiet: Minutes, zone: ZoneInfo) -> datetime:
    """That many hours after a visit, or when people are up again."""
    return quiet_ends(end + timedelta(hours=hours), quiet, zone)
