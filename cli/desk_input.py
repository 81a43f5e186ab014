"""What the front desk writes on the command line, read: doctors, visit types, times, days."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from cli.wiring import fail
from models.store import Store
from models.views import Doctor
from nlu.core.words import fold

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Number = Annotated[int, typer.Argument(help="The appointment's number, as `docspot appointments list` shows it.")]


def find_doctor(store: Store, name: str, *, former: bool = False) -> Doctor:
    """The one doctor of that name, however much of it was written; `former`: who has left, too."""
    doctors = store.clinic.doctors(former=former)
    exact = [one for one in doctors if _letters(one.name) == _letters(name)]
    found = exact or [one for one in doctors if _letters(name) in _letters(one.name)]
    if len(found) != 1:
        known = ", ".join(one.name for one in (found or doctors)[:10])
        fail(f"{'More than one' if found else 'No'} doctor fits {name!r}; choose one of: {known}.")
    return found[0]


def _letters(name: str) -> str:
    """A name without spaces, accents, apostrophes and full stops, for "o neill" and "vanderberg"."""
    return "".join(filter(str.isalnum, fold(name)))


def visit_type_id(store: Store, name: str | None, doctor: Doctor) -> int:
    """The visit type of that name; where none is given, the doctor's usual one."""
    types = store.clinic.visit_types()
    if name is None:
        return next((one.id for one in types if doctor.does(one.id)), types[0].id)
    found = [one for one in types if one.name.casefold() == name.casefold()]
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


def minute(written: str, zone: ZoneInfo) -> datetime:
    """When an appointment begins: a moment without seconds."""
    at = moment(written, zone)
    if at.second or at.microsecond:
        fail(f"An appointment begins with a minute, not at {written!r}; write it like 2026-06-04T15:40.")
    return at


def written_elsewhere(given: str | None, what: str) -> str:
    """What was given; for "-" a line of standard input, and asked for where a person sits at a terminal. What stands on
    the command line can be read by everybody on the machine, in its list of processes."""
    if given is None and sys.stdin.isatty():
        return str(typer.prompt(what))
    if given is None:
        fail(f"{what} is missing: give it with its option, or - to have it read from standard input.")
    if given != "-":
        return given
    line = sys.stdin.readline().strip()
    if not line:
        fail(f"{what} is missing: standard input has no such line.")
    return line


def day_bounds(day: str | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """When a day begins and ends in the clinic's zone; all time where none is given."""
    if day is None:
        return None, None
    try:
        first = datetime.combine(date.fromisoformat(day), time(0), zone)
    except ValueError:
        fail(f"{day!r} is no day; write it like 2026-06-04.")
    return first, datetime.combine(first.date() + timedelta(days=1), time(0), zone)
