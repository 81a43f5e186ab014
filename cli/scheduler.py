"""`docspot scheduler`: what time brings, as a role of its own or once for cron-like hosts."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from bot.core.clock import SettableClock, SharedClock
from bot.settings.schema import Settings
from cli.desk_input import moment
from cli.supervise import follow_parent, until_stopped
from cli.wiring import fail, open_database, sentences, settings
from models.db import Database
from scheduler.app import Scheduler, run_due
from scheduler.ticks import TICKS

A_MOMENT = timedelta(minutes=1)
"""So far ahead of the database's clock a time may be by an oversight."""


def scheduler(
    once: Annotated[bool, typer.Option(help="Do what is due, delivery included, and exit.")] = False,
    at: Annotated[str | None, typer.Option(help="With --once: as if it were then, like 2026-06-04T15:40.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With --at: do not ask, even for a time to come.")] = False,
) -> None:
    """Reminders, questions after visits, agendas and housekeeping: release what is due, again and again."""
    if at is not None and not once:
        fail("--at goes with --once only.")
    with sentences():
        given = settings()
        if once:
            _once(given, at, sure=yes)
        else:
            serve(given)


def serve(given: Settings) -> None:
    """Tick until SIGTERM. Delivery is the worker's."""
    stop = until_stopped()
    follow_parent()
    database = open_database(given)
    ticking = Scheduler(database, SharedClock(database.now), TICKS)
    ticking.start()
    stop.wait()
    ticking.stop()
    database.close()


def _once(given: Settings, at: str | None, *, sure: bool) -> None:
    from cli.channels import delivery  # the providers' clients take a second to load

    database = open_database(given)
    real = database.now()
    now = moment(at, _zone(database)) if at else real
    if now > real + A_MOMENT and not sure and not is_rehearsal(given, database):
        _ask_whether_to_run_ahead()
    clock = SettableClock(now)
    run_due(database, clock.now(), TICKS)
    out = delivery(given, database, clock)
    while out.deliver_next():
        pass
    database.close()


def _ask_whether_to_run_ahead() -> None:
    warning = (
        "That time is still to come: visits until then would count as over, people be asked how they were, and old "
        "messages be deleted."
    )
    if not sys.stdin.isatty():
        fail(f"{warning} Add --yes if that is what you want.")
    typer.confirm(f"{warning} Go on?", abort=True)


def is_rehearsal(given: Settings, database: Database) -> bool:
    """Whether nobody real is there to be told anything: all providers are stand-ins on this machine, or none is
    configured and nobody has ever been known but in the terminal."""
    providers = [
        address or "the provider's own"
        for configured, address in (
            (given.telegram_token, given.telegram_api_url),
            (given.twilio_account_sid, given.twilio_api_url),
        )
        if configured is not None
    ]
    if providers:
        return all(urlsplit(one).hostname in ("127.0.0.1", "localhost", "::1") for one in providers)
    with database.read() as store:
        return not store.people.is_anybody_outside()


def _zone(database: Database) -> ZoneInfo:
    with database.read() as store:
        return store.clinic.require().timezone
