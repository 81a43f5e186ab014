"""Roles on several machines: many of each over one PostgreSQL and one Redis, and what is left when some are gone."""

from __future__ import annotations

import secrets
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update
from sqlmodel import col

from models.crypto import Keyring
from models.tables import AppointmentRow, ConversationRow, OutboundMessageRow
from models.views import OutboundMessage
from tests.conftest import postgres_copy
from tests.e2e.live import PATIENCE, STARTING, Live, free_port, live, until
from tests.e2e.phones import Screen, TelegramPhone, TwilioPhone
from tests.e2e.processes import StoppableRedis, asleep, at_work
from tests.e2e.test_telegram import book

MOST = 15
"""Messages a minute that are taken of one sender here; no conversation below needs as many."""

LEASES = 120.0
"""Seconds, longer than any lease."""


@dataclass
class Machines:
    """Two web processes (one of them in two parts) and four workers; the scheduler is for a test to start."""

    service: Live
    other: str  # where the second web process answers
    workers: tuple[subprocess.Popen[bytes], ...]
    redis: StoppableRedis


@pytest.fixture(scope="module")
def machines(
    tmp_path_factory: pytest.TempPathFactory, nlu_url: str, postgres_server: str, postgres_template: str
) -> Iterator[Machines]:
    settings = {"ENCRYPTION_KEYS": Fernet.generate_key().decode(), "LOOKUP_KEY": secrets.token_hex(20)}
    keyring = Keyring([settings["ENCRYPTION_KEYS"]], settings["LOOKUP_KEY"])
    settings["INBOUND_MESSAGES_PER_MINUTE"] = str(MOST)
    with (
        StoppableRedis() as shared,
        postgres_copy(postgres_server, postgres_template) as url,
        live(
            tmp_path_factory.mktemp("machines"), nlu_url, keyring, DATABASE_URL=url, REDIS_URL=shared.url, **settings
        ) as service,
    ):
        other = free_port()
        service.start("web", "--workers", "2", "--port", service.url.rpartition(":")[2])
        service.start("web", "--port", str(other))
        workers = tuple(service.start("worker") for _ in range(4))
        service.wait_ready()
        second = replace(service, url=f"http://127.0.0.1:{other}")
        second.wait_ready()
        until(lambda: at_work(*workers), STARTING)
        yield Machines(service, second.url, workers, shared)


def post(web: str, update: dict[str, object]) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": "a-secret"}
    address = f"{web}/webhooks/telegram"
    return httpx.post(address, json=update, headers=headers, trust_env=False, timeout=20).status_code


def outbox(service: Live, address: str | int) -> list[OutboundMessage]:
    with service.database.read() as store:
        return [one for one in store.outbox.latest(limit=1000) if one.address == str(address)]


def until_settled(service: Live, address: str | int, messages: int) -> None:
    """Until so many messages to this address have gone out, as far as we know."""
    until(lambda: [one.status for one in outbox(service, address)] == ["sent"] * messages)


def said_once(phone: Screen, address: str | int, service: Live) -> bool:
    """Whether the provider has had each message to this address once."""
    until(lambda: {one.status for one in outbox(service, address)} == {"sent"})
    return len(phone.sent()) == len(outbox(service, address))


def test_ten_deliveries_of_one_update_at_once_to_four_workers_have_one_effect(machines: Machines) -> None:
    john = TelegramPhone(live=machines.service)
    once = john.update(text="where are you?")
    with ThreadPoolExecutor(10) as deliveries:
        answers = list(deliveries.map(lambda web: post(web, once), [machines.service.url, machines.other] * 5))
    assert answers == [200] * 10
    assert "1 Quay Street" in john.read()
    assert john.says("what are your opening hours?")  # by then another answer to the first would be here too
    assert len(john.sent()) == 2
    assert said_once(john, john.chat, machines.service)


def test_a_chat_gets_one_message_a_second_whichever_worker_sends(machines: Machines) -> None:
    some, others = machines.workers[:2], machines.workers[2:]

    def second_after_first() -> float | None:
        """The seconds between the first message's permit and the second's arrival; None where all was slow anyway."""
        john, ann = TelegramPhone(live=machines.service), TelegramPhone(live=machines.service)
        with asleep(*others):
            john.deliver(john.tap("flow:help", message_id=1))
            until_settled(machines.service, john.chat, 1)
        with asleep(*some):
            for phone in (john, ann):  # whose chat is another, and need not wait
                phone.deliver(phone.tap("flow:help", message_id=1))
            until_settled(machines.service, john.chat, 2)
            until_settled(machines.service, ann.chat, 1)
        began = outbox(machines.service, john.chat)[0].sending_since
        assert began is not None
        apart, quickly = (phone.sent()[-1]["at"] - began.timestamp() for phone in (john, ann))
        return float(apart) if quickly < 0.9 else None

    assert until(second_after_first, 120) >= 0.95


def test_one_sender_is_counted_over_all_web_processes(machines: Machines) -> None:
    group = TelegramPhone(live=machines.service, chat=-900)  # which is answered once, however much is said
    webs = [machines.service.url, machines.other] * MOST
    answers = [post(web, group.update(text="hello all")) for web in webs]
    assert answers == [200] * MOST + [429] * MOST
    assert "group" in group.read()


def test_a_booking_over_all_roles_and_the_scheduler_notes_that_the_visit_is_over(machines: Machines) -> None:
    john, service = TelegramPhone(live=machines.service), machines.service
    assert "Booked: " in book(john)
    assert said_once(john, john.chat, service)
    [visit] = service.appointments(sender=str(john.chat))
    row, ago = AppointmentRow, timedelta(days=7)
    times = {"starts_at": visit.starts_at - ago, "ends_at": visit.ends_at - ago, "busy_until": visit.ends_at - ago}
    with service.database.write() as store:
        store.session.execute(update(row).where(col(row.id) == visit.id).values(**times))
    service.start("scheduler")
    until(lambda: service.appointments(sender=str(john.chat))[0].status == "completed", STARTING)


def test_while_redis_is_gone_all_is_answered_once_and_then_it_is_used_again(machines: Machines) -> None:
    service, john = machines.service, TelegramPhone(live=machines.service)
    assert john.says("book Dr Lee as soon as possible for Ann Other")
    machines.redis.stop()
    try:
        ready = httpx.get(f"{service.url}/readyz", trust_env=False)
        assert ready.status_code == 200
        assert (ready.json()["status"], ready.json()["redis"]) == ("degraded", "down")  # it is gone
        john.taps(next(label for label in john.buttons if ":" in label))
        assert "Booked: " in john.taps("Book it")
        crowd = [TelegramPhone(live=service) for _ in range(6)]
        with ThreadPoolExecutor(6) as people:
            answers = list(people.map(lambda phone: phone.says("where are you?"), crowd))
        assert all("1 Quay Street" in answer for answer in answers)
        assert all(said_once(phone, phone.chat, service) for phone in [john, *crowd])
    finally:
        machines.redis.start()
    service.wait_ready()
    assert "1 Quay Street" in TelegramPhone(live=service).says("where are you?")


@pytest.mark.parametrize("wait", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["lease ended", "waiting"])
def test_what_a_killed_worker_was_about_is_finished_by_another_and_nothing_is_said_twice(
    tmp_path: Path, nlu_url: str, wait: bool
) -> None:
    with live(tmp_path, nlu_url) as service, socket.create_server(("127.0.0.1", 0)) as silent:
        john, ann, mia = TelegramPhone(live=service), TwilioPhone(live=service), TelegramPhone(live=service)
        service.telegram.fail("sendMessage", "hang", match={"chat_id": john.chat})
        service.twilio.fail("create", "hang", match={"To": ann.number})
        service.start("web", "--port", service.url.rpartition(":")[2])
        rasa = f"http://127.0.0.1:{silent.getsockname()[1]}"
        worker = service.start("worker", NLU_URL=rasa, NLU_TIMEOUT_SECONDS="30")
        service.wait_ready()
        until(lambda: at_work(worker), STARTING)
        john.deliver(john.tap("flow:help", message_id=1))
        ann.deliver(NumMedia="1", MediaUrl0="https://api.twilio.com/1", MediaContentType0="image/png")
        mia.deliver(mia.update(text="where are you?"))
        silent.settimeout(PATIENCE)
        thinking, _ = silent.accept()
        until(lambda: john.sent() and ann.sent())  # accepted; nobody answers the worker
        worker.kill()
        worker.wait(timeout=20)
        thinking.close()
        assert [one.status for phone in (john.chat, ann.number) for one in outbox(service, phone)] == ["claimed"] * 2
        assert outbox(service, mia.chat) == []

        if not wait:
            end_leases(service)
        service.start("worker")
        until(mia.sent, LEASES)
        # staff see it, and John is told that a message may be missing
        until(lambda: [one.status for one in outbox(service, john.chat)] == ["unknown", "sent"], LEASES)
        until(lambda: [one.status for one in outbox(service, ann.number)] == ["sent"], LEASES)
        assert [one for one in service.twilio.ledger("list") if one["parameters"].get("To") == ann.number]
        john.read()
        for phone in (john, ann):
            phone.read()
            assert "1 Quay Street" in phone.says("where are you?")  # what comes after is not held up
        assert "1 Quay Street" in mia.read()
        assert [len(phone.sent()) for phone in (john, ann, mia)] == [3, 2, 1]
        requested = [entry["parameters"]["chat_id"] for entry in service.telegram.ledger("sendMessage")]
        assert sorted(requested) == sorted(str(chat) for chat in (john.chat, john.chat, john.chat, mia.chat))
        assert len(service.twilio.ledger("create")) == 2


def end_leases(service: Live) -> None:
    """As if the time had passed for which what is claimed belongs to whoever claimed it."""
    now = datetime.now(UTC)
    with service.database.write() as store:
        for row in (ConversationRow, OutboundMessageRow):
            leased = col(row.lease_until).is_not(None)
            assert store.session.execute(update(row).where(leased).values(lease_until=now)).rowcount >= 1  # type: ignore[attr-defined]
