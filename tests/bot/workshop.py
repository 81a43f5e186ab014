"""A worker at work in this process, over channels and an understanding that hang when they are told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.core.channel import Outgoing, Sent
from bot.core.clock import SystemClock
from bot.core.messages import ChannelName, Inbound, Reply
from bot.core.phrases import text
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from bot.pipeline.worker import Worker
from models.changes import watch
from models.db import Database
from models.words import Priority
from nlu.core.acts import Situation
from nlu.core.meaning import Meaning

PLAIN = Reply(parts=(text("phone_linked"),)).model_dump_json()


@dataclass
class Line:
    """A channel; to some addresses it hangs until it is let go."""

    name: ChannelName
    per_second: float = 100_000.0
    per_chat_second: float = 100_000.0
    hangs: Callable[[str], bool] = lambda _: False
    let_go: threading.Event = field(default_factory=threading.Event)
    waiting: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def send(self, address: str, message: Outgoing) -> Sent:
        self.waiting.append(address)
        if self.hangs(address):
            self.let_go.wait(60)
        self.sent.append(address)
        return Sent(f"{self.name}-{len(self.sent)}")

    def find(self, address: str, message: Outgoing, since: object) -> None:
        return None


class Deep(Understanding):
    """Understanding that hangs over everything but an alarm, as where Rasa does."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, None)
        self.let_go, self.asked = threading.Event(), 0

    def understand(self, text: str, asked: str | None, now: datetime, situation: Situation | None = None) -> Meaning:
        if "chest" not in text:
            self.asked += 1
            self.let_go.wait(60)
        return super().understand(text, asked, now, situation)


@contextmanager
def working(
    database: Database, *lines: Line, understanding: Understanding | None = None, watched: bool = True
) -> Iterator[Worker]:
    clock, stop = SystemClock(), threading.Event()
    limits = Limits(lambda: datetime.now(UTC).timestamp())
    delivery = Delivery(database, {line.name: line for line in lines}, clock, limits)
    worker = Worker(Pipeline(database, understanding or Understanding(database, None), clock), delivery)
    watching = threading.Thread(target=watch, args=(database, worker.changed, stop))
    worker.start()
    if watched:
        watching.start()
    try:
        yield worker
    finally:
        stop.set()
        for line in lines:
            line.let_go.set()
        if isinstance(understanding, Deep):
            understanding.let_go.set()
        worker.stop()
        if watched:
            watching.join()


def writes(database: Database, address: str, words: str, *, urgent: bool = False) -> None:
    with database.write() as store:
        store.inbox.add(*message(address, words), datetime.now(UTC), urgent=urgent)


def message(address: str, words: str) -> tuple[ChannelName, str, str, str]:
    number = f"{address}:{words}"
    inbound = Inbound(channel="telegram", provider_id=number, address=address, kind="text", text=words)
    return "telegram", number, address, inbound.model_dump_json()


def put(database: Database, channel: ChannelName, *addresses: str, priority: Priority = 0, later: float = 0.0) -> None:
    now = datetime.now(UTC)
    with database.write() as store:
        for address in addresses:
            talk = store.conversations.open(channel, address, now)
            due = now + timedelta(seconds=later)
            store.outbox.put(f"{channel}:{address}", talk.id, "reply", PLAIN, now, due_at=due, priority=priority)
