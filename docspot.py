"""The command line: `docspot --help` tells all. Errors are one sentence and an exit code, never a traceback."""

from __future__ import annotations

import logging
import os
import sys

import typer

from cli import (
    check,
    clinic,
    desk,
    desk_marks,
    doctors,
    handoff,
    nlu,
    outbox,
    patients,
    ratings,
    scheduler,
    service,
    set_aside,
    talk,
    telegram,
)
from cli.wiring import FAILED, keyring, sentences, settings
from models.db import Database
from models.db import upgrade as migrate

app = typer.Typer(
    help="Docspot: patients book, move and cancel appointments by writing to their clinic.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The database.", no_args_is_help=True)


@database.command()
def upgrade() -> None:
    """Bring the database to this program's version. Stop Docspot and take a copy before."""
    with sentences():
        given = settings()
        opened = Database(given.database_url.get_secret_value(), keyring(given))
        migrate(opened)
        opened.close()
    typer.echo("The database is up to date.")


app.command()(talk.chat)
app.command()(talk.understand)
app.command()(service.run)
app.command()(service.web)
app.command()(service.worker)
app.command()(scheduler.scheduler)
app.command()(check.check)
app.command()(ratings.ratings)
for name, mark in (
    ("cancel", desk_marks.cancel),
    ("complete", desk_marks.complete),
    ("no-show", desk_marks.no_show),
    ("reopen", desk_marks.reopen),
):
    desk.appointments.command(name)(mark)
app.add_typer(clinic.app, name="clinic")
app.add_typer(desk.appointments, name="appointments")
app.add_typer(handoff.app, name="handoff")
app.add_typer(doctors.app, name="doctors")
app.add_typer(outbox.app, name="outbox")
app.add_typer(set_aside.app, name="aside")
app.add_typer(patients.app, name="patients")
app.add_typer(telegram.app, name="telegram")
app.add_typer(nlu.app, name="nlu")
app.add_typer(database, name="db")


def main() -> None:
    """Run the command line. What it makes is its owner's alone."""
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        app()
    except OSError as error:  # a folder that is not ours, a full disk: click tells of a closed pipe itself
        place = "" if error.filename is None else f"{error.filename}: "
        sys.stderr.write(f"This cannot be done: {place}{error.strerror or type(error).__name__}.\n")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
