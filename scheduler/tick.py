"""What the scheduler does again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.store import Store


def _nothing(store: Store, now: datetime) -> datetime | None:
    return None


@dataclass(frozen=True)
class Tick:
    """One duty. Any number of processes may run it at the same moment: it must claim what it works on.

    `run` does a batch of what is due at `now` within the transaction it is given and returns how much that was; it is
    run again, in a new transaction, until it returns 0. `next_due` tells when there will be something to do next, for
    clocks that are moved by hand; None where nothing is planned.
    """

    name: str
    every_seconds: float
    run: Callable[[Store, datetime], int]
    next_due: Callable[[Store, datetime], datetime | None] = _nothing
