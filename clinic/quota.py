"""How much may be said to one person unasked: so many a day and a week. What was promised comes before all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.reminding import ReminderRules
from models.views import Planned
from models.words import PlannedStatus

REMINDER = "reminder"
"""The kind of message that is promised. Quotas are about promises, so its name is written here."""

EXTRA = "extra"
"""The step of a reminder that nobody was told of: it is sent to those of whom it is doubtful that they come."""

WEEK = timedelta(days=7)

TOGETHER = 5
"""How many appointments are spoken of in one reminder."""


@dataclass(frozen=True)
class Quota:
    """What one person was sent within a week, and what is planned for them.

    Health texts: at most one a day and three in any seven days besides replies (see docs/decisions/0006). Days are the
    clinic's, so that a message may move within its day.
    """

    around: tuple[Planned, ...]
    rules: ReminderRules
    zone: ZoneInfo

    def allows(self, day: date, *besides: date) -> bool:
        """Whether one message more on that day leaves room for all that was sent and all that is promised.

        `besides`: days on which other messages are about to be promised.
        """
        said = Counter((*self._sent(), *self._to_come().union(besides)))
        said[day] += 1
        weeks = (day - timedelta(days=before) for before in range(WEEK.days))
        return said[day] <= self.rules.per_day and all(
            sum(said[first + timedelta(days=after)] for after in range(WEEK.days)) <= self.rules.per_week
            for first in weeks
        )

    def promised_on(self, day: date) -> list[Planned]:
        """The promised reminders of that day: they go as one message."""
        return [row for row in self.around if is_promise(row) and self.day(row.due_at) == day]

    def day(self, at: datetime) -> date:
        """The clinic's day of a moment."""
        return at.astimezone(self.zone).date()

    def _sent(self) -> Iterator[date]:
        sent = {row.sent_as: row.updated_at for row in self.around if row.status == PlannedStatus.RELEASED}
        return (self.day(at) for at in sent.values())

    def _to_come(self) -> set[date]:
        return {self.day(row.due_at) for row in self.around if is_promise(row)}


def is_promise(row: Planned) -> bool:
    """Whether this is a reminder still to come that its patient was told of. Nobody is told of an extra one."""
    return row.kind == REMINDER and row.step != EXTRA and row.status == PlannedStatus.PLANNED


def later_reminder(other: Planned, row: Planned) -> bool:
    """Whether the other is a later reminder of the same appointment, and certain to come."""
    return other.appointment.id == row.appointment.id and is_promise(other) and other.due_at > row.due_at
