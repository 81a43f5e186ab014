"""`docspot clinic`: the clinic file in and out, and in at the first start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.core.clock import SystemClock
from bot.outreach.notifier import Outreach
from bot.settings.schema import PROJECT
from cli.desk_contact import outreach
from cli.wiring import open_database, sentences, settings, zone_of
from clinic.actor import ADMINISTRATOR
from clinic.facts import Facts
from models.clinic_file import Keep, export_clinic, load_clinic
from models.db import Database

app = typer.Typer(help="The clinic file: doctors, hours, visit types, holidays.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The clinic file (YAML).")],
    force: Annotated[bool, typer.Option(help="Even where appointments to come would be left without a time.")] = False,
    keep: Annotated[
        Keep | None,
        typer.Option(help="Where the time zone changes: visits to come keep their clock, or their instant."),
    ] = None,
) -> None:
    """Bring the clinic to what the file says, and tell what changed. Importing twice changes nothing."""
    now = SystemClock().now()
    with sentences(), open_database(given := settings()).write() as store:
        loaded = load_clinic(file, zone_of(store))
        changes = Facts(store, now, outreach(given)).change(ADMINISTRATOR, loaded, force=force, keep=keep)
    for change in changes or ["Nothing has changed."]:
        typer.echo(change)


@app.command()
def export(file: Annotated[Path, typer.Argument(help="Where to write; - for standard output.")]) -> None:
    """Write the clinic as a file that `import` reads."""
    with sentences(), open_database(settings()).read() as store:
        text = export_clinic(store)
    if str(file) == "-":
        typer.echo(text, nl=False)
    else:
        _write_whole(file, text)
        typer.echo(f"Written to {file}.")


def import_first(database: Database, file: Path | None) -> None:
    """Import the clinic file; where none is given, a database without a clinic gets the demo clinic."""
    with database.read() as store:
        zone = zone_of(store)
    if file is None and zone is not None:
        return
    loaded = load_clinic(file or PROJECT / "demo" / "clinic.yml", zone)
    with database.write() as store:
        Facts(store, SystemClock().now(), Outreach()).change(ADMINISTRATOR, loaded)


def _write_whole(file: Path, text: str) -> None:
    """All of it or nothing: what was there before stays where the disk is full."""
    if file.exists() and not file.is_file():  # a device or a pipe
        file.write_text(text, encoding="utf-8")
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
