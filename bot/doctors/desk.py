"""What one turn of a doctor's chat works with, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.doctor_state import DoctorState
from bot.core.messages import Choice, Reply
from bot.core.phrases import choice, text
from bot.doctors.book import DoctorBook
from models.store import Store
from models.views import DoctorChat


@dataclass(frozen=True)
class Desk:
    """One doctor's chat at one moment, in one transaction. `now` is in the clinic's zone."""

    store: Store
    chat: DoctorChat
    book: DoctorBook

    @property
    def now(self) -> datetime:
        """Now, in the clinic's zone."""
        return self.book.now


@dataclass(frozen=True)
class Answer:
    """What is said, and what to remember besides the choices offered."""

    reply: Reply
    state: DoctorState = field(default_factory=DoctorState)


def menu() -> tuple[Choice, ...]:
    """What a doctor can do, to choose from."""
    return (
        choice("choice.doctor.today", "dr:today"),
        choice("choice.doctor.tomorrow", "dr:tomorrow"),
        choice("choice.doctor.week", "dr:week"),
        choice("choice.doctor.block", "dr:block time"),
    )


def helped(key: str = "doctor.help") -> Answer:
    """A short help with choices."""
    return Answer(Reply(parts=(text(key),), choices=menu()))
