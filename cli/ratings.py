"""`docspot ratings`: how visits were, by doctor and month."""

from __future__ import annotations

import json

import typer
from rich.console import Console as Screen
from rich.table import Table

from cli.desk_input import Json
from cli.wiring import open_database, sentences, settings


def ratings(as_json: Json = False) -> None:
    """How patients rated their visits: counts and averages by doctor and month."""
    with sentences(), open_database(settings()).read() as store:
        months = store.ratings.by_month()
    if as_json:
        rows = [
            {"doctor": one.doctor, "month": one.month, "ratings": one.ratings, "average": round(one.average, 2)}
            for one in months
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not months:
        typer.echo("There are no ratings yet.")
        return
    table = Table(box=None)
    for name in ("doctor", "month", "ratings", "average"):
        table.add_column(name)
    for month in months:
        table.add_row(month.doctor, month.month, str(month.ratings), f"{month.average:.1f}")
    Screen().print(table)
