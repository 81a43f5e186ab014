"""What was done, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


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
