"""What the conversation asks to be done. The pipeline has the clinic's services do it, in the turn's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.context import AppointmentFacts, Refusal
from bot.core.state import Who


@dataclass(frozen=True)
class Hold:
    """Keep a time for this conversation while its patient decides."""

    doctor: int
    visit_type: int
    start: datetime
    moving: int | None = None  # the appointment that would give up its own time for it


@dataclass(frozen=True)
class Release:
    """Give back whatever this conversation holds."""


@dataclass(frozen=True)
class Book:
    """Make an appointment. The patient has just agreed to all of it, to being stored, and perhaps to reminders."""

    doctor: int
    visit_type: int
    start: datetime
    who: Who
    reason: str | None
    reminders: bool


@dataclass(frozen=True)
class Move:
    """Give an appointment another time, perhaps another doctor."""

    appointment: int
    doctor: int
    start: datetime


@dataclass(frozen=True)
class Swap:
    """Two appointments take each other's times, each with its own doctor: both do, or neither."""

    appointment: int
    other: int


@dataclass(frozen=True)
class Cancel:
    """Call an appointment off."""

    appointment: int


@dataclass(frozen=True)
class CancelAll:
    """Call several off, each by the rules; those that cannot be stay."""

    appointments: tuple[int, ...]


@dataclass(frozen=True)
class Confirm:
    """The patient says they will come."""

    appointment: int


@dataclass(frozen=True)
class AskPerson:
    """Put this conversation before the front desk; `mute` keeps the bot quiet until they release it."""

    reason: str  # a code: asked, not_understood, too_late, ALARM, prescription, …: cli/handoff.py says each in words
    urgent: bool = False
    mute: bool = False


@dataclass(frozen=True)
class Rename:
    """Put the name of a patient of the writer's own right."""

    patient: int
    name: str


@dataclass(frozen=True)
class Quieten:
    """Nothing more is said unasked about these appointments."""

    appointments: tuple[int, ...]


@dataclass(frozen=True)
class StopWriting:
    """Nothing more goes to this address: it is not the patient's, or they have died."""


@dataclass(frozen=True)
class TellLate:
    """The patient will be late: the doctor is told, where they can be, and the front desk. `minutes` 0: unknown."""

    appointment: int
    minutes: int


@dataclass(frozen=True)
class Rate:
    """The patient rates a visit, from 1 to 5."""

    appointment: int
    stars: int


@dataclass(frozen=True)
class Remark:
    """What the patient says to their rating."""

    appointment: int
    words: str


Command = (
    Hold
    | Release
    | Book
    | Move
    | Swap
    | Cancel
    | CancelAll
    | Confirm
    | AskPerson
    | Quieten
    | Rename
    | StopWriting
    | TellLate
    | Rate
    | Remark
)


@dataclass(frozen=True)
class Done:
    """The command was carried out; the appointment it concerns, and any others, are as they stand now."""

    appointment: AppointmentFacts | None = None
    others: tuple[AppointmentFacts, ...] = ()


@dataclass(frozen=True)
class Refused:
    """The command was not carried out, and nothing changed."""

    why: Refusal


Outcome = Done | Refused
