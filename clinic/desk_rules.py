"""What the front desk is asked about before it is done: times in the past, far ahead, two rooms at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.errors import DocspotError
from models.store import Store
from models.store.calendars import LONGEST
from models.views import Appointment
from models.words import ACTIVE

Doubt = Literal["passed", "to_come", "far_ahead", "two_places", "kind"]


class Doubtful(DocspotError):
    """Nothing was changed: it may be a slip. Whoever insists says so."""

    def __init__(self, doubt: Doubt, sentence: str) -> None:
        super().__init__(sentence)
        self.doubt = doubt


@dataclass(frozen=True)
class Insisting:
    """What the desk says it means: `past`, that it has begun already and nobody is told; `anyway`, that it may lie
    outside hours, far ahead, or beside another appointment of its patient."""

    past: bool = False
    anyway: bool = False


def check_time(store: Store, at: datetime, now: datetime, insisting: Insisting) -> None:
    """Raises Doubtful where the time has passed, or lies beyond what patients can book, and nobody insists."""
    clinic = store.clinic.require()
    when = f"{at.astimezone(clinic.timezone):%Y-%m-%d %H:%M %Z}"
    if at <= now and not insisting.past:
        raise Doubtful("passed", f"{when} has passed already.")
    if insisting.past and at > now:
        raise Doubtful("to_come", f"{when} is still to come.")
    if at > now + clinic.horizon and not insisting.anyway:
        raise Doubtful("far_ahead", f"{when} is more than {clinic.horizon.days} days ahead.")


def check_kind(store: Store, doctor_id: int, visit_type_id: int, insisting: Insisting) -> None:
    """Raises Doubtful where the doctor does not do that kind of visit, and nobody insists."""
    everybody = store.clinic.doctors(former=True)
    doctor = next((one for one in everybody if one.id == doctor_id), None)
    if doctor is None or insisting.anyway or doctor.does(visit_type_id):
        return
    able = ", ".join(one.name for one in store.clinic.doctors() if one.does(visit_type_id)) or "nobody"
    kind = store.clinic.visit_type(visit_type_id).name
    raise Doubtful("kind", f"{doctor.name} does not do {kind}; who does: {able}.")


def check_patient(store: Store, made: Appointment, insisting: Insisting) -> None:
    """Raises Doubtful where its patient would be in two rooms at once, and nobody insists."""
    zone, first = store.clinic.require().timezone, made.starts_at - LONGEST
    theirs = store.bookings.find(first=first, last=made.ends_at, patient_id=made.patient_id, statuses=ACTIVE)
    for one in theirs:
        if one.id != made.id and one.ends_at > made.starts_at and not insisting.anyway:
            at = f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
            sentence = f"{one.patient} already has appointment {one.id} at {at} with {one.doctor}."
            raise Doubtful("two_places", sentence)
