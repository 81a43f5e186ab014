"""What the Store returns: frozen values, never live rows. All moments are aware and in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.reminding import DEFAULT_RULES, ReminderRules
from models.words import (
    AgendaDays,
    AgendaNames,
    Channel,
    InboundStatus,
    MadeBy,
    OutboundStatus,
    PlannedKind,
    PlannedStatus,
    Relation,
    Status,
)


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


@dataclass(frozen=True)
class Doctor:
    """A doctor; an inactive one has left and cannot be booked."""

    id: int
    name: str
    specialty: str
    active: bool


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


@dataclass(frozen=True)
class FreeTime:
    """A time a doctor could see somebody; `ends_at` does not count the buffer."""

    doctor_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Account:
    """A person who writes to the clinic. `phone` is set once it is proven to be theirs, or given by the desk."""

    id: int
    language: str | None
    phone: str | None
    consent_store_at: datetime | None
    consent_remind_at: datetime | None


@dataclass(frozen=True)
class Address:
    """Where an account can be reached. Verified once a message came from it; nothing goes to it while opted out."""

    id: int
    account_id: int
    channel: Channel
    address: str
    verified: bool
    opted_out_at: datetime | None
    last_heard_at: datetime | None


@dataclass(frozen=True)
class Patient:
    """Somebody an account books for."""

    id: int
    account_id: int
    name: str
    relation: Relation


@dataclass(frozen=True)
class Appointment:
    """An appointment, with the names it is spoken of by. Times up to `busy_until` are the doctor's, buffer included."""

    id: int
    doctor_id: int
    doctor: str
    patient_id: int
    patient: str
    account_id: int
    visit_type_id: int
    visit_type: str
    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    status: Status
    reason: str | None
    channel: Channel | None
    sender: str | None
    made_by: MadeBy
    wants_reminders: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Planned:
    """A message about an appointment that is to be sent unasked, and the appointment as it is now.

    `doctor_id` and `starts_at` are what the message would speak of.
    """

    id: int
    key: str
    kind: PlannedKind
    step: str
    appointment: Appointment
    relation: Relation
    preparation: str
    doctor_id: int
    starts_at: datetime
    due_at: datetime
    useful_until: datetime
    status: PlannedStatus
    why: str | None
    round: int
    sent_as: str | None
    updated_at: datetime


@dataclass(frozen=True)
class Rating:
    """How a visit was: 1 to 5, perhaps with a sentence."""

    appointment_id: int
    stars: int
    comment: str | None
    created_at: datetime


@dataclass(frozen=True)
class Reachable:
    """Where somebody can be written to. There is no conversation yet where they never wrote from there."""

    account_id: int
    conversation_id: int | None
    channel: Channel
    address: str
    verified: bool
    last_heard_at: datetime | None
    state: str | None


@dataclass(frozen=True)
class Hold:
    """A time kept for a conversation until `expires_at`."""

    id: int
    doctor_id: int
    visit_type_id: int
    starts_at: datetime
    ends_at: datetime
    conversation_id: int
    expires_at: datetime


@dataclass(frozen=True)
class Conversation:
    """All that is said with one address. `state` is the engine's JSON, None before the first turn."""

    id: int
    account_id: int
    address_id: int
    channel: Channel
    address: str
    state: str | None
    version: int
    muted_at: datetime | None
    fence: int


@dataclass(frozen=True)
class Handoff:
    """A conversation that waits for a person, or did."""

    id: int
    conversation_id: int
    channel: Channel
    address: str
    reason: str
    urgent: bool
    opened_at: datetime
    released_at: datetime | None


@dataclass(frozen=True)
class DoctorChat:
    """A doctor's own conversation. `agenda_minute` counts from the clinic's local midnight; `seen` is what the doctor
    was last told of each day, by its date: the start of each appointment by its id."""

    id: int
    doctor_id: int
    doctor: str
    conversation_id: int
    channel: Channel
    state: str | None
    agenda_minute: int
    agenda_days: AgendaDays
    agenda_on: date | None
    seen: Mapping[date, Mapping[int, datetime]]
    changed_at: datetime | None


@dataclass(frozen=True)
class Absence:
    """Time a doctor blocked, with the appointments it takes the time from."""

    id: int
    doctor_id: int
    starts_at: datetime
    ends_at: datetime
    report_at: datetime | None
    displaced: tuple[Displaced, ...]


@dataclass(frozen=True)
class Displaced:
    """An appointment in an absence, as it stands now, and when it was to be. Settled once it has another time, or was
    called off."""

    appointment: Appointment
    starts_at: datetime
    settled: bool


@dataclass(frozen=True)
class InboundClaim:
    """A message to handle, and the right to advance its conversation until `lease_until`."""

    message_id: int
    conversation_id: int
    channel: Channel
    address: str
    payload: str
    received_at: datetime
    attempts: int
    fence: int
    lease_until: datetime


@dataclass(frozen=True)
class InboundMessage:
    """A message as it came in, for looking at."""

    id: int
    channel: Channel
    provider_id: str
    conversation_id: int
    payload: str
    status: InboundStatus
    attempts: int
    error: str | None
    received_at: datetime


@dataclass(frozen=True)
class OutboundMessage:
    """A message to go out, or that went. While claimed, `fence` is what the outcome must be recorded under.

    `maybe_sent` is true where an earlier attempt called the provider and its outcome was never recorded.
    """

    id: int
    key: str
    conversation_id: int
    account_id: int
    channel: Channel
    address: str
    opted_out: bool
    language: str | None
    appointment_id: int | None
    kind: str
    priority: int
    payload: str
    status: OutboundStatus
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    next_attempt_at: datetime | None
    fence: int
    maybe_sent: bool
    sending_since: datetime | None
    provider_id: str | None
    error: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class AuditEvent:
    """One thing done."""

    id: int
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: int
    detail: Mapping[str, str | int | bool | None]
