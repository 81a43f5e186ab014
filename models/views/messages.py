"""Messages in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.words import Channel, InboundStatus, OutboundStatus


@dataclass(frozen=True)
class InboundClaim:
    """A message to handle, and the right to advance its conversation until `lease_until`. `booked`: how many
    appointments whoever wrote it has to come."""

    message_id: int
    conversation_id: int
    channel: Channel
    address: str
    payload: str
    received_at: datetime
    urgent: bool
    attempts: int
    fence: int
    lease_until: datetime
    booked: int = 0


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
