"""The command line: `docspot --help` tells all. Errors are one sentence and an exit code, never a traceback."""

from __future__ import annotations

import logging

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
    ratings,
    scheduler,
    service,
    talk,
    telegram,
)
from cli.wiring import open_database, sentences, settings

app = typer.Typer(
    help="Docspot: patients book, move and cancel appointments by writing to their clinic.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The database.", no_args_is_help=True)


@database.command()
def upgrade() -> None:
    """Bring the database to the newest version."""
    with sentences():
        open_database(settings()).close()
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
app.add_typer(telegram.app, name="telegram")
app.add_typer(nlu.app, name="nlu")
app.add_typer(database, name="db")


def main() -> None:
    """Run the command line."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app()


if __name__ == "__main__":
    main()
