"""Whether a visit may be spoken of as having taken place."""

from __future__ import annotations

from models.reminding import ReminderRules
from models.views import Appointment
from models.words import ACTIVE, Status

CAME = (Status.ARRIVED, Status.COMPLETED)


def took_place(one: Appointment, rules: ReminderRules) -> bool:
    """Whether a visit that is over may be spoken of as having happened."""
    return one.status in CAME or (one.status in ACTIVE and rules.unmarked == "completed")
