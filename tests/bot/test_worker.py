"""The worker: at rest it asks nobody, whoever writes wakes it, and a provider or chat that hangs holds up no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.core import dispatch
from bot.core.channel import Outgoing, Sent
from bot.core.clock import SystemClock
from bot.core.messages import ChannelName, Inbound, Reply
from bot.core.phrases import text
from bot.delivery.deliver import Delivery
from bot.delivery.lanes import PLACES, Lanes
from bot.delivery.limits import Limits
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from bot.pipeline.worker import Worker
from models.changes import watch
from models.db import Database
from models.words import Priority
from nlu.core.meaning import Meaning
from tests.e2e.live import until

HOURS = 3600.0
PLAIN = Reply(parts=(text("phone_linked"),)).model_dump_json()


@dataclass
class Line:
    """A channel; to some addresses it hangs until it is let go."""

    name: ChannelName
    numbered: bool = False
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

    def understand(self, words: str, asked: str | None, now: datetime) -> Meaning:
        if "chest" not in words:
            self.asked += 1
            self.let_go.wait(60)
        return super().understand(words, asked, now)


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


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks by himself: what happens, somebody was woken for."""
    monkeypatch.setattr(dispatch, "LOOK_SECONDS", HOURS)


def test_at_rest_hardly_anything_is_asked_of_the_database(riverside: Database) -> None:
    begun, line = [0], Line("telegram")
    event.listen(riverside.engine, "begin", lambda _: begun.append(0))
    with working(riverside, line):
        put(riverside, "telegram", "ann")
        until(lambda: line.sent)
        time.sleep(2)  # it has come to rest
        before = len(begun)
        time.sleep(4)
        assert len(begun) - before <= 4


def test_whoever_writes_wakes_it_from_another_process_too(riverside: Database, seldom: None) -> None:
    line = Line("telegram")
    other = Database(riverside.url.render_as_string(hide_password=False), riverside.keyring)
    with working(riverside, line):
        put(riverside, "telegram", "first")
        until(lambda: line.sent == ["first"])
        writes(other, "ann", "where are you?")
        until(lambda: line.sent == ["first", "ann"])
        put(other, "telegram", "joe")
        until(lambda: line.sent == ["first", "ann", "joe"])
    other.close()


def test_what_is_put_off_goes_out_in_time_though_nobody_rings(riverside: Database, seldom: None) -> None:
    line = Line("telegram")
    put(riverside, "telegram", "later", later=3.0)
    with working(riverside, line, watched=False):
        until(lambda: line.sent == ["later"])


def test_a_provider_that_hangs_holds_up_no_other(riverside: Database, seldom: None) -> None:
    hanging, fine = Line("sms", hangs=lambda _: True), Line("telegram")
    put(riverside, "sms", *[f"+4477009{number:05}" for number in range(30)])
    with working(riverside, hanging, fine):
        until(lambda: len(hanging.waiting) >= 7)
        put(riverside, "telegram", *[f"chat {number}" for number in range(20)])
        writes(riverside, "ann", "where are you?")
        until(lambda: len(fine.sent) == 21)
        assert hanging.sent == []


def test_a_chat_that_hangs_holds_up_no_other(riverside: Database, seldom: None) -> None:
    line = Line("telegram", hangs=lambda address: address.startswith("stuck"))
    put(riverside, "telegram", *[f"stuck {number}" for number in range(5)])
    with working(riverside, line):
        until(lambda: len(line.waiting) == 5)
        put(riverside, "telegram", *[f"chat {number}" for number in range(20)])
        until(lambda: len(line.sent) == 20)


def test_behind_a_thousand_waiting_messages_an_alarm_is_answered_at_once(riverside: Database, seldom: None) -> None:
    line = Line("telegram", per_second=5.0, hangs=lambda address: address.startswith("morning"))
    put(riverside, "telegram", *[f"morning {number}" for number in range(1000)], priority=1)
    put(riverside, "telegram", *[f"reply {number}" for number in range(50)])
    rasa = Deep(riverside)
    with riverside.write() as store:
        for number in range(1000):
            said = Inbound(
                channel="telegram", provider_id=f"m{number}", address=f"crowd {number}", kind="text", text="hi"
            )
            store.inbox.add("telegram", said.provider_id, said.address, said.model_dump_json(), datetime.now(UTC))
    with working(riverside, line, understanding=rasa):
        until(lambda: rasa.asked == 4)  # every thread for turns hangs
        writes(riverside, "mary", "crushing chest pain", urgent=True)
        until(lambda: "mary" in line.sent, 20)
        assert rasa.asked == 4


def test_a_backlog_on_a_slow_line_keeps_nobody_busy(riverside: Database, seldom: None) -> None:
    begun, line = [0], Line("sms", per_second=0.5)
    put(riverside, "sms", *[f"+4477009{number:05}" for number in range(300)], priority=1)
    event.listen(riverside.engine, "begin", lambda _: begun.append(0))
    with working(riverside, line):
        until(lambda: len(line.sent) == 2)
        before = len(begun)
        until(lambda: len(line.sent) == 4)
        assert len(begun) - before <= 100


def test_what_outlives_its_lease_has_no_place_any_more(riverside: Database) -> None:
    now = [datetime.now(UTC)]
    put(riverside, "sms", *[f"+4477009{number:05}" for number in range(PLACES)], priority=-1)
    delivery = Delivery(riverside, {"sms": Line("sms")}, SystemClock(), Limits(time.monotonic))
    lanes = Lanes(["sms"], lambda: now[0], lambda _: 0.0)
    for errand in delivery.find(lanes.rooms()).jobs:
        lanes.take(errand)
    assert list(lanes.rooms()) == []
    now[0] += timedelta(minutes=2)
    assert [room.places for room in lanes.rooms()] == [PLACES, PLACES - 1, PLACES - 3]
