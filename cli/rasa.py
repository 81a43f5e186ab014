"""Opening Rasa: the configured server, or one of our own, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.core.wakeup import redis_client
from bot.settings.schema import PROJECT, Settings
from cli.wiring import progress, shared_secret
from nlu.acts.client import LocalCache, ParseCache, RasaClient
from nlu.acts.redis_cache import RedisCache
from nlu.training.models import Models
from nlu.training.server import RasaServer


def nlu_token(given: Settings) -> str | None:
    """What is shown to the Rasa server, and wanted by one of our own."""
    return given.nlu_token.get_secret_value() if given.nlu_token else None


def rasa_client(given: Settings, url: str) -> RasaClient:
    """A client of the Rasa server at `url`, which remembers what it was told: in Redis too, where there is one."""
    caches: list[ParseCache] = [LocalCache()]
    if given.redis_url is not None:
        caches.append(RedisCache(redis_client(given.redis_url.get_secret_value()), shared_secret(given)))
    return RasaClient(url, timeout_seconds=given.nlu_timeout_seconds, caches=caches, token=nlu_token(given))


@contextmanager
def rasa_server(given: Settings) -> Iterator[str]:
    """The address of the configured Rasa server, or of one started as a child process, trained first if need be."""
    if given.nlu_url is not None:
        yield given.nlu_url
        return
    models = Models(PROJECT, given.var)
    server = RasaServer(PROJECT, models.to_serve(progress), chosen=models.chosen, token=nlu_token(given))
    server.start()
    try:
        server.wait_ready()
        yield server.url
    finally:
        server.stop()
