"""The roles of the service, one process each: the webhooks, and the worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask

from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.limits import Limits
from bot.settings import Settings
from bot.turn import Pipeline
from bot.understanding import Understanding
from bot.worker import Worker
from cli.channels import channels, telegram, twilio_edge
from cli.supervise import follow_parent, until_stopped
from cli.wiring import open_database, rasa_client, rasa_server
from models.db import Database
from nlu.client import RasaClient
from webhooks.app import create_app
from webhooks.channels.telegram import TelegramChannel
from webhooks.inbox import Inbox
from webhooks.serve import serve


def web(given: Settings, host: str, port: int) -> None:
    """Answer webhooks until SIGTERM."""
    follow_parent()
    open_database(given).close()
    serve(partial(_edge, given), host=host, port=port)


def worker(given: Settings, *, polling: bool) -> None:
    """Work off the inbox and the outbox until SIGTERM."""
    stop = until_stopped()
    follow_parent()
    database, clock = open_database(given), SystemClock()
    with rasa_server(given) as url:
        sending = channels(given)
        numbered = [channel.name for channel in sending.values() if channel.numbered]
        pipeline = Pipeline(database, Understanding(database, rasa_client(given, url)), clock, numbered)
        working = Worker(pipeline, Delivery(database, sending, clock, Limits(time.monotonic)))
        working.start()
        bot = telegram(given) if polling else None
        if bot is not None:
            _poll(bot, Inbox(database, clock), stop)
        stop.wait()
        working.stop()
    database.close()


def _edge(given: Settings) -> Flask:
    """The Flask app of one web process, with connections of its own."""
    database = open_database(given)
    return create_app(
        Inbox(database, SystemClock()),
        telegram=telegram(given),
        twilio=twilio_edge(given),
        checks=_checks(given, database),
    )


def _checks(given: Settings, database: Database) -> dict[str, Callable[[], None]]:
    """What /readyz looks at: the database, and Rasa where it runs elsewhere."""

    def clinic_is_there() -> None:
        with database.read() as store:
            store.clinic.require()

    checks: dict[str, Callable[[], None]] = {"database": clinic_is_there}
    if given.nlu_url is not None:
        checks["rasa"] = partial(_rasa_is_ready, RasaClient(given.nlu_url, timeout_seconds=2.0))
    return checks


def _rasa_is_ready(client: RasaClient) -> None:
    if not client.is_ready():
        raise RuntimeError("no model is loaded")


def _poll(bot: TelegramChannel, inbox: Inbox, stop: threading.Event) -> None:
    """Keep Telegram's messages as a webhook would, from a thread of their own."""

    def keep(update: dict[str, Any]) -> None:
        bot.acknowledge(update)
        inbound = bot.parse(update)
        if inbound is not None:
            inbox.add(inbound)

    threading.Thread(target=bot.poll, args=(keep, stop), name="polling", daemon=True).start()
