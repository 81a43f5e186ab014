"""`docspot doctors`: which chat is whose, one-time codes for doctors, and who must be called when one is away."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.core.clock import SystemClock
from cli.desk_input import Json, find_doctor
from cli.wiring import fail, open_database, sentences, settings
from clinic.actor import DESK
from clinic.doctor_chats import DoctorChats
from clinic.reading import Reading
from models.channels import CHANNELS
from models.store import Store
from models.views import Absence, DoctorChat
from models.words import Channel
from webhooks.channels.console import ConsoleChannel

app = typer.Typer(help="The doctors' own chats.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The doctor's name, or enough of it.")]


@app.command()
def link(
    name: Name,
    sender: Annotated[
        str | None,
        typer.Option(help="Link this chat or number at once, without a code: the desk knows whose it is."),
    ] = None,
    channel: Annotated[str, typer.Option(help="The channel of --sender.")] = ConsoleChannel.name,
) -> None:
    """Print a one-time code by which the doctor makes a chat their own; it is good for a day."""
    from webhooks.channels.telegram.configured import telegram  # the providers' clients take a second to load

    now = SystemClock().now()
    with sentences():
        given = settings()
        with open_database(given).write() as store:
            doctor, chats = find_doctor(store, name), DoctorChats(store, now)
            if sender is not None:
                chats.link(DESK, doctor.id, _channel(channel), sender)
                typer.echo(f"{doctor.name} now has the {channel} chat {sender}.")
                return
            code = chats.new_code(DESK, doctor.id)
        bot = telegram(given)
        user = bot.username() if bot else None
    typer.echo(f"{doctor.name} writes this to the clinic, from their own chat or number, within a day: {code}")
    if user:
        typer.echo(f"Or on Telegram: https://t.me/{user}?start={code}")


@app.command("list")
def list_chats(as_json: Json = False) -> None:
    """Every doctor, their chat, and when their agenda comes; who has left, where they still have a chat."""
    with sentences(), open_database(settings()).read() as store:
        chats = {chat.doctor_id: chat for chat in store.doctor_chats.all()}
        everybody = store.clinic.doctors(former=True)
        shown = [doctor for doctor in everybody if doctor.active or doctor.id in chats]
        rows = [_row(doctor.name, chats.get(doctor.id), store) | {"left": not doctor.active} for doctor in shown]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        where = f"{row['channel']} {row['sender']}, agenda at {row['agenda']} ({row['days']})"
        left = " (has left)" if row["left"] else ""
        typer.echo(f"{row['doctor']}{left}: {where if row['channel'] else 'no chat'}")


@app.command()
def unlink(name: Name) -> None:
    """The doctor's chat is an ordinary conversation again."""
    with sentences(), open_database(settings()).write() as store:
        doctor = find_doctor(store, name, former=True)
        had = DoctorChats(store, SystemClock().now()).unlink(DESK, doctor.id)
    typer.echo(f"{doctor.name} has no chat any more." if had else f"{doctor.name} had no chat.")


@app.command()
def absences(as_json: Json = False) -> None:
    """Who is away, and which of their patients have no other time yet and must be called."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        zone = store.clinic.require().timezone
        names = {doctor.id: doctor.name for doctor in store.clinic.doctors(former=True)}
        rows = [_absence(one, names[one.doctor_id], zone) for one in store.absences.coming(now)]
        Reading(store, now).looked(DESK, "absences", len(rows))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        typer.echo("Nobody is away.")
    for row in rows:
        typer.echo(f"{row['doctor']} is away from {row['start']} to {row['end']}.")
        for one in row["appointments"]:
            typer.echo(
                f"  {one['id']}  {one['start']}  {one['patient']}: {'settled' if one['settled'] else 'to be called'}"
            )


def _row(doctor: str, chat: DoctorChat | None, store: Store) -> dict[str, Any]:
    if chat is None:
        return {"doctor": doctor, "channel": None, "sender": None, "agenda": None, "days": None}
    return {
        "doctor": doctor,
        "channel": chat.channel,
        "sender": store.conversations.get(chat.conversation_id).address,
        "agenda": f"{chat.agenda_minute // 60:02}:{chat.agenda_minute % 60:02}",
        "days": chat.agenda_days,
    }


def _absence(one: Absence, doctor: str, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "doctor": doctor,
        "start": _local(one.starts_at, zone),
        "end": _local(one.ends_at, zone),
        "appointments": [
            {
                "id": each.appointment.id,
                "start": _local(each.starts_at, zone),
                "patient": each.appointment.patient,
                "settled": each.settled,
            }
            for each in one.displaced
        ],
    }


def _local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}"


def _channel(written: str) -> Channel:
    if written not in CHANNELS:
        fail(f"{written!r} is no channel; choose one of: {', '.join(CHANNELS)}.")
    return written
