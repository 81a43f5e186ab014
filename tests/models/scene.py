"""A small clinic with somebody who writes to it, for tests of the Store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.db import Database
from models.views import Appointment

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
"""Monday, 9:00 in London."""

LEE, RAO = "Dr. Sam Lee", "Dr. Maya Rao"


def june(day: int, clock: str) -> datetime:
    """A moment in June 2026 by London's clocks: `june(4, "15:40")`."""
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=UTC) - timedelta(hours=1)


@dataclass(frozen=True)
class Scene:
    """The demo clinic, two people who write to it, and a patient of each."""

    database: Database
    lee: int
    rao: int
    consultation: int
    vaccination: int
    conversation: int
    patient: int
    account: int
    other_conversation: int
    other_patient: int

    def book(self, start: datetime, *, now: datetime = NOW, doctor: int | None = None) -> Appointment:
        """Book a consultation for the first patient, with Dr. Lee unless said otherwise."""
        with self.database.write() as store:
            return store.bookings.book(doctor or self.lee, self.consultation, start, self.patient, now)

    def clocks(self, start: datetime, hours: int = 24, *, now: datetime = NOW) -> list[str]:
        """What Dr. Lee has free for a consultation from then on, by London's clocks."""
        with self.database.read() as store:
            last = start + timedelta(hours=hours)
            free = store.bookings.free_times([self.lee], self.consultation, start, last, now)
        return [f"{one.starts_at + timedelta(hours=1):%H:%M}" for one in free]


def scene(database: Database) -> Scene:
    """The demo clinic must be in the database already."""
    with database.write() as store:
        doctors = {doctor.name: doctor.id for doctor in store.clinic.doctors()}
        visits = {visit.name: visit.id for visit in store.clinic.visit_types()}
        mine = store.conversations.open("telegram", "1001", NOW)
        theirs = store.conversations.open("sms", "+447700900001", NOW)
        patient = store.people.add_patient(mine.account_id, "John Miller", "self", NOW)
        other = store.people.add_patient(theirs.account_id, "Anna Kaur", "self", NOW)
    return Scene(
        database=database,
        lee=doctors[LEE],
        rao=doctors[RAO],
        consultation=visits["Consultation"],
        vaccination=visits["Vaccination"],
        conversation=mine.id,
        patient=patient.id,
        account=mine.account_id,
        other_conversation=theirs.id,
        other_patient=other.id,
    )
