"""What an appointment's status may be changed to by hand, and from when on."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from models.words import Status

Since = Literal["always", "day", "start"]
"""From when on: at any time, once the day of the appointment has come, once its start has come."""

_SINCE: dict[Status, Since] = {
    Status.BOOKED: "always",
    Status.CONFIRMED: "always",
    Status.CANCELLED: "always",
    Status.ARRIVED: "day",
    Status.COMPLETED: "start",
    Status.NO_SHOW: "start",
}

_FOLLOWING: dict[Status, tuple[Status, ...]] = {
    Status.HELD: (),
    Status.BOOKED: (Status.CONFIRMED, Status.ARRIVED, Status.COMPLETED, Status.NO_SHOW, Status.CANCELLED),
    Status.CONFIRMED: (Status.BOOKED, Status.ARRIVED, Status.COMPLETED, Status.NO_SHOW, Status.CANCELLED),
    Status.ARRIVED: (Status.BOOKED, Status.CONFIRMED, Status.COMPLETED, Status.NO_SHOW),
    Status.COMPLETED: (Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.NO_SHOW),
    Status.NO_SHOW: (Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.COMPLETED),
    Status.CANCELLED: (Status.BOOKED, Status.CONFIRMED),
}

TRANSITIONS: dict[Status, dict[Status, Since]] = {
    before: {after: _SINCE[after] for after in following} for before, following in _FOLLOWING.items()
}
"""From each status to each it may become, with the time that must have come; the backward steps undo a slip."""


def has_come(since: Since, starts_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the time that a change asks for has come."""
    if since == "day":
        return now.astimezone(zone).date() >= starts_at.astimezone(zone).date()
    return since == "always" or now >= starts_at
