"""Working off the inbox and the outbox, until told to stop."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

from bot.core.dispatch import Dispatcher, Found
from bot.core.wakeup import Bell
from bot.delivery.deliver import Delivery
from bot.delivery.lanes import PLACES, Errand, Lanes
from bot.pipeline.turn import Pipeline, Taken
from models.errors import DocspotError

log = logging.getLogger(__name__)

TURNS = 4
"""How many messages are handled at once."""


class Worker:
    """Turns waiting messages into replies, and sends what is due. Whoever knows of something new rings.

    Nothing is lost when it dies at any moment: what it had claimed is free again once its lease is over.
    """

    def __init__(self, pipeline: Pipeline, delivery: Delivery) -> None:
        inbox, outbox = Bell(), Bell()
        self._bells = {"inbound_message": inbox, "outbound_message": outbox}
        self._turns = Dispatcher("turn", _Turns(pipeline), inbox, after=[outbox])  # a turn leaves a reply to send
        self._sends = Dispatcher("send", _Sends(delivery), outbox)
        self._settle = (pipeline.settle, delivery.settle)

    def ring(self) -> None:
        """There may be something to do."""
        self.changed(None)

    def changed(self, table: str | None) -> None:
        """There is something new in this table; None where one does not know in which."""
        for name, bell in self._bells.items():
            if table in (None, name):
                bell.ring()

    def start(self) -> None:
        """Begin to work."""
        self._turns.start()
        self._sends.start()

    def stop(self) -> None:
        """Finish what is under way, and end."""
        self._turns.stop()
        self._sends.stop()
        for settle in self._settle:
            try:
                settle()
            except DocspotError as error:  # still away: the leases of what is owed run out
                log.warning("%s", error)


class _Turns:
    """Messages that wait. One more than usual may be under way where it is an alarm: it finds no place taken by
    others who wait for somebody."""

    threads = TURNS + 1

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._under_way, self._lock = 0, threading.Lock()

    def find(self) -> Found[Taken]:
        """See Source."""
        with self._lock:
            room = self.threads - self._under_way
        if not room:
            return Found()
        found = self._pipeline.find(max(1, room - 1), urgent_only=room == 1)
        with self._lock:
            self._under_way += len(found.jobs)
        return found

    def do(self, job: Taken) -> None:
        """See Source."""
        try:
            self._pipeline.handle(job)
        finally:
            with self._lock:
                self._under_way -= 1


class _Sends:
    """Messages to go out, as many of each channel as it has places."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._lanes = Lanes(
            delivery.channels, delivery.clock.now, lambda name: delivery.limits.ahead(delivery.channels[name])
        )
        self.threads = 2 * PLACES * max(1, len(delivery.channels))  # those that have lost their lease included

    def find(self) -> Found[Errand]:
        """See Source."""
        found = self._delivery.find(self._lanes.rooms())
        for errand in found.jobs:
            self._lanes.take(errand)
        moments = [seconds for seconds in (found.again_in, self._lanes.quiet()) if seconds is not None]
        return replace(found, again_in=min(moments, default=None))

    def do(self, job: Errand) -> None:
        """See Source."""
        try:
            self._delivery.deliver(job)
        finally:
            self._lanes.leave(job)
