"""The front desk: the book of appointments, and the conversations that wait for a person."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console as Screen
from rich.table import Table

from bot.message import Inbound, Reply, Text
from bot.planning import plan
from bot.risk import Risk
from bot.turn import put_reply
from cli.at_risk import at_risk
from cli.desk_contact import Reach
from cli.desk_input import day_bounds, find_doctor, moment, phone_number, visit_type_id
from cli.wiring import open_database, sentences, settings
from models.store import Store
from models.views import Appointment
from models.words import Relation, Status

appointments = typer.Typer(help="The book of appointments.", no_args_is_help=True)
handoff = typer.Typer(help="Conversations that wait for a person.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Number = Annotated[int, typer.Argument(help="The appointment's number, as `docspot appointments list` shows it.")]
Start = Annotated[str, typer.Option(help="When it begins, in the clinic's time: 2026-06-04T15:40.")]

_REASONS = {
    "doctor_away": "has an appointment while the doctor is away and has not chosen another time, please call",
    "asked": "asked for a person",
    "not_understood": "was not understood",
    "too_late": "wants to change an appointment that is close",
    "emergency": "wrote something that sounds like an emergency",
    "lone_cancel": "wrote CANCEL: texting is stopped, may have meant the appointment, please call",
    "wrong_person": "the contact is somebody else's now: nothing more is sent there, please find the patient's own",
    "deceased": "says that the patient has died: nothing more is sent there, the appointment is still in the book",
    "texting_stopped": "wrote, and cannot be answered: they have stopped our messages, please call",
    "late": "will be late for an appointment",
    "low_rating": "was not content with a visit",
    "call_me": "asks to be called about a visit",
    "fault": "wrote something that could not be handled",
}


@appointments.command("list")
def list_appointments(
    day: Annotated[str | None, typer.Option(help="Only this day: 2026-06-04.")] = None,
    doctor: Annotated[str | None, typer.Option(help="Only this doctor.")] = None,
    risky: Annotated[
        bool, typer.Option("--at-risk", help="Only those to call: who may well not come, and why.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Every appointment in the book, by start."""
    with sentences(), open_database(settings()).read() as store:
        zone = store.clinic.require().timezone
        first, last = day_bounds(day, zone)
        doctor_id = find_doctor(store, doctor).id if doctor else None
        found = store.bookings.find(first=first, last=last, doctor_id=doctor_id)
        risks = at_risk(store, found, datetime.now(UTC)) if risky else {}
        rows = [_row(one, zone) | _why(risks.get(one.id)) for one in found if not risky or one.id in risks]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(rows)


@appointments.command()
def book(
    doctor: Annotated[str, typer.Option(help="The doctor's name.")],
    start: Start,
    patient: Annotated[str, typer.Option(help="The patient's name.")],
    phone: Annotated[str | None, typer.Option(help="Where the patient is reached, with country code.")] = None,
    visit_type: Annotated[str | None, typer.Option(help="The kind of visit; the usual one by default.")] = None,
    reminders: Annotated[bool, typer.Option(help="Whether to remind the patient.")] = True,
    link: Annotated[bool, typer.Option("--link", help="Print a link by which the patient has it on Telegram.")] = False,
    as_json: Json = False,
) -> None:
    """Book an appointment at the desk. Notice and horizon do not bind the desk; overlaps do."""
    now = datetime.now(UTC)
    with sentences(), open_database((reach := Reach(settings(), link=link)).given).write() as store:
        zone = store.clinic.require().timezone
        account = store.people.account_with_phone(phone_number(phone), now) if phone else store.people.new_account(now)
        known = [one for one in store.people.patients(account.id) if one.name.casefold() == patient.casefold()]
        relation: Relation = "other" if store.people.patients(account.id) else "self"
        person = known[0] if known else store.people.add_patient(account.id, patient, relation, now, by="desk")
        store.people.set_consent(account.id, now, store=True, remind=reminders)
        made = store.bookings.book(
            find_doctor(store, doctor).id,
            visit_type_id(store, visit_type),
            moment(start, zone),
            person.id,
            now,
            by="desk",
            wants_reminders=reminders,
        )
        plan(store, made, now)
        row = _row(made, zone) | reach.tell(store, made, "made", now)
    _report("Booked", row, as_json=as_json)


@appointments.command()
def move(
    number: Number, start: Start, doctor: Annotated[str | None, typer.Option()] = None, as_json: Json = False
) -> None:
    """Give an appointment another time, perhaps another doctor."""
    now = datetime.now(UTC)
    with sentences(), open_database((reach := Reach(settings())).given).write() as store:
        zone = store.clinic.require().timezone
        doctor_id = find_doctor(store, doctor).id if doctor else None
        before = store.bookings.get(number)
        moved = store.bookings.move(number, moment(start, zone), now, doctor_id=doctor_id, by="desk")
        plan(store, moved, now)
        if (moved.starts_at, moved.doctor_id) != (before.starts_at, before.doctor_id):
            reach.tell(store, moved, "moved", now)
        row = _row(moved, zone)
    _report("Moved", row, as_json=as_json)


@appointments.command()
def cancel(number: Number, as_json: Json = False) -> None:
    """Call an appointment off."""
    _set(number, Status.CANCELLED, "Cancelled", as_json=as_json)


@appointments.command()
def complete(number: Number, as_json: Json = False) -> None:
    """The visit took place."""
    _set(number, Status.COMPLETED, "Completed", as_json=as_json)


@appointments.command("no-show")
def no_show(number: Number, as_json: Json = False) -> None:
    """The patient did not come."""
    _set(number, Status.NO_SHOW, "No-show", as_json=as_json)


@handoff.command("list")
def list_handoffs(as_json: Json = False) -> None:
    """Who waits, urgent ones first, with what they wrote last."""
    with sentences(), open_database(settings()).read() as store:
        rows = [_waiting(store, one) for one in store.conversations.handoffs()]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        typer.echo("Nobody is waiting.")
    for row in rows:
        urgent = "URGENT  " if row["urgent"] else ""
        typer.echo(
            f"{row['conversation']}  {urgent}{row['channel']} {row['address']} {row['reason']}, since {row['since']}"
        )
        for line in row["wrote"]:
            typer.echo(f"      > {line}")


@handoff.command()
def reply(conversation: int, words: Annotated[list[str], typer.Argument(help="What to write.")]) -> None:
    """Write to a patient; the bot goes on keeping quiet until `release`."""
    now = datetime.now(UTC)
    with sentences(), open_database(settings()).write() as store:
        waiting = store.conversations.get(conversation)
        said = Reply(parts=(Text(key="desk.words", params={"words": " ".join(words)}),))
        put_reply(store, waiting, said, f"desk:{uuid.uuid4().hex}", now, kind="desk")
    typer.echo("It goes out now.")


@handoff.command()
def release(conversation: int) -> None:
    """Give the conversation back to the bot."""
    with sentences(), open_database(settings()).write() as store:
        store.conversations.get(conversation)
        closed = store.conversations.release(conversation, datetime.now(UTC))
    typer.echo("The bot has the conversation again." if closed else "Nobody was waiting there; the bot speaks.")


def _waiting(store: Store, one: Any) -> dict[str, Any]:
    zone = store.clinic.require().timezone
    inbound = [
        Inbound.model_validate_json(message.payload) for message in store.inbox.latest(one.conversation_id, limit=3)
    ]
    return {
        "conversation": one.conversation_id,
        "channel": one.channel,
        "address": one.address,
        "reason": _REASONS.get(one.reason, one.reason),
        "urgent": one.urgent,
        "since": f"{one.opened_at.astimezone(zone):%Y-%m-%dT%H:%M}",
        "wrote": [message.text for message in inbound if message.text],
    }


def _set(number: int, status: Status, said: str, *, as_json: bool) -> None:
    now = datetime.now(UTC)
    with sentences(), open_database((reach := Reach(settings())).given).write() as store:
        before = store.bookings.get(number).status
        marked = store.bookings.set_status(number, status, now)
        plan(store, marked, now)
        if status == Status.CANCELLED != before:
            reach.tell(store, marked, "cancelled", now)
        row = _row(marked, store.clinic.require().timezone)
    _report(said, row, as_json=as_json)


def _row(one: Appointment, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "doctor": one.doctor,
        "patient": one.patient,
        "start": one.starts_at.astimezone(zone).isoformat(),
        "end": one.ends_at.astimezone(zone).isoformat(),
        "visit_type": one.visit_type,
        "status": str(one.status),
        "channel": one.channel,
        "sender": one.sender,
    }


def _why(risk: Risk | None) -> dict[str, Any]:
    return {"risk": risk.score, "reasons": list(risk.reasons)} if risk else {}


def _report(said: str, row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        when = row["start"][:16].replace("T", " ")
        typer.echo(f"{said}: {row['id']}, {row['patient']} with {row['doctor']}, {when}.")
        if "link" in row:
            typer.echo(f"For the patient, once and within a week: {row['link']}")


def _print_table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        typer.echo("There are no appointments.")
        return
    table = Table(box=None)
    reasons = ("why",) if "reasons" in rows[0] else ()
    for name in ("id", "start", "doctor", "patient", "visit_type", "status", "channel", *reasons):
        table.add_column(name.replace("_", " "))
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
