"""The front desk books and moves appointments."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.core.clock import SystemClock
from cli.desk_contact import Reach
from cli.desk_guard import Anyway, Past, check_kind, check_patient, check_time, overruling
from cli.desk_input import Json, Number, find_doctor, minute, visit_type_id, written_elsewhere
from cli.desk_patient import patient_for, whose_phone
from cli.desk_phone import phone_number
from cli.desk_print import as_row, report
from cli.wiring import open_database, sentences, settings
from clinic.planning import plan

Start = Annotated[str, typer.Option(help="When it begins, in the clinic's time: 2026-06-04T15:40.")]


def book(
    doctor: Annotated[str, typer.Option(help="The doctor's name.")],
    start: Start,
    patient: Annotated[
        str | None, typer.Option(help="The patient's name; - reads a line of standard input, none asks.")
    ] = None,
    phone: Annotated[
        str | None, typer.Option(help="Where the patient is reached; - reads a line of standard input.")
    ] = None,
    whose: Annotated[
        str | None,
        typer.Option("--for", help="Whose phone it is: self, or what the patient is to its owner: child, partner, …"),
    ] = None,
    visit_type: Annotated[str | None, typer.Option(help="The kind of visit; the usual one by default.")] = None,
    reminders: Annotated[bool, typer.Option(help="Whether to remind the patient.")] = True,
    link: Annotated[bool, typer.Option("--link", help="Print a link by which the patient has it on Telegram.")] = False,
    past: Past = False,
    anyway: Anyway = False,
    as_json: Json = False,
) -> None:
    """Book an appointment at the desk: at no notice, outside hours or far ahead if it insists, never over another."""
    now, relation = SystemClock().now(), whose_phone(whose, ask=phone is not None and not as_json)
    name = written_elsewhere(patient, "The patient's name")
    given = written_elsewhere(phone, "The patient's phone") if phone else None
    with sentences(), overruling(), open_database((reach := Reach(settings(), link=link)).given).write() as store:
        zone, own = store.clinic.require().timezone, (reach.given.twilio_sms_from, reach.given.twilio_whatsapp_from)
        check_time(store, at := minute(start, zone), now, past=past, anyway=anyway)
        number = None if given is None else phone_number(store, given, own=own)
        person = patient_for(store, name, number, relation, now)
        store.people.set_consent(person.account_id, now, store=True, remind=reminders, by="desk")
        chosen = find_doctor(store, doctor)
        kind = visit_type_id(store, visit_type, chosen)
        check_kind(store, chosen, kind, anyway=anyway)
        made = store.bookings.book(
            chosen.id,
            kind,
            at,
            person.id,
            now,
            by="desk",
            wants_reminders=reminders and not past,
            anyway=anyway,
        )
        check_patient(store, made, anyway=anyway)
        plan(store, made, now)
        row = as_row(made, zone) | reach.tell(store, made, "made", now)
    report("Booked", row, as_json=as_json)


def move(
    number: Number,
    start: Start,
    doctor: Annotated[str | None, typer.Option(help="Another doctor.")] = None,
    past: Past = False,
    anyway: Anyway = False,
    as_json: Json = False,
) -> None:
    """Give an appointment another time, perhaps another doctor."""
    now = SystemClock().now()
    with sentences(), overruling(), open_database((reach := Reach(settings())).given).write() as store:
        zone = store.clinic.require().timezone
        before, chosen = store.bookings.get(number), find_doctor(store, doctor) if doctor else None
        if chosen is not None:
            check_kind(store, chosen, before.visit_type_id, anyway=anyway)
        check_time(store, at := minute(start, zone), now, past=past, anyway=anyway)
        moved = store.bookings.move(number, at, now, doctor_id=chosen.id if chosen else None, by="desk", anyway=anyway)
        check_patient(store, moved, anyway=anyway)
        plan(store, moved, now)
        changed = (moved.starts_at, moved.doctor_id) != (before.starts_at, before.doctor_id)
        row = as_row(moved, zone) | (reach.tell(store, moved, "moved", now) if changed else {})
    report("Moved", row, as_json=as_json)
