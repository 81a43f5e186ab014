"""Working off the inbox and the outbox, until told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from bot.core.faults import fault
from bot.core.wakeup import Bell
from bot.delivery.deliver import Delivery
from bot.pipeline.turn import Pipeline
from models.errors import DocspotError

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.1
"""How long to wait before looking again; the bell cuts it short."""

LONGEST_PAUSE_SECONDS = 2.0
"""Between two attempts while the database is away: whoever wrote waits for it too."""


class Worker:
    """Threads that turn waiting messages into replies, and threads that send what is due.

    Nothing is lost when it dies at any moment: what it had claimed is free again once its lease is over. Where `bell`
    is rung from outside too, `idle` may be longer.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        delivery: Delivery,
        *,
        turns: int = 4,
        senders: int = 4,
        bell: Bell | None = None,
        idle: float = IDLE_SECONDS,
    ) -> None:
        jobs = [("turn", pipeline.handle_next)] * turns + [("send", delivery.deliver_next)] * senders
        self._settle = (pipeline.settle, delivery.settle)
        self._bell, self._idle = bell or Bell(), idle
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(job,), name=f"{name}-{number}")
            for number, (name, job) in enumerate(jobs)
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._stop.set()
        self._bell.ring()
        for thread in self._threads:
            thread.join()
        for settle in self._settle:
            try:
                settle()
            except DocspotError as error:  # still away: the leases of what is owed run out
                log.warning("%s", error)

    def _work(self, job: Callable[[], bool]) -> None:
        pause = self._idle
        while not self._stop.is_set():
            rings = self._bell.rings
            try:
                busy = job()
            except DocspotError as error:  # the database is away: what was accepted waits in it
                log.warning("%s", error)
                self._stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            except Exception as error:  # noqa: BLE001 - a thread that ends would never be missed
                log.error("%s failed: %s", threading.current_thread().name, fault(error))
                self._stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            pause = self._idle
            if busy:
                self._bell.ring()  # a turn leaves a reply to send, and frees its conversation's next message
            else:
                self._bell.wait(rings, self._idle)
