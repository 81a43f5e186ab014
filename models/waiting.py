"""How long PostgreSQL is waited for. A server that is frozen, or behind a broken network, answers nothing at all, and
its own time limits with it: ours are kept on this side."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ANSWER_SECONDS = 60.0
"""For any one answer; twice what a statement may wait for somebody else's lock."""

LEAST_SECONDS = 0.2
"""What is left for ending a transaction whose time is over."""

_until: ContextVar[float] = ContextVar("until", default=math.inf)
_longest: ContextVar[float] = ContextVar("longest", default=ANSWER_SECONDS)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Wait no longer than this for all answers together."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def however_long() -> Iterator[None]:
    """Wait for any answer as long as it takes: a migration rewrites tables."""
    token = _longest.set(math.inf)
    try:
        yield
    finally:
        _longest.reset(token)


def patience() -> float | None:
    """How many seconds the next answer is waited for; None for ever."""
    seconds = max(LEAST_SECONDS, min(_longest.get(), _until.get() - time.monotonic()))
    return None if seconds == math.inf else seconds
