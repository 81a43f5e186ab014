"""The inbox: nothing is lost, nothing has two effects, and a conversation is handled one message at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from models.db import Database
from models.errors import StaleLease
from models.views import InboundClaim
from models.words import InboundStatus
from tests.models.scene import NOW

LEASE = timedelta(seconds=30)
LATER = NOW + LEASE


def receive(database: Database, provider_id: str, address: str = "1001") -> int | None:
    with database.write() as store:
        return store.inbox.add("telegram", provider_id, address, f"text of {provider_id}", NOW)


def claim(database: Database, now: datetime = NOW) -> InboundClaim | None:
    with database.write() as store:
        return store.inbox.claim(now, LEASE)


def must_claim(database: Database, now: datetime = NOW) -> InboundClaim:
    found = claim(database, now)
    assert found is not None
    return found


def finish(database: Database, claimed: InboundClaim) -> None:
    with database.write() as store:
        store.inbox.finish(claimed, NOW)


def save_and_finish(database: Database, claimed: InboundClaim, state: str) -> None:
    with database.write() as store:
        version = store.conversations.get(claimed.conversation_id).version
        store.conversations.save(claimed.conversation_id, state, version)
        store.inbox.finish(claimed, NOW)


def test_a_message_is_kept_once_however_often_it_comes(database: Database) -> None:
    assert receive(database, "u1") is not None
    assert receive(database, "u1") is None
    with database.write() as store:
        assert store.inbox.add("sms", "u1", "+447700900001", "another channel's own number", NOW) is not None
    with database.read() as store:
        assert store.inbox.waiting() == 2


def test_several_are_claimed_at_once_one_of_each_conversation_alarms_first(database: Database) -> None:
    for number, address in (("a1", "1001"), ("a2", "1001"), ("b1", "1002"), ("c1", "1003")):
        receive(database, number, address)
    with database.write() as store:
        store.inbox.add("telegram", "d1", "1004", "text of d1", NOW, urgent=True)
        claimed = store.inbox.claim_several(NOW, LEASE, 3)
    assert [one.payload for one in claimed] == ["text of d1", "text of a1"]
    with database.write() as store:
        assert store.inbox.claim_several(NOW, LEASE, 3, urgent_only=True) == []
        assert [one.payload for one in store.inbox.claim_several(NOW, LEASE, 3)] == ["text of b1", "text of c1"]
        assert store.inbox.claim_several(NOW, LEASE, 3) == []


def test_the_same_message_ten_times_at_once_is_kept_once(database: Database) -> None:
    with ThreadPoolExecutor(10) as threads:
        kept = list(threads.map(lambda _: receive(database, "u1"), range(10)))
    assert sum(one is not None for one in kept) == 1
    with database.read() as store:
        address = store.people.find_address("telegram", "1001")
        assert address is not None
        assert (address.verified, address.last_heard_at) == (True, NOW)


def test_first_messages_from_one_address_at_once_make_one_conversation(database: Database) -> None:
    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda number: receive(database, f"u{number}"), range(10)))
    found = must_claim(database)
    with database.read() as store:
        assert len(store.inbox.latest(found.conversation_id)) == 10


def test_messages_of_a_conversation_come_in_order_and_one_at_a_time(database: Database) -> None:
    for provider_id, address in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        receive(database, provider_id, address)
    first, other = must_claim(database), must_claim(database)
    assert (first.payload, first.address, first.attempts) == ("text of a1", "a", 1)
    assert other.payload == "text of b1"
    assert claim(database) is None
    finish(database, first)
    assert must_claim(database).payload == "text of a2"


def test_what_a_dead_worker_held_is_claimed_again_and_the_dead_may_not_come_back(database: Database) -> None:
    receive(database, "u1")
    slept = must_claim(database)
    assert claim(database, LATER - timedelta(seconds=1)) is None
    again = must_claim(database, LATER)
    assert (again.message_id, again.attempts, again.fence) == (slept.message_id, 2, slept.fence + 1)
    with pytest.raises(StaleLease), database.write() as store:
        store.conversations.lock(slept.conversation_id, slept.fence)
    with pytest.raises(StaleLease):
        save_and_finish(database, slept, "a state that must not be kept")
    with database.write() as store:
        conversation = store.conversations.lock(again.conversation_id, again.fence)
        assert conversation.state is None
    save_and_finish(database, again, "{}")
    assert claim(database, LATER) is None


def test_a_lease_can_be_made_longer(database: Database) -> None:
    receive(database, "u1")
    with database.write() as store:
        claimed = store.inbox.claim(NOW, LEASE)
        assert claimed is not None
        store.inbox.renew(claimed, LATER + LEASE)
    assert claim(database, LATER) is None


def test_a_message_to_be_tried_later_keeps_its_place(database: Database) -> None:
    receive(database, "a1", "a")
    receive(database, "a2", "a")
    first = must_claim(database)
    with database.write() as store:
        store.inbox.retry(first, NOW + timedelta(seconds=5), "nlu_down")
    assert claim(database, NOW + timedelta(seconds=4)) is None
    assert must_claim(database, NOW + timedelta(seconds=5)).payload == "text of a1"


def test_a_message_given_up_makes_way_for_the_next(database: Database) -> None:
    receive(database, "a1", "a")
    receive(database, "a2", "a")
    first = must_claim(database)
    with database.write() as store:
        store.inbox.fail(first, NOW, "crash")
    found = must_claim(database)
    with database.read() as store:
        kept = store.inbox.latest(found.conversation_id)
    assert [(one.payload, one.status, one.error) for one in kept] == [
        ("text of a1", InboundStatus.FAILED, "crash"),
        ("text of a2", InboundStatus.WAITING, None),
    ]


def test_many_workers_handle_every_message_once_and_in_order(database: Database) -> None:
    for number in range(40):
        receive(database, f"u{number}", f"chat {number % 4}")
    handled: list[tuple[int, int]] = []

    def work(_: int) -> None:
        while claimed := claim(database):
            handled.append((claimed.conversation_id, claimed.message_id))
            finish(database, claimed)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    work(0)  # a worker may find nothing while others hold what is left; one comes by at the end, as pollers do
    assert len(handled) == 40
    for conversation in {conversation for conversation, _ in handled}:
        mine = [message for one, message in handled if one == conversation]
        assert mine == sorted(mine)


def test_an_urgent_message_goes_before_everything_even_of_its_own_conversation(database: Database) -> None:
    for provider_id, address in (("a1", "a"), ("b1", "b"), ("b2", "b")):
        receive(database, provider_id, address)
    with database.write() as store:
        store.inbox.add("telegram", "b3", "b", "text of b3", NOW, urgent=True)
    order = []
    while found := claim(database):
        order.append(found.payload.removeprefix("text of "))
        finish(database, found)
    assert order == ["b3", "a1", "b1", "b2"]


def test_an_urgent_message_waits_for_the_one_being_handled(database: Database) -> None:
    receive(database, "a1", "a")
    first = must_claim(database)
    with database.write() as store:
        store.inbox.add("telegram", "a2", "a", "text of a2", NOW, urgent=True)
    assert claim(database) is None
    finish(database, first)
    assert must_claim(database).urgent


def test_what_was_put_back_was_not_tried(database: Database) -> None:
    receive(database, "a1", "a")
    with database.write() as store:
        store.inbox.put_back(must_claimed := store.inbox.claim(NOW, LEASE), LATER)  # type: ignore[arg-type]
    assert must_claimed is not None
    assert claim(database, LATER - timedelta(seconds=1)) is None
    assert must_claim(database, LATER).attempts == 1
