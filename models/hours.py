"""When a doctor works: the hours of each weekday, of every other week, and of single days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.walltime import Minutes


@dataclass(frozen=True)
class OtherWeeks:
    """What holds every other week: in the week of `anchor`, and in every second one after and before it.

    `week` is as in `Hours`, in place of the usual hours of its weekdays; one without stretches is free in those weeks.
    """

    anchor: date
    week: Mapping[int, Sequence[Minutes]]

    def of(self, day: date) -> Sequence[Minutes] | None:
        """The day's stretches; None where the usual hours hold. Weeks begin on Monday (ISO 8601)."""
        apart = _monday(day) - _monday(self.anchor)
        return self.week.get(day.weekday()) if apart.days % 14 == 0 else None


@dataclass(frozen=True)
class Hours:
    """A doctor's week: for each weekday (0 is Monday) its stretches, in order, in minutes of local time.

    `dates` holds the stretches of single days in place of their weekday's; `closed`, for some days, hours on which the
    whole clinic is closed.
    """

    week: Mapping[int, Sequence[Minutes]]
    closed: Mapping[date, Sequence[Minutes]] = field(default_factory=dict)
    dates: Mapping[date, Sequence[Minutes]] = field(default_factory=dict)
    other_weeks: OtherWeeks | None = None

    def on(self, day: date) -> Sequence[Minutes]:
        """The stretches of one day."""
        open_then = self.dates.get(day, self._usual(day))
        for closes, opens in self.closed.get(day, ()):
            parts = (part for start, end in open_then for part in ((start, min(end, closes)), (max(start, opens), end)))
            open_then = tuple((start, end) for start, end in parts if start < end)
        return open_then

    def stretches(self) -> Iterator[Minutes]:
        """All that is worked in some week, of no matter which day."""
        weeks = (self.week, self.other_weeks.week if self.other_weeks else {}, self.dates)
        yield from (stretch for week in weeks for stretches in week.values() for stretch in stretches)

    def _usual(self, day: date) -> Sequence[Minutes]:
        other = self.other_weeks.of(day) if self.other_weeks else None
        return self.week.get(day.weekday(), ()) if other is None else other


def other_weeks_to_json(other: OtherWeeks | None) -> dict[str, Any] | None:
    """As it is kept: the anchor, and each weekday's stretches."""
    if other is None:
        return None
    week = {str(weekday): [list(one) for one in stretches] for weekday, stretches in sorted(other.week.items())}
    return {"anchor": other.anchor.isoformat(), "week": week}


def other_weeks_from_json(kept: Mapping[str, Any] | None) -> OtherWeeks | None:
    """As it was kept."""
    if kept is None:
        return None
    week = {int(weekday): tuple((start, end) for start, end in found) for weekday, found in kept["week"].items()}
    return OtherWeeks(date.fromisoformat(kept["anchor"]), week)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
