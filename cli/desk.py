"""The front desk books and moves appointments."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.core.clock import SystemClock
from cli.desk_contact import Link, outreach, told
from cli.desk_guard import Anyway, Past, overruling
from cli.desk_input import Json, Number, find_doctor, minute, visit_type_id, written_elsewhere
from cli.desk_patient import whose_phone
from cli.desk_phone import phone_number
from cli.desk_print import as_row, report
from cli.wiring import open_database, sentences, settings
from clinic.actor import DESK
from clinic.bookings import Bookings, Slot
from clinic.desk_rules import Insisting
from clinic.people import Caller

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
    link_to, saying = Link(config := settings(), wanted=link), Insisting(past=past, anyway=anyway)
    with sentences(), overruling(), open_database(config).write() as store:
        zone, own = store.clinic.require().timezone, (config.twilio_sms_from, config.twilio_whatsapp_from)
        number = None if given is None else phone_number(store, given, own=own)
        chosen = find_doctor(store, doctor)
        slot = Slot(chosen.id, visit_type_id(store, visit_type, chosen), minute(start, zone))
        caller = Caller(name, number, relation)
        bookings = Bookings(store, now, outreach(config))
        done = bookings.book_for(DESK, slot, caller, reminders=reminders, insisting=saying)
        made = done.appointment
        row = as_row(made, zone) | told(done) | link_to.to(store, made.id, now)
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
    with sentences(), overruling(), open_database(given := settings()).write() as store:
        zone = store.clinic.require().timezone
        doctor_id = find_doctor(store, doctor).id if doctor else None
        bookings, saying = Bookings(store, now, outreach(given)), Insisting(past=past, anyway=anyway)
        done = bookings.move(DESK, number, minute(start, zone), doctor_id=doctor_id, insisting=saying)
        row = as_row(done.appointment, zone) | told(done)
    report("Moved", row, as_json=as_json)
