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
from clinic.joining import Joining, pending
from clinic.people import People
from clinic.reading import Reading
from models.store import Store

Request = Annotated[int, typer.Argument(help="Its number, as `docspot patients list` shows it.")]

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
    """Chats that say they are somebody we know and wait for a yes; accounts that were made one, the latest first."""
    with sentences(), open_database(settings()).write() as store:
        rows, waiting = _merges(store), _waiting(store)
        Reading(store, SystemClock().now()).looked(DESK, "merges", len(rows) + len(waiting))
    if as_json:
        typer.echo(json.dumps([*waiting, *rows], ensure_ascii=False, indent=1))
        return
    for row in waiting:
        names = ", ".join(row["patients"])
        typer.echo(f"{row['request']}  waits since {_minute(row['since'])}: a chat says it is {names}")
    for row in rows:
        typer.echo(f"{row['merge']}  {_minute(row['since'])}  {', '.join(row['patients']) or 'nobody yet'}")
    if not rows and not waiting:
        typer.echo("No accounts have been made one.")


@app.command()
def part(merge: Annotated[int, typer.Argument(help="Its number, as `docspot patients list` shows it.")]) -> None:
    """Undo what made two accounts one."""
    with sentences(), open_database(settings()).write() as store:
        _people(store).part(DESK, merge)
    typer.echo("They are two again, each with their own people and messages.")


@app.command()
def join(request: Request) -> None:
    """The chat that asked is that person's: their appointments are seen in both, and both are told."""
    with sentences(), open_database(settings()).write() as store:
        _joining(store, request).accept(DESK, request)
    typer.echo("They are one now, and are told. `docspot patients part` undoes it.")


@app.command("keep-apart")
def keep_apart(request: Request) -> None:
    """The chat that asked is somebody else's: nothing is shown there."""
    with sentences(), open_database(settings()).write() as store:
        _joining(store, request).refuse(DESK, request)
    typer.echo("They stay two. Whoever asked is told that the front desk will sort it out.")


@app.command("new-owner")
def new_owner(phone: Annotated[str, typer.Argument(help="The number that has changed hands.")]) -> None:
    """A number has a new owner: whoever had it before is not reached or shown there any more."""
    with sentences(), open_database(settings()).write() as store:
        if not _people(store).new_owner(DESK, phone_number(store, phone)):
            fail("Nobody is noted with that number.")
    typer.echo("The number is nobody's now. Its new owner can share it, or write from it.")


def _joining(store: Store, number: int) -> Joining:
    now = SystemClock().now()
    if pending(store, number, now) is None:
        fail("Nobody waits under that number; `docspot patients list` shows who does.")
    return Joining(store, now, Outreach())


def _minute(since: str) -> str:
    return since[:16].replace("T", " ")


def _waiting(store: Store) -> list[dict[str, Any]]:
    zone = store.clinic.require().timezone
    return [
        {
            "request": one.id,
            "since": one.asked_at.astimezone(zone).isoformat(),
            "conversation": one.conversation_id,
            "patients": [person.name for person in store.people.patients(one.noted_id)],
        }
        for one in store.joining.waiting()
    ]


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
