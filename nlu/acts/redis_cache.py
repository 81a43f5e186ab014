"""Parses remembered in Redis, so that several machines ask Rasa about the same text once."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import redis

from nlu.acts.client import KEEP_SECONDS, Alarm, Parse, acts_of

AWAY_SECONDS = 5.0
"""How long Redis is left alone after it did not answer."""


class RedisCache:
    """See ParseCache. Redis sees a keyed hash of a text, never the text; away, it is as if nothing were remembered."""

    def __init__(self, client: redis.Redis, key: bytes, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`key` is any secret that the machines share. The client must fail fast: a message waits for it."""
        self._client = client
        self._key = hashlib.sha256(key).digest()
        self._monotonic, self._away_until = monotonic, 0.0

    def get(self, text: str) -> Parse | None:
        """The parse of this very text, if remembered."""
        if self._monotonic() < self._away_until:
            return None
        try:
            kept: Any = self._client.get(self._name(text))
            return _read(json.loads(kept)) if kept else None
        except redis.RedisError:
            self._away_until = self._monotonic() + AWAY_SECONDS
        except (TypeError, ValueError):
            return None  # written by another version
        return None

    def set(self, text: str, parse: Parse) -> None:
        """Remember a parse."""
        if self._monotonic() < self._away_until:
            return
        try:
            self._client.set(self._name(text), json.dumps(_written(parse)), ex=int(KEEP_SECONDS))
        except redis.RedisError:
            self._away_until = self._monotonic() + AWAY_SECONDS

    def _name(self, text: str) -> str:
        hashed = hashlib.blake2b(text.encode("utf-8", "replace"), key=self._key, digest_size=16)
        return f"docspot:parse:{hashed.hexdigest()}"


def _written(parse: Parse) -> list[Any]:
    acts = [{**vars(act), "spans": [[span.role, span.start, span.end] for span in act.spans]} for act in parse.acts]
    return [parse.ranking, parse.alarm, acts]


def _read(kept: Any) -> Parse:
    ranking, alarm, acts = kept
    shares = tuple((str(intent), float(share)) for intent, share in ranking)
    return Parse(shares, Alarm(*map(float, alarm)), acts_of(acts))
