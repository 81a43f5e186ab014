"""Whether what was planned to be said is true of the appointment as it is now."""

from __future__ import annotations

from models.reminding import ReminderRules
from models.views import Appointment, Planned
from models.words import ACTIVE, Status

CAME = (Status.ARRIVED, Status.COMPLETED)


def untrue(row: Planned, rules: ReminderRules) -> str | None:
    """Why a planned message would be false by now, as a code; None where it is true."""
    one = row.appointment
    if row.starts_at != one.starts_at or row.doctor_id != one.doctor_id:
        return "moved"
    if row.kind == "reminder":
        return None if one.status in ACTIVE else str(one.status)
    if row.kind == "no_show":
        return None if one.status == Status.NO_SHOW else str(one.status)
    return None if took_place(one, rules) else str(one.status)


def took_place(one: Appointment, rules: ReminderRules) -> bool:
    """Whether a visit that is over may be spoken of as having happened."""
    return one.status in CAME or (one.status in ACTIVE and rules.unmarked == "completed")
