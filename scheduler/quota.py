"""How much may be said to one person unasked: so many a day and a week, the most important first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.reminding import ReminderRules
from models.views import Planned
from models.words import PlannedStatus


@dataclass(frozen=True)
class Quota:
    """What one person was sent within a week and what is still planned for them, seen at `now`.

    Health texts: at most one a day and three a week besides replies (see docs/decisions/0006).
    """

    around: tuple[Planned, ...]
    rules: ReminderRules
    zone: ZoneInfo
    now: datetime

    def is_last(self, row: Planned) -> bool:
        """Whether no other reminder of the same appointment is certain to come after this one."""
        return not any(later_reminder(other, row) for other in self._planned())

    def allows_reminder(self, *, last: bool) -> bool:
        """The week's last place is kept for a reminder that is its appointment's last."""
        of_week = self.rules.per_week if last or self.rules.per_week == 1 else self.rules.per_week - 1
        return self._today() < self.rules.per_day and self._in_week() < of_week

    def allows_question(self) -> bool:
        """Whether to ask how a visit was, or why somebody did not come: never in place of a reminder of today."""
        coming = sum(self._is_today(other.due_at) for other in self._planned() if other.kind == "reminder")
        return self._today() + coming < self.rules.per_day and self._in_week() < self.rules.per_week

    def _sent(self) -> set[tuple[str | None, datetime]]:
        return {(row.sent_as, row.updated_at) for row in self.around if row.status == PlannedStatus.RELEASED}

    def _planned(self) -> Iterable[Planned]:
        return (row for row in self.around if row.status == PlannedStatus.PLANNED)

    def _today(self) -> int:
        return sum(self._is_today(at) for _, at in self._sent())

    def _in_week(self) -> int:
        return sum(at > self.now - timedelta(days=7) for _, at in self._sent())

    def _is_today(self, at: datetime) -> bool:
        return at.astimezone(self.zone).date() == self.now.astimezone(self.zone).date()


def later_reminder(other: Planned, row: Planned) -> bool:
    """Whether the other is a later reminder of the same appointment. The extra one may yet be found needless."""
    same = other.appointment.id == row.appointment.id
    return same and other.kind == "reminder" and other.step != "extra" and other.due_at > row.due_at
