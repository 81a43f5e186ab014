"""What the front desk writes on the command line, read: doctors, visit types, times, days, phones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import phonenumbers
import typer

from cli.wiring import fail
from models.store import Store
from models.views import Doctor

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Number = Annotated[int, typer.Argument(help="The appointment's number, as `docspot appointments list` shows it.")]


def find_doctor(store: Store, name: str, *, former: bool = False) -> Doctor:
    """The one doctor of that name, however much of it was written; `former`: who has left, too."""
    doctors = store.clinic.doctors(former=former)
    exact = [one for one in doctors if one.name.casefold() == name.casefold()]
    found = exact or [one for one in doctors if name.casefold() in one.name.casefold()]
    if len(found) != 1:
        known = ", ".join(one.name for one in (found or doctors)[:10])
        fail(f"{'More than one' if found else 'No'} doctor fits {name!r}; choose one of: {known}.")
    return found[0]


def visit_type_id(store: Store, name: str | None) -> int:
    """The visit type of that name, the usual one where none is given."""
    types = store.clinic.visit_types()
    found = [one for one in types if name is None or one.name.casefold() == name.casefold()]
    if not found:
        fail(f"There is no visit type {name!r}; choose one of: {', '.join(one.name for one in types)}.")
    return found[0].id


def moment(written: str, zone: ZoneInfo) -> datetime:
    """A time as it is written on the command line, in the clinic's zone unless it names its own."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        fail(f"{written!r} is no time; write it like 2026-06-04T15:40.")
    return at if at.tzinfo else at.replace(tzinfo=zone)


def day_bounds(day: str | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """When a day begins and ends in the clinic's zone; all time where none is given."""
    if day is None:
        return None, None
    try:
        first = datetime.combine(date.fromisoformat(day), time(0), zone)
    except ValueError:
        fail(f"{day!r} is no day; write it like 2026-06-04.")
    return first, datetime.combine(first.date() + timedelta(days=1), time(0), zone)


def phone_number(written: str) -> str:
    """A phone number in its international form."""
    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        fail(f"{written!r} is no phone number; write it with its country code, like +44 20 7946 0000.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
