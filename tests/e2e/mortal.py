"""Processes that may die: one clinic's edge, worker and delivery over a stand-in, in a fork that a test kills."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot.core.channel import Channel
from bot.core.clock import SettableClock
from bot.core.messages import ChannelName, Inbound
from bot.core.state import State
from bot.delivery.deliver import Delivery
from bot.delivery.limits import Limits
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from models.db import Database
from models.store import Store
from models.views import OutboundMessage
from nlu.acts.client import RasaClient
from tests.conftest import NOW
from webhooks.inbox import Inbox

MINUTES = timedelta(minutes=2)
"""Longer than any lease."""


@dataclass
class Clinic:
    """The whole way of a message, without Rasa: what is said is plain, or a tap."""

    url: str
    database: Database
    channel: Channel
    clock: SettableClock = field(default_factory=lambda: SettableClock(NOW))

    def anew(self, rasa: RasaClient | None = None, clock: SettableClock | None = None) -> Clinic:
        """The same over connections of its own, as a process has that was just started."""
        database = Database(self.url, self.database.keyring)
        fresh = Clinic(self.url, database, self.channel, clock or self.clock)
        fresh.rasa = rasa
        return fresh

    def __post_init__(self) -> None:
        self.rasa: RasaClient | None = None

    def accept(self, address: str, *, text: str = "", choice: str | None = None, provider_id: str = "") -> bool:
        """As the webhook does."""
        name: ChannelName = self.channel.name
        kind = "text" if choice is None else "choice"
        inbound = Inbound(channel=name, provider_id=provider_id or uuid4().hex, address=address, kind=kind, text=text,
                          choice=choice)  # type: ignore[arg-type]  # fmt: skip
        return Inbox(self.database, self.clock).add(inbound)

    def work(self) -> None:
        """Handle all that waits, and send all that is due."""
        pipeline = Pipeline(self.database, Understanding(self.database, self.rasa), self.clock)
        delivery = Delivery(self.database, {self.channel.name: self.channel}, self.clock, Limits(_apart))
        while pipeline.handle_next() or delivery.deliver_next():
            pass

    def until_asked_to_book(self, address: str, doctor: str, day: str) -> str:
        """Talk until only a yes is missing; the value of the button that says it."""
        self.accept(address, text=f"book {doctor} {day} for John Miller")
        self.work()
        with self.database.read() as store:
            conversation = store.conversations.get(self.conversation(store, address))
            choices = State.kept(conversation.state).choices
        return next(choice.value for choice in choices if choice.value.startswith("yes:"))

    def has_booked(self, address: str) -> int:
        """An appointment in a week's time, made at the desk for whoever writes from here; its id."""
        now = self.clock.now()
        with self.database.write() as store:
            account = store.conversations.open(self.channel.name, address, now).account_id
            patient = store.people.add_patient(account, "John Miller", "self", now).id
            doctor, kind = store.clinic.doctors()[0].id, store.clinic.visit_types()[0].id
            week = now + timedelta(days=7)
            [free] = store.bookings.free_times([doctor], kind, week, week + timedelta(days=7), now, limit=1)
            made = store.bookings.book(
                doctor, kind, free.starts_at, patient, now, by="desk", channel=self.channel.name, sender=address
            )
        return made.id

    def conversation(self, store: Store, address: str) -> int:
        return next(one.conversation_id for one in store.outbox.latest() if one.address == address)

    def outbox(self, address: str) -> list[OutboundMessage]:
        with self.database.read() as store:
            return [one for one in store.outbox.latest() if one.address == address]

    def later(self) -> None:
        """Time passes: every lease is over."""
        self.clock.set(self.clock.now() + MINUTES)


_seconds = iter(range(0, 10_000_000, 10))


def _apart() -> float:
    """A clock on which every message is far enough from the last one to be sent at once."""
    return float(next(_seconds))


def forked(work: Callable[[], None]) -> int:
    """Begin `work` in a process of its own; its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """How it ended: 0 if it came to the end of its work, minus the signal if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@contextmanager
def dying_at(number: int, *, committed: bool) -> Iterator[None]:
    """This process is killed at its `number`th writing transaction, just before or just after the commit."""
    original, count = Database.write, iter(range(1, 1_000_000))

    @contextmanager
    def write(database: Database, **given: Any) -> Iterator[Store]:
        here = next(count) == number
        with original(database, **given) as store:
            yield store
            if here and not committed:
                store.session.flush()
                os.kill(os.getpid(), signal.SIGKILL)
        if here:
            os.kill(os.getpid(), signal.SIGKILL)

    Database.write = write  # type: ignore[method-assign]
    yield


def wait_for(happens: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def free_time(number: int) -> str:
    """A time that nobody else has, as patients say it: there are two on each working day."""
    days = [day for day in (NOW + timedelta(days=n) for n in range(1, 60)) if day.weekday() < 5]
    return f"{days[number // 2]:%A %-d %B} at {10 + number % 2}:00"
