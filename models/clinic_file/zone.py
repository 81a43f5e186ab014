"""Another time zone for a clinic that has visits to come: they keep the wall's time or the instant, as is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from models import walltime
from models.errors import DocspotError
from models.store import Store
from models.store.calendars import LONGEST
from models.tables import AbsenceRow, AppointmentRow, DisplacedRow, TimeOffRow
from models.views import Appointment
from models.words import ACTIVE


class Keep(StrEnum):
    """What of the visits to come stays as it is."""

    WALL = "wall"
    INSTANT = "instant"


class ZoneChange(DocspotError):
    """The file names another time zone, and nobody has decided what becomes of the visits to come. Nothing changed."""

    def __init__(self, before: ZoneInfo, after: ZoneInfo, visits: Sequence[Appointment]) -> None:
        first = visits[0].starts_at
        old, new = (f"{first.astimezone(zone):%Y-%m-%d %H:%M}" for zone in (before, after))
        count = "1 visit" if len(visits) == 1 else f"{len(visits)} visits"
        super().__init__(
            f"The file changes the clinic's time zone from {before.key} to {after.key}, and {count} to come with it. "
            f"With --keep wall their clocks stay: the first stays at {old}. "
            f"With --keep instant they take place when they would have: the first, now {old}, is at {new}."
        )


def touched(store: Store, timezone: str, now: datetime) -> list[Appointment]:
    """The visits to come that the file's time zone would touch."""
    clinic = store.clinic.get()
    if clinic is None or clinic.timezone.key == timezone:
        return []
    before, after = clinic.timezone, ZoneInfo(timezone)
    to_come = (one for one in store.bookings.find(first=now - LONGEST, statuses=ACTIVE) if one.ends_at > now)
    return [one for one in to_come if _same_clock(one.starts_at, before, after) != one.starts_at]


def keep_wall(store: Store, visits: Sequence[Appointment], before: ZoneInfo, after: ZoneInfo, now: datetime) -> None:
    """Move each visit, and what doctors have blocked, to when the new zone's clocks show what the old one's did.

    Those that go later go last one first, the others first one first, so that none runs into its neighbour.
    """
    moves = {one: _same_clock(one.starts_at, before, after) for one in visits}
    later = [one for one in reversed(visits) if moves[one] > one.starts_at]
    for one in (*later, *(one for one in visits if moves[one] < one.starts_at)):
        row, by = store.session.get_one(AppointmentRow, one.id), moves[one] - one.starts_at
        row.starts_at, row.ends_at, row.busy_until = moves[one], row.ends_at + by, row.busy_until + by
        store.session.flush()
    blocked = select(TimeOffRow).where(col(TimeOffRow.from_file).is_(False), col(TimeOffRow.ends_at) > now)
    absences = select(AbsenceRow).where(col(AbsenceRow.ends_at) > now)
    for away in (*store.session.scalars(blocked), *store.session.scalars(absences)):
        away.starts_at, away.ends_at = (_same_clock(at, before, after) for at in (away.starts_at, away.ends_at))
    numbers = [one.id for one in visits]
    displaced = select(DisplacedRow).where(col(DisplacedRow.appointment_id).in_(numbers))
    for each in store.session.scalars(displaced):
        each.starts_at = _same_clock(each.starts_at, before, after)


def _same_clock(at: datetime, before: ZoneInfo, after: ZoneInfo) -> datetime:
    local = at.astimezone(before)
    return walltime.moment(local.date(), local.hour * 60 + local.minute, after)
