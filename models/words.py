"""The fixed words of the database: statuses, channels, relations."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args

Channel = str
"""A channel's name; models/channels.py declares which there are."""

Relation = Literal["self", "child", "partner", "parent", "other", "unknown"]
RELATIONS: tuple[str, ...] = get_args(Relation)
"""What a patient is to the account's holder. Nobody is "self" who was not said to be; till then they are unknown."""

ALARM = "emergency"
"""Why a conversation is before the front desk that was somebody's call for help: it goes before all others."""

MadeBy = Literal["patient", "desk", "doctor"]
MADE_BY: tuple[str, ...] = get_args(MadeBy)

ActorKind = Literal["patient", "desk", "doctor", "administrator", "clock"]
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
"""Who may change something. Nobody is behind what only time brings: that is the clock's."""

AgendaNames = Literal["initials", "short", "full"]
AGENDA_NAMES: tuple[str, ...] = get_args(AgendaNames)
"""How a doctor's agenda names patients: "J. M.", "John M." or "John Miller"."""

AgendaDays = Literal["booked", "every", "never"]
AGENDA_DAYS: tuple[str, ...] = get_args(AgendaDays)
"""The mornings on which a doctor wants an agenda: with appointments only, all, or none."""


class Status(StrEnum):
    """Where an appointment stands. A hold is a time kept while a patient decides; it is not an appointment yet."""

    HELD = "held"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


BLOCKING = (Status.HELD, Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.COMPLETED)
"""While an appointment is one of these, nobody else can have its time."""

ACTIVE = (Status.BOOKED, Status.CONFIRMED, Status.ARRIVED)
"""An appointment that is still going to happen."""


class InboundStatus(StrEnum):
    """Where an inbound message stands."""

    WAITING = "waiting"
    HANDLED = "handled"
    FAILED = "failed"


class OutboundStatus(StrEnum):
    """Where an outbound message stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class PlannedStatus(StrEnum):
    """Where a planned message stands: released is out of our hands, dropped no longer true, missed came too late."""

    PLANNED = "planned"
    RELEASED = "released"
    DROPPED = "dropped"
    MISSED = "missed"


Priority = Literal[-1, 0, 1]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
"""-1 for the answer to an alarm, 0 for what somebody waits for, 1 for what may take all morning."""

UNSENT = (OutboundStatus.QUEUED, OutboundStatus.CLAIMED)
"""Still to go out; later messages of the same conversation wait for these."""
