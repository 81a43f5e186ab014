"""Who writes and who is seen: accounts, their addresses, patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.words import Channel, Relation


@dataclass(frozen=True)
class Account:
    """A person who writes to the clinic. `phone` is set once it is proven to be theirs, or given by the desk."""

    id: int
    language: str | None
    phone: str | None
    consent_store_at: datetime | None
    consent_remind_at: datetime | None
    reminders_off_at: datetime | None = None


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
class Merge:
    """Two accounts that were made one, and the people the second one brought."""

    id: int
    account_id: int
    patients: tuple[int, ...]
    merged_at: datetime


@dataclass(frozen=True)
class JoinRequest:
    """Whoever writes in this conversation says that they are the person of the account that is noted."""

    id: int
    conversation_id: int
    noted_id: int
    asked_at: datetime


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
