"""What can go wrong in the clinic's memory. Every message is one sentence fit to be shown to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from models.rules import Refusal
    from models.views import Appointment


def _said(status: str) -> str:
    return status.replace("_", "-")


class DocspotError(Exception):
    """The base of all errors that are meant to be shown. `str(error)` is one sentence."""


class NotFree(DocspotError):
    """The doctor cannot see anybody then; `refusal` says why."""

    def __init__(self, doctor_id: int, starts_at: datetime, refusal: Refusal) -> None:
        super().__init__(f"The doctor cannot be booked at {starts_at:%Y-%m-%d %H:%M %Z}: {refusal.in_words}.")
        self.doctor_id = doctor_id
        self.starts_at = starts_at
        self.refusal = refusal


class TimeTaken(NotFree):
    """Somebody else has that time, or part of it."""


class TooLate(DocspotError):
    """So close to the appointment, only the front desk may change it."""


class TooMany(DocspotError):
    """An account has as many appointments to come, or times held, as the clinic lets one have by itself."""


class NotFound(DocspotError):
    """There is no such thing in the clinic's memory."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"There is no {what} {key}.")


class NoClinic(NotFound):
    """No clinic file was imported yet."""

    def __init__(self) -> None:
        super().__init__("clinic yet: import a clinic file", "first")


class BadName(DocspotError):
    """What was given is no name that could be spoken or printed. The message says why, without the name."""


class IllegalChange(DocspotError):
    """The appointment's status does not allow that."""

    def __init__(self, status: str, wanted: str) -> None:
        super().__init__(f"An appointment that is {_said(status)} cannot become {_said(wanted)}.")
        self.status = status
        self.wanted = wanted


class TooEarly(IllegalChange):
    """The appointment has not begun, or its day has not come: nobody can have come or stayed away yet."""

    def __init__(self, wanted: str, starts_at: datetime) -> None:
        """`starts_at` in the clinic's zone."""
        when = f"{starts_at:%Y-%m-%d %H:%M %Z}"
        DocspotError.__init__(self, f"That appointment is on {when}; it cannot be {_said(wanted)} before then.")
        self.status = "to come"
        self.wanted = wanted


class StaleLease(DocspotError):
    """Somebody else has taken over in the meantime; whatever was about to be written must not be."""

    def __init__(self, what: str, key: int) -> None:
        super().__init__(f"The lease on {what} {key} has passed to somebody else.")


class DatabaseUnavailable(DocspotError):
    """The database cannot be opened or used now. The message says what to do."""


class Busy(DatabaseUnavailable):
    """What is to be changed is being changed by somebody else, for longer than was to be waited for it."""


class KeysMissing(DocspotError):
    """The encryption keys are missing, broken, or not those the data was written with."""


class CannotBeRead(DocspotError):
    """A text that is needed was written with an encryption key that is not configured now."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The {what} was written with an encryption key that is not configured now.")


@dataclass(frozen=True)
class Problem:
    """One mistake in a clinic file: where it is (lines count from 1) and what to do about it."""

    line: int
    text: str


class ClinicFileError(DocspotError):
    """The clinic file has mistakes. Nothing was changed; `problems` holds them all, in the order of the file."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{file}:{problem.line}: {problem.text}" for problem in self.problems))


class WouldOrphan(DocspotError):
    """The change takes away the time of appointments that are still to come. Nothing was changed."""

    def __init__(self, appointments: Sequence[Appointment], zone: ZoneInfo) -> None:
        self.appointments = tuple(appointments)
        starts = {one.id: f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M %Z}" for one in self.appointments}
        lines = [f"  {one.id}: {starts[one.id]}, {one.doctor}" for one in self.appointments]
        count = f"{len(lines)} appointments" if len(lines) > 1 else "1 appointment"
        super().__init__(f"This would leave {count} without a time; move or cancel them first:\n" + "\n".join(lines))
