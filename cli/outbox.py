"""`docspot outbox`: what is to go out, what did not arrive, and sending it after all."""

from __future__ import annotations

import json
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console as Screen
from rich.table import Table

from bot.core.clock import SystemClock
from cli.desk_input import Json
from cli.wiring import fail, open_database, sentences, settings
from clinic.actor import DESK
from clinic.reading import Reading
from models.views import OutboundMessage
from models.words import OutboundStatus

app = typer.Typer(help="What goes out, and what became of it.", no_args_is_help=True)

TROUBLED = (OutboundStatus.FAILED, OutboundStatus.UNDELIVERED, OutboundStatus.UNKNOWN, OutboundStatus.SKIPPED)
MENDABLE = ("no_template",)
"""Why a message was skipped that somebody may want to do something about; the others were no longer true or wanted."""

_COLUMNS = ("id", "due", "kind", "channel", "address", "status", "attempts", "error")


@app.command("list")
def list_messages(
    status: Annotated[
        str | None, typer.Option(help="Only this status; by default what failed, or may not have arrived.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Messages of every status.")] = False,
    limit: Annotated[int, typer.Option(help="At most so many, the latest.", min=1)] = 100,
    as_json: Json = False,
) -> None:
    """Messages that need somebody to look at them. What was written is not shown."""
    with sentences(), open_database(settings()).write() as store:
        zone = store.clinic.require().timezone
        statuses = None if every else (_status(status),) if status else TROUBLED
        found = store.outbox.latest(statuses=statuses, limit=limit)
        rows = [_row(one, zone) for one in found if every or status or _troubled(one)]
        Reading(store, SystemClock().now()).looked(DESK, "outbox", len(rows))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not rows:
        typer.echo("There is nothing to look at.")
    else:
        _print_table(rows, zone)


@app.command()
def retry(
    number: Annotated[int, typer.Argument(help="The message's number, as `docspot outbox list` shows it.")],
) -> None:
    """Send a failed, unknown or skipped message after all. An unknown one may then arrive twice."""
    with sentences(), open_database(settings()).write() as store:
        store.outbox.requeue(number, SystemClock().now())
    typer.echo("It goes out now, if it is still true.")


def _troubled(one: OutboundMessage) -> bool:
    return one.status != OutboundStatus.SKIPPED or one.error in MENDABLE


def _status(written: str) -> OutboundStatus:
    try:
        return OutboundStatus(written)
    except ValueError:
        fail(f"{written!r} is no status; choose one of: {', '.join(OutboundStatus)}.")


def _row(one: OutboundMessage, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "due": f"{one.due_at.astimezone(zone):%Y-%m-%dT%H:%M}",
        "kind": one.kind,
        "channel": one.channel,
        "address": one.address,
        "status": str(one.status),
        "attempts": one.attempts,
        "error": one.error,
    }


def _print_table(rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    table = Table(box=None)
    for name in _COLUMNS:
        table.add_column(f"due ({zone.key})" if name == "due" else name)
    for row in rows:
        table.add_row(*(str(row[name] or "") for name in _COLUMNS))
    Screen().print(table)
