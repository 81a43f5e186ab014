"""What the front desk is asked about before it is done: times in the past, far ahead, or when nobody works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from cli.wiring import fail
from models.errors import NotFree
from models.rules import OVERRULED
from models.store import Store
from models.store.calendars import LONGEST
from models.views import Appointment, Doctor
from models.words import ACTIVE

Past = Annotated[bool, typer.Option("--past", help="Note what has begun already, such as a walk-in; nobody is told.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Insist: outside hours, far ahead, at two places at once.")]


def check_time(store: Store, at: datetime, now: datetime, *, past: bool, anyway: bool) -> None:
    """End with a sentence where the time has passed, or lies beyond what patients can book, and nobody insists."""
    clinic = store.clinic.require()
    when = f"{at.astimezone(clinic.timezone):%Y-%m-%d %H:%M %Z}"
    if at <= now and not past:
        fail(f"{when} has passed already; with --past it is noted all the same, and nobody is told.")
    if past and at > now:
        fail(f"{when} is still to come; leave --past out, so that the patient is told.")
    if at > now + clinic.horizon and not anyway:
        fail(f"{when} is more than {clinic.horizon.days} days ahead; with --anyway it is done all the same.")


def check_kind(store: Store, doctor: Doctor, visit_type_id: int, *, anyway: bool) -> None:
    """End with a sentence where the doctor does not do that kind of visit, and nobody insists."""
    if anyway or doctor.does(visit_type_id):
        return
    able = ", ".join(one.name for one in store.clinic.doctors() if one.does(visit_type_id)) or "nobody"
    kind = store.clinic.visit_type(visit_type_id).name
    fail(f"{doctor.name} does not do {kind}; who does: {able}. With --anyway it is done all the same.")


@contextmanager
def overruling() -> Iterator[None]:
    """A refusal that the desk may overrule says how."""
    try:
        yield
    except NotFree as error:
        fail(f"{error} With --anyway it is done all the same." if error.refusal in OVERRULED else str(error))


def check_patient(store: Store, made: Appointment, *, anyway: bool) -> None:
    """End with a sentence where its patient would be in two rooms at once, and nobody insists."""
    zone, first = store.clinic.require().timezone, made.starts_at - LONGEST
    theirs = store.bookings.find(first=first, last=made.ends_at, patient_id=made.patient_id, statuses=ACTIVE)
    for one in theirs:
        if one.id != made.id and one.ends_at > made.starts_at and not anyway:
            at = f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
            fail(f"{one.patient} already has appointment {one.id} at {at} with {one.doctor}; with --anyway both stand.")
