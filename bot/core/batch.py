"""Work that is done in batches: what fails is set aside, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.core.faults import fault
from models.errors import DatabaseUnavailable, NoClinic, StaleLease
from models.store import Store
from models.unavailable import explain

log = logging.getLogger(__name__)

Item = TypeVar("Item")

NOT_THE_ITEMS = (DatabaseUnavailable, NoClinic, StaleLease)
"""What fails for everybody, and is over by itself or by somebody's hand."""


def each(store: Store, kind: str, items: Sequence[Item], work: Callable[[Sequence[Item]], int], now: datetime) -> int:
    """Do the work for all of the items, except those that fail; how much `work` says was done, and was set aside.

    The items are ids. All are done at once; where that fails it is undone, and each half is tried for itself, until
    what fails stands alone and is set aside. It is for whoever claims the items to leave out what is set aside.
    """
    if not items:
        return 0
    try:
        with store.set_aside.savepoint():
            done = work(items)
            store.session.flush()
    except Exception as error:
        if is_everybodys(store, error):
            raise
        if len(items) > 1:
            half = len(items) // 2
            return each(store, kind, items[:half], work, now) + each(store, kind, items[half:], work, now)
        log.error("%s %s is set aside: %s", kind, items[0], fault(error))
        store.set_aside.put(kind, items[0], fault(error), now)
        return 1
    store.set_aside.settled(kind, items)
    return done


def is_everybodys(store: Store, error: Exception) -> bool:
    """Whether the fault lies with the database or the clinic, and not with the one thing that was worked on."""
    if isinstance(error, DBAPIError):
        return explain(error, store.session.get_bind().engine.url) is not None
    return isinstance(error, NOT_THE_ITEMS)
