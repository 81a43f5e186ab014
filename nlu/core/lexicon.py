"""The clinic as understanding needs it: names to link to, and the clock to resolve against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class DoctorEntry:
    """One doctor as the clinic file names them: "Dr. Maya Rao", "Dermatology"."""

    name: str
    specialty: str
    also_called: tuple[str, ...] = ()  # other names that people use


@dataclass(frozen=True)
class Lexicon:
    """What a clinic's messages are resolved against. Opening hours settle whether "at 5" is 17:00."""

    doctors: tuple[DoctorEntry, ...]
    visit_types: tuple[str, ...]
    timezone: ZoneInfo
    opens: time = time(0)
    closes: time | None = None  # None: midnight, so a clinic open all day is 00:00 to None
    fields_called: tuple[tuple[str, str], ...] = ()  # other names of specialties, each with the specialty's own
    kinds_called: tuple[tuple[str, str], ...] = ()  # the same of visit types
    day_first: bool = True  # 3/4 is 3 April; False where the clinic's country writes the month first

    @property
    def specialties(self) -> tuple[str, ...]:
        """The clinic's specialties, each once, in the order of its doctors."""
        return tuple(dict.fromkeys(doctor.specialty for doctor in self.doctors))
