"""The clinic: what the clinic file says, and when each doctor works."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row
from models.types import UtcDateTime


class ClinicRow(Row, table=True):
    """The clinic itself: one row."""

    __tablename__ = "clinic"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    timezone: str
    phone: str
    address: str
    emergency_number: str
    min_notice_minutes: int
    change_notice_minutes: int
    horizon_days: int
    day_first: bool
    info: dict[str, str] = Field(sa_type=JSON)
    reminders: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # see models.reminding
    most_appointments: int = Field(default=10, sa_column_kwargs={"server_default": "10"})
    most_holds: int = Field(default=3, sa_column_kwargs={"server_default": "3"})
    agenda_names: str = Field(default="initials", sa_column_kwargs={"server_default": "initials"})
    crisis_number: str = Field(default="", sa_column_kwargs={"server_default": ""})
    out_of_hours_number: str = Field(default="", sa_column_kwargs={"server_default": ""})
    email: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ClinicVersionRow(Row, table=True):
    """At which version the tables of this module are, but for time off: triggers of the database give it a new token
    with every change, so that no program can forget to."""

    __tablename__ = "clinic_version"

    id: int | None = Field(default=None, primary_key=True)
    token: str


class SpecialtyRow(Row, table=True):
    """A specialty, as the clinic calls it."""

    __tablename__ = "specialty"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    also_called: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})


class VisitTypeRow(Row, table=True):
    """A kind of visit. Visit and buffer together never exceed a day, which keeps searches for overlaps short."""

    __tablename__ = "visit_type"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND buffer_minutes >= 0 AND minutes + buffer_minutes <= 1440", name="length"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    minutes: int
    buffer_minutes: int
    preparation: str = ""
    reminders: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # leads; None as the clinic's
    also_called: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    position: int
    active: bool = True


class DoctorRow(Row, table=True):
    """A doctor. Who has left stays, inactive, for the sake of past appointments."""

    __tablename__ = "doctor"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    specialty_id: int = Field(foreign_key="specialty.id")
    position: int
    active: bool = True
    room: str = Field(default="", sa_column_kwargs={"server_default": ""})
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    places: dict[str, dict[str, str]] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )
    other_weeks: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # see models.hours
    profile: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )  # see models.profile


class DoctorVisitTypeRow(Row, table=True):
    """A kind of visit that a doctor does. A doctor with none of these does all of them."""

    __tablename__ = "doctor_visit_type"

    doctor_id: int = Field(foreign_key="doctor.id", ondelete="CASCADE", primary_key=True)
    visit_type_id: int = Field(foreign_key="visit_type.id", ondelete="CASCADE", primary_key=True)


class WorkingHoursRow(Row, table=True):
    """A stretch of a weekday (0 is Monday) in minutes of the clinic's local time since midnight; breaks lie between."""

    __tablename__ = "working_hours"
    __table_args__ = (
        UniqueConstraint("doctor_id", "weekday", "start_minute"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440", name="minutes"),
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id", ondelete="CASCADE")
    weekday: int
    start_minute: int
    end_minute: int


class HoursOnRow(Row, table=True):
    """A stretch of one day of one doctor, in minutes of local time; the day's stretches replace its weekday's."""

    __tablename__ = "hours_on"
    __table_args__ = (
        UniqueConstraint("doctor_id", "day", "start_minute"),
        CheckConstraint("0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440", name="minutes"),
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id", ondelete="CASCADE")
    day: date
    start_minute: int
    end_minute: int


class HolidayRow(Row, table=True):
    """A day, in the clinic's zone, on which nobody works."""

    __tablename__ = "holiday"

    day: date = Field(primary_key=True)


class ClosedHoursRow(Row, table=True):
    """Hours of one day, in minutes of the clinic's local time since midnight, on which nobody works."""

    __tablename__ = "closed_hours"
    __table_args__ = (
        UniqueConstraint("day", "start_minute"),
        CheckConstraint("0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440", name="minutes"),
    )

    id: int | None = Field(default=None, primary_key=True)
    day: date
    start_minute: int
    end_minute: int


class TimeOffRow(Row, table=True):
    """A stretch in which one doctor is away. What came from the clinic file goes when the file no longer says it."""

    __tablename__ = "time_off"
    __table_args__ = (
        UniqueConstraint("doctor_id", "starts_at", "ends_at"),
        CheckConstraint("starts_at < ends_at", name="order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    doctor_id: int = Field(foreign_key="doctor.id", ondelete="CASCADE")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    from_file: bool
