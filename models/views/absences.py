"""When a doctor is away, and whose appointments that takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.views.visits import Appointment


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
