"""`docspot handoff`: conversations that wait for a person. Who reads or answers them is in the audit trail."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bot.core.clock import SystemClock
from cli.desk_input import Json, written_elsewhere
from cli.transcript import transcript, wrote
from cli.wiring import open_database, sentences, settings
from clinic.actor import DESK
from clinic.handoffs import Handoffs
from models.store import Store
from models.views import Handoff

app = typer.Typer(help="Conversations that wait for a person.", no_args_is_help=True)

Conversation = Annotated[int, typer.Argument(help="The conversation's number, as `docspot handoff list` shows it.")]

LATEST = 3
"""How many of the latest messages the list shows besides the one that raised it."""

_REASONS = {
    "doctor_away": "has an appointment while the doctor is away and has not chosen another time, please call",
    "no_time": "has an appointment at which nobody works since the clinic file was changed, please call",
    "asked": "asked for a person",
    "not_understood": "was not understood",
    "too_late": "wants to change an appointment that is close",
    "emergency": "wrote something that sounds like an emergency",
    "lone_cancel": "wrote CANCEL: texting is stopped, may have meant the appointment, please call",
    "wrong_person": "the contact is somebody else's now: nothing more is sent there, please find the patient's own",
    "deceased": "says that the patient has died: nothing more is sent there, the appointment is still in the book",
    "texting_stopped": "wrote, and cannot be answered: they have stopped our messages, please call",
    "maybe_lost": "may not have had a message of ours (see `docspot outbox list`)",
    "late": "will be late for an appointment",
    "low_rating": "was not content with a visit",
    "call_me": "asks to be called about a visit",
    "other_owner": "has a phone number that is noted for somebody else: it may have a new owner, please ask",
    "other": "asks for something only a person can do",
    "prescription": "asks for a prescription",
    "results": "asks for test results",
    "sick_note": "asks for a sick note or a letter",
    "referral": "asks about a referral",
    "advice": "asks a medical question",
    "complaint": "complains about the clinic",
    "swap": "wants two appointments to change places",
    "money": "asks about a bill or a payment",
    "earlier": "wants to be told if something earlier comes free",
    "same_person": "may be somebody we know: `docspot patients list`, then `join` or `keep-apart`",
    "fault": "wrote something that could not be handled, and was told that somebody reads it; please answer",
    "state_lost": "was in the middle of something, and the bot has lost the thread; please read along",
}


@app.command("list")
def list_handoffs(as_json: Json = False) -> None:
    """Who waits, urgent ones first: the message that raised it, and what they wrote last."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        rows = [_waiting(store, one) for one in Handoffs(store, now).waiting(DESK)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not rows:
        typer.echo("Nobody is waiting.")
    for row in rows:
        _print(row)
        for line in row["wrote"]:
            typer.echo(f"      > {line}")


@app.command()
def show(number: Conversation, as_json: Json = False) -> None:
    """A conversation, both sides, in the clinic's time; what put it before the desk stands first and is marked."""
    now = SystemClock().now()
    with sentences(), open_database(settings()).write() as store:
        waiting = [_waiting(store, one) for one in Handoffs(store, now).waiting(DESK, number)]
        said = transcript(store, number, now)
        zone = store.clinic.require().timezone
    if as_json:
        typer.echo(json.dumps({"waiting": waiting, "said": said}, ensure_ascii=False, indent=1))
        return
    for row in waiting:
        _print(row)
    typer.echo(f"Times in {zone.key}:")
    for line in said:
        mark = "!" if any(line["message"] == row["message"] for row in waiting) and line["message"] else " "
        typer.echo(f"{mark} {line['at']}  {line['who']}: {line['text']}")


@app.command()
def reply(
    number: Conversation,
    words: Annotated[
        list[str] | None, typer.Argument(help="What to write; - reads a line of standard input, none asks.")
    ] = None,
) -> None:
    """Write to a patient; the bot goes on keeping quiet until `release`."""
    from cli.desk_contact import outreach  # whoever only reads needs none of the ways out

    now = SystemClock().now()
    written = written_elsewhere(" ".join(words) if words else None, "What to write")
    with sentences(), open_database(given := settings()).write() as store:
        Handoffs(store, now).answer(DESK, number, written, outreach(given))
    typer.echo("It goes out now.")


@app.command()
def release(number: Conversation) -> None:
    """Give the conversation back to the bot."""
    with sentences(), open_database(settings()).write() as store:
        closed = Handoffs(store, SystemClock().now()).release(DESK, number)
    typer.echo("The bot has the conversation again." if closed else "Nobody was waiting there; the bot speaks.")


def _waiting(store: Store, one: Handoff) -> dict[str, Any]:
    zone = store.clinic.require().timezone
    raised = None if one.message_id is None else store.inbox.get(one.message_id)
    latest = store.inbox.latest(one.conversation_id, limit=LATEST)
    return {
        "conversation": one.conversation_id,
        "channel": one.channel,
        "address": one.address,
        "reason": _REASONS.get(one.reason, one.reason),
        "urgent": one.urgent,
        "since": f"{one.opened_at.astimezone(zone):%Y-%m-%dT%H:%M}",
        "message": one.message_id,
        "raised_by": None if raised is None else wrote(raised),
        "wrote": [words for message in latest if (words := wrote(message))],
    }


def _print(row: dict[str, Any]) -> None:
    urgent = "URGENT  " if row["urgent"] else ""
    typer.echo(
        f"{row['conversation']}  {urgent}{row['channel']} {row['address']} {row['reason']}, since {row['since']}"
    )
    if row["raised_by"]:
        typer.echo(f"    ! > {row['raised_by']}")
