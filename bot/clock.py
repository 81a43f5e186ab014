"""The time, always asked of a clock that was passed in: domain code never reads the machine's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever can tell the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.now(UTC)


class SettableClock:
    """A clock that is told the time; until then it goes with the machine's.

    Once set it stands still, so that everything one line of `chat --jsonl` causes happens at the same moment, and it
    never runs backwards: an earlier time than the one it shows is not taken.
    """

    def __init__(self, start: datetime | None = None) -> None:
        """Begin at `start` (aware), or with the machine's clock where none is given."""
        self._at = None if start is None else _in_utc(start)

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return self._at or datetime.now(UTC)

    def set(self, at: datetime) -> None:
        """Show `at` (aware) from now on, unless that lies before the time set last. Raises ValueError if naive."""
        told = _in_utc(at)
        self._at = told if self._at is None else max(self._at, told)


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a clock is set to a time with its zone")
    return at.astimezone(UTC)
