"""A clinic file that has been read and found free of mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.hours import OtherWeeks
from models.places import NO_PLACE, Place, Places
from models.profile import NO_PROFILE, Profile
from models.reminding import DEFAULT_RULES, ReminderRules
from models.walltime import Minutes
from models.words import AgendaNames

Week = Mapping[int, tuple[Minutes, ...]]
"""Weekday (0 is Monday) to its stretches in order; days without any are left out."""


@dataclass(frozen=True)
class ClinicPart:
    """`clinic:` of the file, with the defaults where it says nothing."""

    name: str
    timezone: str = "UTC"
    phone: str = ""
    address: str = ""
    emergency_number: str = "112"  # what the GSM standard connects to emergency services everywhere (3GPP TS 22.101)
    crisis_number: str = ""  # of those who listen to people who would hurt themselves
    out_of_hours_number: str = ""  # whom patients call who need somebody while the clinic is closed
    min_notice_minutes: int = 60
    change_notice_minutes: int = 120
    horizon_days: int = 90
    day_first: bool = True
    info: Mapping[str, str] = field(default_factory=dict)
    agenda_names: AgendaNames = "initials"
    most_appointments: int = 10  # to come, for all the people one account books for: a family of five, twice each
    most_holds: int = 3  # at once: a chat on Telegram, by SMS and on WhatsApp
    email: str = ""  # who sends calendar entries, for those who would answer one


@dataclass(frozen=True)
class VisitTypePart:
    """One of `visit_types:`."""

    name: str
    minutes: int = 30
    buffer_minutes: int = 0
    preparation: str = ""
    reminders: tuple[str, ...] | None = None  # its own leads; None where the clinic's apply
    also_called: tuple[str, ...] = ()  # other names that people use


@dataclass(frozen=True)
class SpecialtyPart:
    """One of `specialties:`, which need not all be listed there."""

    name: str
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class DoctorPart:
    """One of `doctors:`. Time off is in UTC."""

    name: str
    specialty: str
    hours: Week
    time_off: tuple[tuple[datetime, datetime], ...] = ()
    hours_on: Mapping[date, tuple[Minutes, ...]] = field(default_factory=dict)  # in place of the weekday's
    other_weeks: OtherWeeks | None = None  # in place of some weekdays', every other week
    visit_types: tuple[str, ...] = ()  # those the doctor does, in the file's order; empty for all
    place: Place = NO_PLACE
    places: Places = field(default_factory=dict)  # of single weekdays and days, in place of `place`
    profile: Profile = NO_PROFILE


@dataclass(frozen=True)
class ClinicFile:
    """The whole file."""

    clinic: ClinicPart
    visit_types: tuple[VisitTypePart, ...]
    doctors: tuple[DoctorPart, ...]
    holidays: tuple[date, ...]
    reminders: ReminderRules = DEFAULT_RULES
    closed_hours: tuple[tuple[date, Minutes], ...] = ()  # on days that are no holidays as a whole
    specialties: tuple[SpecialtyPart, ...] = ()  # those with other names


DEFAULT_VISIT_TYPES = (VisitTypePart("Consultation"),)
DEFAULT_SPECIALTY = "General Practice"
