"""The clinic: its doctors, kinds of visits and free times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.places import NO_PLACE, Place, Places, place_on
from models.profile import NO_PROFILE, Profile
from models.reminding import DEFAULT_RULES, ReminderRules
from models.words import AgendaNames


@dataclass(frozen=True)
class Clinic:
    """The clinic. `info` holds its own words on topics such as parking, directions, insurance and payment."""

    name: str
    timezone: ZoneInfo
    phone: str
    address: str
    emergency_number: str
    min_notice: timedelta
    change_notice: timedelta
    horizon: timedelta
    day_first: bool
    info: Mapping[str, str]
    reminders: ReminderRules = DEFAULT_RULES
    agenda_names: AgendaNames = "initials"
    most_appointments: int = 10  # to come, of one account
    most_holds: int = 3  # at once, of one account
    crisis_number: str = ""  # empty where the clinic file names none
    out_of_hours_number: str = ""
    email: str = ""


@dataclass(frozen=True)
class Doctor:
    """A doctor; an inactive one has left and cannot be booked. `visit_types` are the ids of those they do, empty for
    all; `place` is where they see people, `places` where on single weekdays and days."""

    id: int
    name: str
    specialty: str
    active: bool
    visit_types: frozenset[int] = frozenset()
    place: Place = NO_PLACE
    places: Places = field(default_factory=dict, hash=False)
    profile: Profile = NO_PROFILE

    def does(self, visit_type_id: int) -> bool:
        """Whether they do that kind of visit."""
        return not self.visit_types or visit_type_id in self.visit_types

    def place_on(self, day: date) -> Place:
        """Where they see people on that day."""
        return place_on(day, self.place, self.places)


@dataclass(frozen=True)
class VisitType:
    """A kind of visit, its length and the buffer after it, in minutes.

    `preparation` is what to do before it; `reminders` its own leads (`3d`), None where the clinic's apply.
    """

    id: int
    name: str
    minutes: int
    buffer_minutes: int
    preparation: str = ""
    reminders: tuple[str, ...] | None = None
    also_called: tuple[str, ...] = ()


@dataclass(frozen=True)
class FreeTime:
    """A time a doctor could see somebody; `ends_at` does not count the buffer."""

    doctor_id: int
    starts_at: datetime
    ends_at: datetime
