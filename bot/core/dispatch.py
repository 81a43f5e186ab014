"""One thread looks for work and hands it to others: while there is none, nobody asks the database, and a job that is
done wakes nobody who could not do the next."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.core.faults import fault
from bot.core.wakeup import Bell
from models.errors import DocspotError

log = logging.getLogger(__name__)

Job = TypeVar("Job")

LOOK_SECONDS = 5.0
"""How long to wait at most before looking again though nobody rang: a ring may be lost."""

LEAST_SECONDS = 0.01
"""How long to wait at least for what is due in a moment."""

PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 2.0
"""Between two attempts while the database is away, at first and at most: whoever wrote waits for it too."""


@dataclass(frozen=True)
class Found(Generic[Job]):
    """What was claimed; where that is nothing, in how many seconds there will be something as far as is known."""

    jobs: Sequence[Job] = ()
    again_in: float | None = None


class Source(Protocol[Job]):
    """Where jobs come from, and how one is done."""

    @property
    def threads(self) -> int:
        """How many jobs are done at once at most."""

    def find(self) -> Found[Job]:
        """Claim what there is room for, and count it as under way."""

    def do(self, job: Job) -> None:
        """Do one, in a thread of its own; then it is no longer under way, whatever became of it."""


class Dispatcher(Generic[Job]):
    """Hands out the jobs of one source, until told to stop. `after` are rung whenever one is over."""

    def __init__(self, name: str, source: Source[Job], bell: Bell, after: Sequence[Bell] = ()) -> None:
        self._name, self._source, self._bell = name, source, bell
        self._after = after
        self._stop, self._trouble = threading.Event(), threading.Event()
        self._hands = ThreadPoolExecutor(source.threads, thread_name_prefix=name)
        self._thread = threading.Thread(target=self._keep_looking, name=name)

    def start(self) -> None:
        """Begin to look for work."""
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more, and finish what is under way."""
        self._stop.set()
        self._bell.ring()
        self._thread.join()
        self._hands.shutdown(wait=True)

    def _keep_looking(self) -> None:
        pause = PAUSE_SECONDS
        while not self._stop.is_set():
            rings = self._bell.rings
            found = self._look()
            for job in found.jobs:
                self._hands.submit(self._do, job)
            if self._trouble.is_set():
                self._trouble.clear()
                self._stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            pause = PAUSE_SECONDS
            if not found.jobs:
                seconds = LOOK_SECONDS if found.again_in is None else min(found.again_in, LOOK_SECONDS)
                self._bell.wait(rings, max(seconds, LEAST_SECONDS))

    def _look(self) -> Found[Job]:
        try:
            return self._source.find()
        except DocspotError as error:  # the database is away: what was accepted waits in it
            log.warning("%s", error)
        except Exception as error:  # noqa: BLE001 - a thread that ends would never be missed
            log.error("%s cannot look for work: %s", self._name, fault(error))
        self._trouble.set()
        return Found()

    def _do(self, job: Job) -> None:
        try:
            self._source.do(job)
        except DocspotError as error:
            log.warning("%s", error)
            self._trouble.set()
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            log.error("%s failed: %s", self._name, fault(error))
            self._trouble.set()
        finally:
            for bell in (self._bell, *self._after):
                bell.ring()
