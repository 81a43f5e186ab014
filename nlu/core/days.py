"""Days of the calendar."""

from __future__ import annotations

from datetime import date


def plus_days(day: date, days: int) -> date:
    """A day so many days on, kept within the calendar."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))
