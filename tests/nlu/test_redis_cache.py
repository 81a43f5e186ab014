"""Parses shared through Redis; without it, as if there were nothing to share."""

from __future__ import annotations

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from nlu.acts.client import Alarm, Parse, RasaClient
from nlu.acts.redis_cache import AWAY_SECONDS, RedisCache

PARSE = Parse((("greet", 0.9), ("thank", 0.1)), Alarm(0.0, 0.01, 0.2))


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5, retry=Retry(NoBackoff(), 0))


def test_what_one_machine_has_asked_another_need_not(redis_url: str) -> None:
    RedisCache(client(redis_url), b"secret").set("good \ud800 morning", PARSE)
    assert RedisCache(client(redis_url), b"secret").get("good \ud800 morning") == PARSE
    assert RedisCache(client(redis_url), b"another secret").get("good \ud800 morning") is None
    other = RasaClient("http://127.0.0.1:9", caches=(RedisCache(client(redis_url), b"secret"),))
    assert other.parse("good \ud800 morning") == PARSE


def test_no_text_is_in_redis(redis_url: str) -> None:
    connection = client(redis_url)
    RedisCache(connection, b"secret").set("my rash", PARSE)
    keys = list(connection.scan_iter("docspot:parse:*"))
    assert keys
    assert not any(b"rash" in key for key in keys)


def test_what_another_version_wrote_is_ignored(redis_url: str) -> None:
    connection, cache = client(redis_url), RedisCache(client(redis_url), b"secret")
    cache.set("hi", PARSE)
    for key in connection.scan_iter("docspot:parse:*"):
        connection.set(key, '{"greet": "very likely"}')
    assert cache.get("hi") is None


def test_without_redis_nothing_is_remembered_and_nothing_is_raised() -> None:
    clock = [0.0]
    cache = RedisCache(client("redis://127.0.0.1:9"), b"secret", lambda: clock[0])
    assert cache.get("hello") is None
    cache.set("hello", PARSE)  # left alone: it has just not answered
    clock[0] = AWAY_SECONDS + 1
    cache.set("hello", PARSE)
    assert cache.get("hello") is None
