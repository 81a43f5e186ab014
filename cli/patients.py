"""`docspot patients`: names, phones that change hands, and accounts that were taken for one person's."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.core.clock import SystemClock
from bot.outreach.joining import accept, pending, refuse
from cli.desk_input import Json
from cli.desk_phone import phone_number
from cli.wiring import fail, open_database, sentences, settings
from models.store import Store
from models.views import JoinRequest

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
        now_called = store.people.rename(one.patient_id, name, SystemClock().now(), by="desk").name
    typer.echo(f"Renamed: {one.patient} is {now_called} now.")


@app.command("list")
def list_merges(
    as_json: Json = False,
) -> None:
    """Chats that say they are somebody we know and wait for a yes; accounts that were made one, the latest first."""
    with sentences(), open_database(settings()).write() as store:
        rows, waiting = _merges(store), _waiting(store)
        store.audit.add(SystemClock().now(), "desk", "read_merges", "clinic", 1, rows=len(rows) + len(waiting))
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
        store.merging.part(merge, SystemClock().now())
    typer.echo("They are two again, each with their own people and messages.")


@app.command()
def join(request: Request) -> None:
    """The chat that asked is that person's: their appointments are seen in both, and both are told."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        accept(store, _request(store, request, now), now, by="desk")
    typer.echo("They are one now, and are told. `docspot patients part` undoes it.")


@app.command("keep-apart")
def keep_apart(request: Request) -> None:
    """The chat that asked is somebody else's: nothing is shown there."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        refuse(store, _request(store, request, now), now)
    typer.echo("They stay two. Whoever asked is told that the front desk will sort it out.")


@app.command("new-owner")
def new_owner(phone: Annotated[str, typer.Argument(help="The number that has changed hands.")]) -> None:
    """A number has a new owner: whoever had it before is not reached or shown there any more."""
    with sentences(), open_database(settings()).write() as store:
        if not store.people.take_phone(phone_number(store, phone), SystemClock().now()):
            fail("Nobody is noted with that number.")
    typer.echo("The number is nobody's now. Its new owner can share it, or write from it.")


def _request(store: Store, number: int, now: datetime) -> JoinRequest:
    request = pending(store, number, now)
    if request is None:
        fail("Nobody waits under that number; `docspot patients list` shows who does.")
    return request


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
