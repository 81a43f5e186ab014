"""The scheduler: APScheduler ticks over rows. What is due lives in the database; APScheduler only says when to look.

Its own job stores are not used: two processes that share one run jobs twice, and `kill -9` loses a job (measured with
APScheduler 3.11, see docs/decisions). Every replica ticks; claims in the database decide who does what.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from bot.core.clock import Clock, SystemClock
from bot.core.faults import fault
from models.db import Database
from models.errors import DocspotError
from scheduler.tick import Tick

log = logging.getLogger(__name__)

WATCH_SECONDS = 5.0
"""How often the watchdog looks."""

STUCK_SECONDS = 120.0
"""Beyond its interval, how long a tick may go without finishing before a new scheduler takes over."""


def run_due(database: Database, now: datetime, ticks: Sequence[Tick]) -> int:
    """Do everything that is due at `now` once; how much that was. Raises DocspotError."""
    return sum(run_tick(database, tick, now) for tick in ticks)


def run_tick(database: Database, tick: Tick, now: datetime) -> int:
    """One duty, batch by batch, each in a transaction of its own."""
    total = 0
    while True:
        with database.write() as store:
            done = tick.run(store, now)
        if not done:
            return total
        total += done


def next_due(database: Database, now: datetime, ticks: Sequence[Tick]) -> datetime | None:
    """When something will be due next, as far as anything is planned."""
    with database.read() as store:
        times = [tick.next_due(store, now) for tick in ticks]
    return min((at for at in times if at is not None), default=None)


class Scheduler:
    """Ticks until it is stopped. A watchdog starts anew what has died or is stuck."""

    def __init__(self, database: Database, clock: Clock, ticks: Sequence[Tick]) -> None:
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._stop = threading.Event()
        self._finished: dict[str, float] = {}
        self._ticking = self._begin()
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to tick."""
        self._ticking.start()
        self._watchdog.start()

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._stop.set()
        self._watchdog.join()
        self._ticking.shutdown(wait=True)

    def _begin(self) -> BackgroundScheduler:
        """A scheduler with every tick in it. Late ticks are run, and several late ones as one."""
        ticking = BackgroundScheduler(timezone=UTC)
        for tick in self._ticks:
            self._finished[tick.name] = time.monotonic()
            ticking.add_job(
                self._run,
                "interval",
                args=[tick],
                seconds=tick.every_seconds,
                next_run_time=SystemClock().now(),  # APScheduler goes by the machine's clock, whatever ours shows
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        return ticking

    def _run(self, tick: Tick) -> None:
        """One tick. A failure is reported and the next tick tries again."""
        try:
            done = run_tick(self._database, tick, self._clock.now())
        except DocspotError as error:
            log.warning("%s: %s", tick.name, error)
        except Exception as error:  # noqa: BLE001 - one duty that fails must not end the others, or itself for ever
            log.error("%s failed: %s", tick.name, fault(error))
        else:
            if done:
                log.info("%s: %s done", tick.name, done)
        self._finished[tick.name] = time.monotonic()

    def _watch(self) -> None:
        while not self._stop.wait(WATCH_SECONDS):
            if not self.is_well():
                log.error("the ticks have died or are stuck; they are started anew")
                dead, self._ticking = self._ticking, self._begin()
                self._ticking.start()
                _give_up(dead)

    def is_well(self) -> bool:
        """Whether the scheduler's thread lives and every tick has finished lately."""
        thread: threading.Thread | None = getattr(self._ticking, "_thread", None)
        if thread is None or not thread.is_alive():
            return False
        now = time.monotonic()
        return all(now - self._finished[tick.name] < tick.every_seconds + STUCK_SECONDS for tick in self._ticks)


def _give_up(ticking: BackgroundScheduler) -> None:
    """Let go of a scheduler whose thread is dead or hangs. What it still runs is harmless: rows are claimed."""
    if ticking.running:
        ticking.shutdown(wait=False)
