"""What the conversation may know while it decides: the clinic, the person, and the free times. It writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from models.profile import NO_PROFILE, Profile
from models.words import Relation

Refusal = Literal[
    "in_past", "too_soon", "beyond_horizon", "not_done", "holiday", "outside_hours", "time_off", "taken",
    "nonexistent", "too_late", "gone", "too_many",
]  # fmt: skip
"""Why a time cannot be had (`too_late`: to move or cancel; `gone`: the appointment is no longer active; `too_many`:
this account has as many as it may book by itself)."""


@dataclass(frozen=True)
class ClinicFacts:
    """The clinic as it may be spoken of."""

    name: str
    timezone: ZoneInfo
    phone: str
    address: str
    emergency_number: str
    change_notice_minutes: int
    info: Mapping[str, str]  # topic -> the clinic's own words: parking, directions, insurance, ...
    crisis_number: str = ""  # empty where the clinic has told none
    out_of_hours_number: str = ""


@dataclass(frozen=True)
class DoctorFacts:
    """A doctor patients can book. `visit_types` are the ids of those they do, empty for all."""

    id: int
    name: str
    specialty: str
    visit_types: frozenset[int] = frozenset()
    alternates: bool = False  # works other hours every other week
    profile: Profile = NO_PROFILE

    def does(self, visit_type: int) -> bool:
        """Whether they do that kind of visit."""
        return not self.visit_types or visit_type in self.visit_types


@dataclass(frozen=True)
class VisitTypeFacts:
    """A kind of visit and how long it takes."""

    id: int
    name: str
    minutes: int
    preparation: str = ""


@dataclass(frozen=True)
class PatientFacts:
    """Somebody this account books for."""

    id: int
    name: str
    relation: Relation


@dataclass(frozen=True)
class AppointmentFacts:
    """An appointment to come, in the clinic's zone."""

    id: int
    doctor: DoctorFacts
    patient: PatientFacts
    visit_type: VisitTypeFacts
    start: datetime
    end: datetime
    confirmed: bool
    place: str = ""  # what there is to say of it besides the clinic's address


@dataclass(frozen=True)
class FreeTime:
    """A time a doctor could see somebody, in the clinic's zone."""

    doctor: int
    start: datetime


@dataclass(frozen=True)
class OpenHours:
    """One day's opening, or a stretch of it, in the clinic's zone; `closes` may lie on the next day at 00:00."""

    day: date
    opens: time
    closes: time


class Context(Protocol):
    """Everything a flow may read. Read within the transaction that will also write."""

    @property
    def now(self) -> datetime:
        """Now, in the clinic's zone."""

    @property
    def clinic(self) -> ClinicFacts: ...
    @property
    def doctors(self) -> tuple[DoctorFacts, ...]: ...
    def former(self, doctor: int) -> DoctorFacts | None:
        """A doctor by id who may have left, and cannot be booked then; None where there never was one."""

    @property
    def visit_types(self) -> tuple[VisitTypeFacts, ...]: ...
    @property
    def patients(self) -> tuple[PatientFacts, ...]:
        """Whom this account books for; its holder, once it is certain who that is, has relation "self"."""

    @property
    def appointments(self) -> tuple[AppointmentFacts, ...]:
        """This account's active appointments to come, soonest first."""

    @property
    def consented(self) -> bool:
        """Whether this person has agreed to our keeping what a booking needs."""

    @property
    def numbered(self) -> bool:
        """Whether this channel shows choices as numbered lines."""

    @property
    def phone_shareable(self) -> bool:
        """Whether this person could prove their phone number here, and has not."""

    @property
    def muted(self) -> bool:
        """Whether a person has taken this conversation over."""

    @property
    def desk_has_alarm(self) -> bool:
        """Whether an alarm of this conversation is before the front desk, and has not been released."""

    def free_times(
        self, doctors: Collection[int], visit_type: int, first: datetime, last: datetime, *, moving: int | None = None
    ) -> list[FreeTime]:
        """Free times starting in [first, last), soonest first; `moving` is an appointment that gives its own up."""

    def why_not(self, doctor: int, visit_type: int, start: datetime, *, moving: int | None = None) -> Refusal | None:
        """Why that doctor cannot see somebody then; None if they can."""

    def there(self, doctor: int, first: date, days: int) -> list[OpenHours]:
        """When that doctor is there on so many days, each stretch on its own; time off and holidays are left out."""

    def where(self, doctor: int, start: datetime) -> str:
        """Where that doctor sees people then: the room, where one is known, and the address."""

    def too_late(self, appointment: int) -> bool:
        """Whether it is too close to this appointment for a patient to change it without the front desk."""

    @property
    def may_book(self) -> bool:
        """Whether this account may book one more appointment without the front desk."""

    def horizon(self) -> datetime:
        """The last moment that can be booked."""

    def under_way(self) -> tuple[AppointmentFacts, ...]:
        """This account's active appointments that have begun and not ended."""

    def reminders(self, appointment: int) -> tuple[datetime, ...]:
        """When reminders of this appointment will be sent, soonest first."""

    def would_remind(self, visit_type: int, start: datetime) -> bool:
        """Whether somebody who books that now, and wants to be reminded, will be."""

    def rateable(self, appointment: int) -> AppointmentFacts | None:
        """A visit of this account that took place and may be rated now; None for any other."""

    def reaches(self, doctor: int) -> bool:
        """Whether the doctor can be told something in a chat of their own."""

    def hours(self, day: date, doctor: int) -> list[OpenHours]:
        """When a doctor sees people on a day: each stretch by itself."""

    def open_hours(self, first: date, days: int, doctor: int | None = None) -> list[OpenHours]:
        """When the clinic is open, or a doctor is in, on each of these days; days without are left out."""
