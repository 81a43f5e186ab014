"""The time, always asked of a clock that was passed in: domain code never reads the machine's."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from models.errors import DocspotError

log = logging.getLogger(__name__)

ASK_SECONDS = 30.0
"""How long a machine's ticks are trusted."""

UNTOLD_SECONDS = 1.0
"""How long, where the shared clock has not been heard yet, or only after a long time: it is better than none."""

CREDIBLE_SECONDS = 1.0
"""How long an answer about the time may take."""


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


class SharedClock:
    """A clock that many machines share, such as their database's. Asked now and then; in between it goes by this
    machine's ticks, whatever its own clock shows. Safe to share between threads."""

    def __init__(self, ask: Callable[[], datetime], ticks: Callable[[], float] | None = None) -> None:
        """`ask` gives the shared time, aware; where it raises, what it said before goes on, or at first the machine's
        own time. `ticks` are seconds that never run backwards."""
        self._ask, self._ticks = ask, ticks or _ticks
        self._asking = threading.Lock()
        self._told = datetime.now(UTC) - timedelta(seconds=self._ticks())
        self._trusted = False  # as long as nobody has told it, the machine's own time may be minutes off
        self._ask_again()

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        patience = ASK_SECONDS if self._trusted else UNTOLD_SECONDS
        if self._ticks() - self._asked > patience and self._asking.acquire(blocking=False):
            try:
                self._ask_again()
            finally:
                self._asking.release()
        return (self._told + timedelta(seconds=self._ticks())).astimezone(UTC)

    def _ask_again(self) -> None:
        self._asked = began = self._ticks()
        try:
            told = self._ask()
        except DocspotError as error:
            log.info("the shared clock cannot be asked now: %s", error)
            return
        took = self._ticks() - began
        if took < CREDIBLE_SECONDS or not self._trusted:  # one long under way is of a time that has passed
            self._told, self._trusted = told - timedelta(seconds=began + took / 2), took < CREDIBLE_SECONDS


def _ticks() -> float:
    """Seconds that go on while the machine sleeps, where it has such."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


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
