"""The client of the Rasa server: a text in, its likely intents out."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

import httpx

from nlu.errors import NluUnavailable

Ranking = tuple[tuple[str, float], ...]
"""Intents with their confidence (0..1), likeliest first."""


class ParseCache(Protocol):
    """Remembers rankings by text. It may forget at any time; it must not raise."""

    def get(self, text: str) -> Ranking | None:
        """The ranking of this very text, if remembered."""

    def set(self, text: str, ranking: Ranking) -> None:
        """Remember a ranking."""


KEEP_SECONDS = 300.0
"""How long a ranking is remembered: so long after a new model went live, an old answer may still be given."""


class LocalCache:
    """The most recent rankings, in memory, shared by the threads of one process."""

    def __init__(self, size: int = 2048, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._size = size
        self._monotonic = monotonic
        self._rankings: OrderedDict[str, tuple[float, Ranking]] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Ranking | None:
        """The ranking of this very text, if it is among the most recent."""
        with self._lock:
            until, ranking = self._rankings.get(text, (0.0, None))
            if ranking is None or until < self._monotonic():
                return None
            self._rankings.move_to_end(text)
            return ranking

    def set(self, text: str, ranking: Ranking) -> None:
        """Remember a ranking and forget the least recently used beyond the size."""
        with self._lock:
            self._rankings[text] = self._monotonic() + KEEP_SECONDS, ranking
            self._rankings.move_to_end(text)
            if len(self._rankings) > self._size:
                self._rankings.popitem(last=False)


class RasaClient:
    """Asks a Rasa server (3.6, `POST /model/parse`) for the intents of a text. Safe to share between threads."""

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = 5.0,
        caches: Sequence[ParseCache] | None = None,
        token: str | None = None,
    ) -> None:
        """`token` is shown to the server, where it wants one."""
        self._http = httpx.Client(base_url=url, timeout=timeout_seconds, headers=bearer(token))
        self._caches = tuple(caches) if caches is not None else (LocalCache(),)

    def parse(self, text: str) -> Ranking:
        """The intents of a text, likeliest first.

        Raises NluUnavailable if the server refuses, is too slow, fails or answers something else than a ranking.
        """
        for cache in self._caches:
            if (known := cache.get(text)) is not None:
                return known
        ranking = self._ask(text)
        for cache in self._caches:
            cache.set(text, ranking)
        return ranking

    def is_ready(self) -> bool:
        """Whether it understands a word: a server that is up may have no model, or one that hangs."""
        try:
            self._ask("hello")
        except NluUnavailable:
            return False
        return True

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def _ask(self, text: str) -> Ranking:
        try:
            answer = self._http.post("/model/parse", json={"text": text})
            answer.raise_for_status()
            return _ranking(answer.json())
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NluUnavailable(f"The Rasa server did not answer ({type(error).__name__}).") from error
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise NluUnavailable("The Rasa server's answer was not understood.") from error


def bearer(token: str | None) -> dict[str, str]:
    """The header that shows a token."""
    return {} if token is None else {"Authorization": f"Bearer {token}"}


def _ranking(answer: dict[str, list[dict[str, object]]]) -> Ranking:
    ranking = tuple((str(row["name"]), float(str(row["confidence"]))) for row in answer["intent_ranking"])
    if not ranking or not all(math.isfinite(confidence) for _, confidence in ranking):
        raise ValueError("no usable ranking")
    return ranking
