"""The worker: at rest it asks nobody, whoever writes wakes it, and a provider or chat that hangs holds up no other."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.core import dispatch
from bot.core.clock import SystemClock
from bot.core.messages import Inbound
from bot.delivery.deliver import Delivery
from bot.delivery.lanes import PLACES, Lanes
from bot.delivery.limits import Limits
from models.db import Database
from tests.bot.workshop import Deep, Line, put, working, writes
from tests.e2e.live import until

HOURS = 3600.0


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
