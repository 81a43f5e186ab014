"""The front desk reads the book of appointments."""

from __future__ import annotations

import json
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.core.clock import SystemClock
from cli.at_risk import at_risk
from cli.desk_input import Json, day_bounds, find_doctor
from cli.desk_print import as_row, why
from cli.wiring import open_database, sentences, settings
from clinic.actor import DESK
from clinic.reading import Reading


def list_appointments(
    day: Annotated[str | None, typer.Option(help="Only this day: 2026-06-04.")] = None,
    doctor: Annotated[str | None, typer.Option(help="Only this doctor.")] = None,
    risky: Annotated[
        bool, typer.Option("--at-risk", help="Only those to call: who may well not come, and why.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Every appointment in the book, by start."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        zone = store.clinic.require().timezone
        first, last = day_bounds(day, zone)
        doctor_id = find_doctor(store, doctor, former=True).id if doctor else None
        found = Reading(store, now).in_book(DESK, first=first, last=last, doctor_id=doctor_id, day=day)
        risks = at_risk(store, found, now) if risky else {}
        rows = [as_row(one, zone) | why(risks.get(one.id)) for one in found if not risky or one.id in risks]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(rows, zone)


def _print_table(rows: list[dict[str, Any]], zone: ZoneInfo) -> None:
    """Appointments for people to read."""
    if not rows:
        typer.echo("There are no appointments.")
        return
    from rich.console import Console as Screen  # only where there is something to print
    from rich.table import Table

    table = Table(box=None)
    reasons = ("why",) if "reasons" in rows[0] else ()
    for name in ("id", "start", "doctor", "patient", "visit_type", "status", "channel", *reasons):
        table.add_column(f"start ({zone.key})" if name == "start" else name.replace("_", " "))
    for row in rows:
        start = row["start"][:16].replace("T", " ")
        table.add_row(
            str(row["id"]),
            start,
            row["doctor"],
            row["patient"],
            row["visit_type"],
            row["status"],
            row["channel"] or "desk",
            *([", ".join(row["reasons"])] if reasons else []),
        )
    Screen().print(table)
