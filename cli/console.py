"""One clinic in one process, spoken to through the console channel: inbox, turn pipeline and outbox as everywhere."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.channel import Outgoing
from bot.core.clock import Clock, SettableClock
from bot.core.messages import Inbound
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.outreach.kinds import AHEAD
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from models.db import Database
from nlu.acts.client import RasaClient
from scheduler.app import next_due, run_due
from scheduler.ticks import TICKS
from webhooks.channels.console import ConsoleChannel

_STEP = timedelta(minutes=1)
"""How far the clock goes at least where something stays due, so that it always gets there."""


@dataclass
class Console:
    """Takes messages and hands out what is sent because of them. Everything happens before a call returns."""

    database: Database
    clock: Clock
    rasa: RasaClient | None
    sent: list[tuple[str, Outgoing]] = field(default_factory=list)

    def __post_init__(self) -> None:
        channel = ConsoleChannel(lambda address, message: self.sent.append((address, message)))
        understanding = Understanding(self.database, self.rasa)
        self._pipeline = Pipeline(self.database, understanding, self.clock)
        self._delivery = Delivery(self.database, {channel.name: channel}, self.clock, Limits(time.monotonic))

    def write(self, sender: str, *, text: str = "", choice: str | None = None) -> list[tuple[str, Outgoing]]:
        """One message in; what goes out because of it, each with its address. Raises DocspotError."""
        inbound = Inbound(
            channel=ConsoleChannel.name,
            provider_id=uuid.uuid4().hex,
            address=sender,
            kind="text" if choice is None else "choice",
            text=text,
            choice=choice,
        )
        with self.database.write() as store:
            now = self.clock.now()
            store.inbox.add(inbound.channel, inbound.provider_id, sender, inbound.model_dump_json(), now)
        return self.handle()

    def handle(self) -> list[tuple[str, Outgoing]]:
        """Work through what waits in the inbox; what goes out because of it."""
        while self._pipeline.handle_next():
            pass
        return self.release()

    def advance(self, clock: SettableClock, until: datetime) -> list[tuple[str, Outgoing]]:
        """Let the time up to `until` pass, and hand out what goes out meanwhile, each thing at its own time.

        What would speak of an appointment that has begun by then is not said.
        """
        released: list[tuple[str, Outgoing]] = []
        with self.database.write() as store:
            store.planned.miss_passed(until, AHEAD)
        while clock.now() < until and (due := next_due(self.database, clock.now(), TICKS)) and due <= until:
            clock.set(max(due, clock.now() + _STEP))
            released += self.release()
        clock.set(until)
        return released + self.release()

    def release(self) -> list[tuple[str, Outgoing]]:
        """Do and send what is due by now."""
        run_due(self.database, self.clock.now(), TICKS)
        while self._delivery.deliver_next():
            pass
        released, self.sent[:] = list(self.sent), []
        return released
