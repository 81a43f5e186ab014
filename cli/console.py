"""One clinic in one process, spoken to through the console channel: inbox, turn pipeline and outbox as everywhere."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field

from bot.channel import Outgoing
from bot.clock import Clock
from bot.delivery import Delivery
from bot.limits import Limits
from bot.message import Inbound
from bot.turn import Pipeline
from bot.understanding import Understanding
from models.db import Database
from nlu.client import RasaClient
from webhooks.channels.console import ConsoleChannel


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
        self._delivery = Delivery(self.database, {"console": channel}, self.clock, Limits(time.monotonic))

    def write(self, sender: str, *, text: str = "", choice: str | None = None) -> list[tuple[str, Outgoing]]:
        """One message in; what goes out because of it, each with its address. Raises DocspotError."""
        inbound = Inbound(
            channel="console",
            provider_id=uuid.uuid4().hex,
            address=sender,
            kind="text" if choice is None else "choice",
            text=text,
            choice=choice,
        )
        with self.database.write() as store:
            now = self.clock.now()
            store.inbox.add("console", inbound.provider_id, sender, inbound.model_dump_json(), now)
        while self._pipeline.handle_next():
            pass
        return self.release()

    def release(self) -> list[tuple[str, Outgoing]]:
        """Send what is due by now."""
        while self._delivery.deliver_next():
            pass
        released, self.sent[:] = list(self.sent), []
        return released
