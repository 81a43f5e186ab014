"""The roles of the service, one process each: the webhooks, and the worker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import redis
from flask import Flask
from telegram.error import TelegramError

from bot.core.clock import Clock, SharedClock
from bot.core.wakeup import redis_client
from bot.pipeline.turn import Pipeline
from bot.pipeline.understanding import Understanding
from bot.pipeline.worker import Worker
from bot.settings.schema import Settings
from cli.channels import delivery, flood, remote_bell
from cli.rasa import nlu_token, rasa_client, rasa_server
from cli.supervise import follow_parent, until_stopped
from cli.wiring import keyring, open_database
from models.changes import watch
from models.db import Database
from models.keys import check_keys
from nlu.acts.client import RasaClient
from webhooks.app import create_app
from webhooks.channels.telegram.adapter import TelegramChannel
from webhooks.channels.telegram.configured import telegram
from webhooks.channels.twilio.configured import twilio_channels, twilio_edge
from webhooks.flood import ALL_PER_MINUTE
from webhooks.inbox import Inbox
from webhooks.metrics import also_show
from webhooks.missed import Missed
from webhooks.plan_metrics import PlanMetrics
from webhooks.polling import poll
from webhooks.rating_metrics import RatingMetrics
from webhooks.serve import serve
from webhooks.set_aside_metrics import SetAsideMetrics

log = logging.getLogger(__name__)

EDGE_PATIENCE, EDGE_LIMIT = 2.5, 5.0
"""Seconds the webhooks wait for another writer or a connection, and for the database altogether: with connecting anew
to one that is frozen, half of the 15 that Twilio waits for an answer."""

POLL_AGAIN_SECONDS = 60.0
"""After Telegram has refused to be polled: a wrong token is mended by a person."""


def web(given: Settings, host: str, port: int, *, workers: int = 1) -> None:
    """Answer webhooks until SIGTERM."""
    follow_parent()
    open_database(given).close()
    serve(partial(_edge, given), host=host, port=port, workers=workers)


def worker(given: Settings, *, polling: bool) -> None:
    """Work off the inbox and the outbox until SIGTERM."""
    stop = until_stopped()
    follow_parent()
    database = open_database(given)
    clock = SharedClock(database.now)
    with rasa_server(given) as url:
        out = delivery(given, database, clock)
        understanding = Understanding(database, rasa_client(given, url))
        pipeline = Pipeline(database, understanding, clock, timedelta(days=given.keep_unclear_days))
        working = Worker(pipeline, out)
        working.start()
        with _helping(_helpers(given, database, clock, working, stop, polling=polling), stop):
            stop.wait()
        working.stop()
    database.close()


def _helpers(
    given: Settings, database: Database, clock: Clock, working: Worker, stop: threading.Event, *, polling: bool
) -> list[Callable[[], None]]:
    """What a worker does besides: hear of what is new, by the database and by Redis, look for missed messages, poll."""
    helpers: list[Callable[[], None]] = [partial(watch, database, working.changed, stop)]
    ring = working.ring
    remote, numbers, bot = remote_bell(given), twilio_channels(given), telegram(given)
    if remote is not None:
        helpers.append(partial(remote.pass_on, ring, stop))
    if numbers:
        helpers.append(partial(Missed(database, numbers, clock, ring).keep_looking, stop))
    if polling and bot is not None:
        helpers.append(partial(_poll, bot, Inbox(database, clock), stop, ring))
    return helpers


@contextmanager
def _helping(helpers: list[Callable[[], None]], stop: threading.Event) -> Iterator[None]:
    """Each in a thread of its own. They heed `stop`; one that is waiting for the network ends with the process."""
    threads = [threading.Thread(target=helper, daemon=True) for helper in helpers]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join(timeout=2)


def _poll(bot: TelegramChannel, inbox: Inbox, stop: threading.Event, ring: Callable[[], None]) -> None:
    while not stop.is_set():
        try:
            poll(bot, inbox, stop, ring)
        except TelegramError as error:
            log.error("Telegram refuses to be polled (%s): is DOCSPOT_TELEGRAM_TOKEN right, and only one polling?",
                      type(error).__name__)  # fmt: skip
            stop.wait(POLL_AGAIN_SECONDS)


def _edge(given: Settings) -> Flask:
    """The Flask app of one web process, with connections of its own."""
    database = Database(given.database_url.get_secret_value(), keyring(given), patience=EDGE_PATIENCE, limit=EDGE_LIMIT)
    remote = remote_bell(given)
    also_show(RatingMetrics(database))
    also_show(SetAsideMetrics(database))
    also_show(PlanMetrics(database))
    return create_app(
        Inbox(database, SharedClock(database.now)),
        telegram=telegram(given),
        twilio=twilio_edge(given),
        needed={"database": partial(_clinic_is_there, database), "keys": partial(check_keys, database)},
        helpful=_helpful(given),
        metrics_token=given.metrics_token.get_secret_value() if given.metrics_token else None,
        flood=flood(given, given.inbound_messages_per_minute),
        crowd=flood(given, ALL_PER_MINUTE),
        on_accepted=(lambda: None) if remote is None else remote.ring,
    )


def _clinic_is_there(database: Database) -> None:
    with database.read() as store:
        store.clinic.require()


def _helpful(given: Settings) -> dict[str, Callable[[], None]]:
    """What /readyz looks at besides the database: Rasa and Redis where they run elsewhere. Without Rasa there are
    menus, without Redis each process keeps its own counts."""
    checks: dict[str, Callable[[], None]] = {}
    if given.nlu_url is not None:
        checks["rasa"] = partial(_rasa_is_ready, RasaClient(given.nlu_url, timeout_seconds=2.0, token=nlu_token(given)))
    if given.redis_url is not None:
        checks["redis"] = partial(_redis_answers, redis_client(given.redis_url.get_secret_value()))
    return checks


def _rasa_is_ready(client: RasaClient) -> None:
    if not client.is_ready():
        raise RuntimeError("nothing is understood")


def _redis_answers(client: redis.Redis) -> None:
    client.ping()
