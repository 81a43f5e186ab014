"""`docspot db`: the database's own upkeep."""

from __future__ import annotations

import typer

from cli.wiring import keyring, sentences, settings
from models.db import Database
from models.db import upgrade as migrate

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database to this program's version. Stop Docspot and take a copy before."""
    with sentences():
        given = settings()
        opened = Database(given.database_url.get_secret_value(), keyring(given))
        migrate(opened)
        opened.close()
    typer.echo("The database is up to date.")
