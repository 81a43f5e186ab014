"""`docspot scheduler`: what time brings, as a role of its own or once for cron-like hosts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bot.clock import SettableClock, SystemClock
from bot.settings import Settings
from cli.supervise import follow_parent, until_stopped
from cli.wiring import fail, open_database, sentences, settings
from models.db import Database
from scheduler.app import Scheduler, run_due
from scheduler.ticks import TICKS


def scheduler(
    once: Annotated[bool, typer.Option(help="Do what is due, delivery included, and exit.")] = False,
    at: Annotated[str | None, typer.Option(help="With --once: as if it were then, like 2026-06-04T15:40.")] = None,
) -> None:
    """Reminders, questions after visits, agendas and housekeeping: release what is due, again and again."""
    if at is not None and not once:
        fail("--at goes with --once only.")
    with sentences():
        given = settings()
        if once:
            _once(given, at)
        else:
            serve(given)


def serve(given: Settings) -> None:
    """Tick until SIGTERM. Delivery is the worker's."""
    stop = until_stopped()
    follow_parent()
    database = open_database(given)
    ticking = Scheduler(database, SystemClock(), TICKS)
    ticking.start()
    stop.wait()
    ticking.stop()
    database.close()


def _once(given: Settings, at: str | None) -> None:
    from cli.channels import delivery  # the providers' clients take a second to load

    database = open_database(given)
    clock = SettableClock(_moment(at, database) if at else SystemClock().now())
    run_due(database, clock.now(), TICKS)
    out = delivery(given, database, clock)
    while out.deliver_next():
        pass
    database.close()


def _moment(written: str, database: Database) -> datetime:
    """The time as written, in the clinic's zone where it names none."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        fail(f"{written!r} is no time; write it like 2026-06-04T15:40.")
    with database.read() as store:
        zone = store.clinic.require().timezone
    return at if at.tzinfo else at.replace(tzinfo=zone)
