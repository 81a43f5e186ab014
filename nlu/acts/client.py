"""The client of the Rasa server: a text in, its likely intents, how alarming it is, and what it does out."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, NamedTuple, Protocol

import httpx

from nlu.core.acts import KINDS, ROLES, Act, Span
from nlu.core.errors import NluUnavailable

Ranking = tuple[tuple[str, float], ...]
"""Intents with their confidence (0..1), likeliest first."""


class Alarm(NamedTuple):
    """How likely it is (0..1) that somebody must be helped at once, would be hurt, or needs a doctor today."""

    now: float = 0.0
    harm: float = 0.0
    soon: float = 0.0


class Parse(NamedTuple):
    """What Rasa makes of a text."""

    ranking: Ranking
    alarm: Alarm = Alarm()
    acts: tuple[Act, ...] = ()


class ParseCache(Protocol):
    """Remembers parses by text. It may forget at any time; it must not raise."""

    def get(self, text: str) -> Parse | None:
        """The parse of this very text, if remembered."""

    def set(self, text: str, parse: Parse) -> None:
        """Remember a parse."""


KEEP_SECONDS = 300.0
"""How long a parse is remembered: so long after a new model went live, an old answer may still be given."""


class LocalCache:
    """The most recent parses, in memory, shared by the threads of one process."""

    def __init__(self, size: int = 2048, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._size = size
        self._monotonic = monotonic
        self._parses: OrderedDict[str, tuple[float, Parse]] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Parse | None:
        """The parse of this very text, if it is among the most recent."""
        with self._lock:
            until, parse = self._parses.get(text, (0.0, None))
            if parse is None or until < self._monotonic():
                return None
            self._parses.move_to_end(text)
            return parse

    def set(self, text: str, parse: Parse) -> None:
        """Remember a parse and forget the least recently used beyond the size."""
        with self._lock:
            self._parses[text] = self._monotonic() + KEEP_SECONDS, parse
            self._parses.move_to_end(text)
            if len(self._parses) > self._size:
                self._parses.popitem(last=False)


class RasaClient:
    """Asks a Rasa server (3.6, `POST /model/parse`) what it makes of a text. Safe to share between threads."""

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

    def parse(self, text: str) -> Parse:
        """The intents of a text, likeliest first, and how alarming it is.

        Raises NluUnavailable if the server refuses, is too slow, fails or answers something else than a parse.
        """
        for cache in self._caches:
            if (known := cache.get(text)) is not None:
                return known
        parse = self._ask(text)
        for cache in self._caches:
            cache.set(text, parse)
        return parse

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

    def _ask(self, text: str) -> Parse:
        try:
            answer = self._http.post("/model/parse", json={"text": text})
            answer.raise_for_status()
            said = answer.json()
            return Parse(_ranking(said), _alarm(said), acts_of(said.get("acts") or []))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NluUnavailable(f"The Rasa server did not answer ({type(error).__name__}).") from error
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise NluUnavailable("The Rasa server's answer was not understood.") from error


def bearer(token: str | None) -> dict[str, str]:
    """The header that shows a token."""
    return {} if token is None else {"Authorization": f"Bearer {token}"}


def _alarm(answer: dict[str, dict[str, object]]) -> Alarm:
    """A model trained before there was such a component says nothing of it."""
    shares = answer.get("alarm") or {}
    alarm = Alarm(*(float(str(shares.get(name, 0.0))) for name in Alarm._fields))
    if not all(0 <= share <= 1 for share in alarm):
        raise ValueError("no usable shares")
    return alarm


def acts_of(written: list[dict[str, Any]]) -> tuple[Act, ...]:
    """Acts from their JSON; those of a kind or role that is not ours are left out."""
    acts = (
        Act(
            one["kind"],
            int(one["start"]),
            int(one["end"]),
            tuple(Span(str(role), int(start), int(end)) for role, start, end in one["spans"] if role in ROLES),
            float(one["sure"]),
        )
        for one in written
    )
    return tuple(act for act in acts if act.kind in KINDS)


def _ranking(answer: dict[str, list[dict[str, object]]]) -> Ranking:
    ranking = tuple((str(row["name"]), float(str(row["confidence"]))) for row in answer["intent_ranking"])
    if not ranking or not all(math.isfinite(confidence) for _, confidence in ranking):
        raise ValueError("no usable ranking")
    return ranking
