"""What was done, by whom; and what has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.words import ActorKind


@dataclass(frozen=True)
class AuditEvent:
    """One thing done. `actor_id` is the account of a patient or the doctor; None where it is not known who it was."""

    id: int
    at: datetime
    actor: str
    action: str
    entity: str
    entity_id: int
    detail: Mapping[str, str | int | bool | None]
    actor_id: int | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Event:
    """Something has changed. No name, no number, nothing of what was written."""

    id: int
    at: datetime
    kind: str
    subject_id: int
    actor: ActorKind
