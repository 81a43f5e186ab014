"""`docspot clinic`: the clinic file in and out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.clinic_change import change_clinic
from bot.clock import SystemClock
from cli.wiring import open_database, sentences, settings
from models.clinic_file import export_clinic, load_clinic

app = typer.Typer(help="The clinic file: doctors, hours, visit types, holidays.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The clinic file (YAML).")],
    force: Annotated[bool, typer.Option(help="Even where appointments to come would be left without a time.")] = False,
) -> None:
    """Bring the clinic to what the file says, and tell what changed. Importing twice changes nothing."""
    with sentences():
        loaded = load_clinic(file)
        with open_database(settings()).write() as store:
            changes = change_clinic(store, loaded, SystemClock().now(), force=force)
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
