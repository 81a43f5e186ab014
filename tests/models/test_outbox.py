"""The outbox: a key is sent once, in order, and only by who holds it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from models.db import Database
from models.errors import NotFound, StaleLease
from models.views import OutboundMessage
from models.words import OutboundStatus
from tests.models.scene import NOW, Scene, june

LEASE = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


def put(clinic: Scene, key: str, *, due: datetime = NOW, conversation: int | None = None, priority: int = 0) -> bool:
    with clinic.database.write() as store:
        to = conversation or clinic.conversation
        return store.outbox.put(key, to, "reply", f"payload of {key}", NOW, due_at=due, priority=priority)


def claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[OutboundMessage]:
    with database.write() as store:
        return store.outbox.claim(now, LEASE, limit=limit)


def keys(messages: list[OutboundMessage]) -> list[str]:
    return [message.key for message in messages]


def send(clinic: Scene, now: datetime = NOW) -> list[str]:
    """What delivery would send now."""
    claimed = claim(clinic.database, now)
    with clinic.database.write() as store:
        for message in claimed:
            store.outbox.sent(message, now, f"provider's id of {message.key}")
    return keys(claimed)


def statuses(clinic: Scene) -> dict[str, OutboundStatus]:
    with clinic.database.read() as store:
        return {message.key: message.status for message in store.outbox.latest()}


def test_a_key_is_used_once_for_ever(clinic: Scene) -> None:
    assert put(clinic, "a")
    assert not put(clinic, "a")
    assert send(clinic) == ["a"]
    assert not put(clinic, "a")
    assert send(clinic) == []


def test_a_claim_knows_where_and_in_which_language(clinic: Scene) -> None:
    put(clinic, "a")
    with clinic.database.write() as store:
        store.people.set_language(clinic.account, "fr", NOW)
        address = store.people.find_address("telegram", "1001")
        assert address is not None
        store.people.opt_out(address.id, NOW)
    (found,) = claim(clinic.database)
    assert (found.channel, found.address, found.language, found.opted_out) == ("telegram", "1001", "fr", True)
    assert (found.payload, found.account_id, found.attempts) == ("payload of a", clinic.account, 1)


def test_a_conversation_is_told_things_in_order_one_at_a_time(clinic: Scene) -> None:
    put(clinic, "second", due=NOW)
    put(clinic, "third", due=NOW)
    put(clinic, "first", due=NOW - MINUTE)
    put(clinic, "theirs", conversation=clinic.other_conversation)
    first, theirs = claim(clinic.database)
    assert keys([first, theirs]) == ["first", "theirs"]
    assert claim(clinic.database) == []
    with clinic.database.write() as store:
        store.outbox.retry(first, NOW, NOW + MINUTE, "rate_limited")
    assert claim(clinic.database) == []
    assert send(clinic, NOW + MINUTE) == ["first", "theirs"]
    assert send(clinic, NOW + MINUTE) == ["second"]
    assert send(clinic, NOW + MINUTE) == ["third"]


def test_what_is_not_due_yet_holds_up_nothing(clinic: Scene) -> None:
    put(clinic, "reminder", due=NOW + 2 * MINUTE)
    put(clinic, "reply")
    assert send(clinic) == ["reply"]
    assert send(clinic, NOW + MINUTE) == []
    assert send(clinic, NOW + 2 * MINUTE) == ["reminder"]


def test_replies_go_before_a_morning_of_reminders(clinic: Scene) -> None:
    put(clinic, "reminder", due=NOW - MINUTE, priority=1)
    put(clinic, "reply", conversation=clinic.other_conversation)
    assert keys(claim(clinic.database, limit=1)) == ["reply"]


def test_a_channel_can_be_left_alone(clinic: Scene) -> None:
    put(clinic, "telegram")
    put(clinic, "sms", conversation=clinic.other_conversation)
    with clinic.database.write() as store:
        assert keys(store.outbox.claim(NOW, LEASE, limit=10, channels=["sms", "whatsapp"])) == ["sms"]


def test_what_is_too_late_is_not_sent(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.outbox.put("a", clinic.conversation, "reminder", "{}", NOW, expires_at=NOW + MINUTE)
    assert send(clinic, NOW + MINUTE) == []
    assert statuses(clinic) == {"a": OutboundStatus.SKIPPED}


def test_what_comes_after_it_is_not_held_up(clinic: Scene) -> None:
    with clinic.database.write() as store:
        for key in ("a", "b", "c"):
            store.outbox.put(key, clinic.conversation, "reminder", "{}", NOW, expires_at=NOW + MINUTE)
    put(clinic, "d")
    assert keys(claim(clinic.database, NOW + MINUTE, limit=1)) == ["d"]


def test_whoever_slept_past_the_lease_is_refused(clinic: Scene) -> None:
    put(clinic, "a")
    (slept,) = claim(clinic.database)
    assert claim(clinic.database, NOW + LEASE - MINUTE) == []
    (awake,) = claim(clinic.database, NOW + LEASE)
    assert (awake.attempts, awake.maybe_sent) == (2, False)
    with pytest.raises(StaleLease), clinic.database.write() as store:
        store.outbox.sending(slept, NOW + LEASE)
    with clinic.database.write() as store:
        store.outbox.sent(awake, NOW + LEASE, "1")
        with pytest.raises(StaleLease):
            store.outbox.sent(awake, NOW + LEASE, "2")


def test_a_send_whose_outcome_was_never_recorded_is_known_as_such(clinic: Scene) -> None:
    put(clinic, "a")
    (first,) = claim(clinic.database)
    with clinic.database.write() as store:
        store.outbox.sending(first, NOW)
    (second,) = claim(clinic.database, NOW + LEASE)
    assert (second.maybe_sent, second.sending_since) == (True, NOW)
    with clinic.database.write() as store:
        store.outbox.unknown(second, NOW + LEASE, "timeout")
    assert send(clinic, NOW + 10 * LEASE) == []
    with clinic.database.write() as store:
        store.outbox.requeue(second.id, NOW + LEASE)
    (third,) = claim(clinic.database, NOW + LEASE)
    assert not third.maybe_sent


def test_only_what_is_settled_can_be_queued_again(clinic: Scene) -> None:
    put(clinic, "a")
    (message,) = claim(clinic.database)
    with pytest.raises(NotFound), clinic.database.write() as store:
        store.outbox.requeue(message.id, NOW)


def test_what_failed_makes_way_for_the_next(clinic: Scene) -> None:
    put(clinic, "a")
    put(clinic, "b")
    (message,) = claim(clinic.database)
    with clinic.database.write() as store:
        store.outbox.fail(message, NOW, "21610")
    assert send(clinic) == ["b"]
    with clinic.database.read() as store:
        failed = store.outbox.get("a")
        assert failed is not None
        assert (failed.status, failed.error) == (OutboundStatus.FAILED, "21610")
        assert store.outbox.get("c") is None


@pytest.mark.parametrize(
    ("reports", "final"),
    [
        (["sent", "delivered"], "delivered"),
        (["delivered", "sent", "delivered"], "delivered"),
        (["delivered", "undelivered"], "delivered"),
        (["failed", "delivered"], "failed"),
        (["queued"], "sent"),
    ],
)
def test_a_providers_reports_only_move_forward(clinic: Scene, reports: list[str], final: str) -> None:
    put(clinic, "a")
    send(clinic)
    with clinic.database.write() as store:
        for report in reports:
            store.outbox.reported("telegram", "provider's id of a", OutboundStatus(report), NOW)
        assert not store.outbox.reported("sms", "provider's id of a", OutboundStatus.FAILED, NOW)
    assert statuses(clinic) == {"a": OutboundStatus(final)}


def test_what_was_planned_for_an_appointment_can_be_dropped(clinic: Scene) -> None:
    booked = clinic.book(june(4, "10:20"))
    with clinic.database.write() as store:
        for kind in ("reminder", "reply"):
            store.outbox.put(kind, clinic.conversation, kind, "{}", NOW, due_at=NOW + MINUTE, appointment_id=booked.id)
        assert store.outbox.skip_for(booked.id, NOW, "moved", kinds=["reminder"]) == 1
    assert send(clinic, NOW + MINUTE) == ["reply"]


def test_many_workers_send_each_message_once(clinic: Scene) -> None:
    with clinic.database.write() as store:
        chats = [store.conversations.open("telegram", f"chat {number}", NOW).id for number in range(10)]
        for number in range(60):
            store.outbox.put(f"m{number:02}", chats[number % 10], "reply", "{}", NOW)
    sent: list[str] = []

    def work(_: int) -> None:
        while found := send(clinic):
            sent.extend(found)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    work(0)  # a worker may find nothing while others hold what is left; one comes by at the end, as pollers do
    assert sorted(sent) == sorted(set(sent))
    assert len(sent) == 60
    for chat in range(10):
        mine = [key for key in sent if int(key[1:]) % 10 == chat]
        assert mine == sorted(mine)
