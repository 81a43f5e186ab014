"""`docspot aside`: what could not be worked on and was set aside, so that everything else went on."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console as Screen
from rich.table import Table

from bot.core.clock import SystemClock
from cli.desk_input import Json
from cli.wiring import open_database, sentences, settings
from models.store.set_aside import SetAside

app = typer.Typer(help="What could not be worked on and was set aside.", no_args_is_help=True)

_COLUMNS = ("kind", "item", "fault", "attempts", "since", "again")


@app.command("list")
def list_aside(as_json: Json = False) -> None:
    """What was set aside, why, and when it is tried again. Nothing of its content is shown."""
    with sentences(), open_database(settings()).read() as store:
        clinic = store.clinic.get()
        rows = [_row(one, clinic.timezone if clinic else None) for one in store.set_aside.all()]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not rows:
        typer.echo("Nothing was set aside.")
    else:
        table = Table(*_COLUMNS, box=None)
        for row in rows:
            table.add_row(*(str(row[name] or "") for name in _COLUMNS))
        Screen().print(table)


@app.command()
def retry(
    kind: Annotated[str, typer.Argument(help="The kind, as `docspot aside list` shows it.")],
    item: Annotated[str, typer.Argument(help="The item, as `docspot aside list` shows it.")],
) -> None:
    """Once what was wrong is mended: strike it off the list, and try it again at the next occasion."""
    with sentences(), open_database(settings()).write() as store:
        store.set_aside.release(kind, item)
        if kind == "inbox":
            store.inbox.again(int(item))
        elif kind == "outbox":
            store.outbox.requeue(int(item), SystemClock().now())
    typer.echo("It is off the list; what is still to be done is tried again now.")


def _row(one: SetAside, zone: ZoneInfo | None) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "item": one.item,
        "fault": one.fault,
        "attempts": one.attempts,
        "since": _written(one.first_at, zone),
        "again": _written(one.again_at, zone) if one.again_at else None,
    }


def _written(at: datetime, zone: ZoneInfo | None) -> str:
    return f"{at.astimezone(zone) if zone else at:%Y-%m-%dT%H:%M}"
