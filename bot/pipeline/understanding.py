"""Understanding for this clinic, made anew when its doctors or hours change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime

from bot.core.reader import lexicon
from models.db import Database
from nlu.acts.client import RasaClient
from nlu.acts.understand import Understander
from nlu.core.acts import Situation
from nlu.core.lexicon import Lexicon
from nlu.core.meaning import Meaning

LOOK_AGAIN_SECONDS = 5.0
"""How long a change of the clinic file may take to be known here."""


class Understanding:
    """Holds the understander of the clinic as it stands. Safe to share between threads."""

    def __init__(
        self, database: Database, rasa: RasaClient | None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._rasa = rasa
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._known: tuple[Lexicon, Understander] | None = None
        self._looked = 0.0

    def understand(self, text: str, asked: str | None, now: datetime, situation: Situation | None = None) -> Meaning:
        """What a message means. Raises NotFound before a clinic file was imported."""
        return self._understander().understand(text, asked=asked, now=now, situation=situation)

    def _understander(self) -> Understander:
        with self._lock:
            if self._known is None or self._monotonic() - self._looked > LOOK_AGAIN_SECONDS:
                with self._database.read() as store:
                    present = lexicon(store)
                if self._known is None or self._known[0] != present:
                    self._known = present, Understander(present, self._rasa)
                self._looked = self._monotonic()
            return self._known[1]
