"""`docspot patients`: names, phones that change hands, and accounts that were taken for one person's."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bot.core.clock import SystemClock
from bot.outreach.notifier import Outreach
from cli.desk_input import Json
from cli.desk_phone import phone_number
from cli.wiring import fail, open_database, sentences, settings
from clinic.actor import DESK
from clinic.people import People
from models.store import Store

app = typer.Typer(help="Who is seen, and who writes for them.", no_args_is_help=True)


@app.command()
def rename(
    appointment: Annotated[int, typer.Argument(help="The number of one of their appointments.")],
    name: Annotated[str, typer.Argument(help="The name as it should be.")],
) -> None:
    """Correct a patient's name, for all of their appointments."""
    if not any(map(str.isalpha, name)):
        fail("Say the name as it should be.")
    with sentences(), open_database(settings()).write() as store:
        one = store.bookings.get(appointment)
        now_called = _people(store).rename(DESK, one.patient_id, name).name
    typer.echo(f"Renamed: {one.patient} is {now_called} now.")


@app.command("list")
def list_merges(
    as_json: Json = False,
) -> None:
    """Accounts that were made one because their person proved both, the latest first."""
    with sentences(), open_database(settings()).read() as store:
        rows = _merges(store)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        typer.echo(
            f"{row['merge']}  {row['since'][:16].replace('T', ' ')}  {', '.join(row['patients']) or 'nobody yet'}"
        )
    if not rows:
        typer.echo("No accounts have been made one.")


@app.command()
def part(merge: Annotated[int, typer.Argument(help="Its number, as `docspot patients list` shows it.")]) -> None:
    """Undo what made two accounts one."""
    with sentences(), open_database(settings()).write() as store:
        _people(store).part(DESK, merge)
    typer.echo("They are two again, each with their own people and messages.")


@app.command("new-owner")
def new_owner(phone: Annotated[str, typer.Argument(help="The number that has changed hands.")]) -> None:
    """A number has a new owner: whoever had it before is not reached or shown there any more."""
    with sentences(), open_database(settings()).write() as store:
        if not _people(store).new_owner(DESK, phone_number(store, phone)):
            fail("Nobody is noted with that number.")
    typer.echo("The number is nobody's now. Its new owner can share it, or write from it.")


def _people(store: Store) -> People:
    return People(store, SystemClock().now(), Outreach())


def _merges(store: Store) -> list[dict[str, Any]]:
    zone = store.clinic.require().timezone
    return [
        {
            "merge": one.id,
            "since": one.merged_at.astimezone(zone).isoformat(),
            "patients": [store.people.patient(number).name for number in one.patients],
        }
        for one in store.merging.merges()
    ]
