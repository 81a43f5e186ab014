"""Conversations, those that wait for a person, and doctors' own chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.words import AgendaDays, Channel


@dataclass(frozen=True)
class Conversation:
    """All that is said with one address. `state` is the engine's JSON, None before the first turn; `is_doctors`: it is
    a doctor's own chat."""

    id: int
    account_id: int
    address_id: int
    channel: Channel
    address: str
    state: str | None
    version: int
    muted_at: datetime | None
    fence: int
    is_doctors: bool = False


@dataclass(frozen=True)
class Handoff:
    """A conversation that waits for a person, or did. `message_id` is the inbound message that raised it."""

    id: int
    conversation_id: int
    channel: Channel
    address: str
    reason: str
    urgent: bool
    opened_at: datetime
    released_at: datetime | None
    message_id: int | None


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
