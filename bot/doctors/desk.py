"""What one turn of a doctor's chat works with, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.doctor_state import DoctorState
from bot.core.messages import Choice, Reply
from bot.core.phrases import choice, text
from bot.doctors.book import DoctorBook
from clinic.absences import Absences
from clinic.actor import Actor, doctor
from clinic.doctor_chats import DoctorChats
from clinic.notifier import Notifier
from clinic.visits import Visits
from models.store import Store
from models.views import DoctorChat


@dataclass(frozen=True)
class Desk:
    """One doctor's chat at one moment, in one transaction. `now` is in the clinic's zone."""

    store: Store
    chat: DoctorChat
    book: DoctorBook
    notifier: Notifier

    @property
    def actor(self) -> Actor:
        """The doctor."""
        return doctor(self.chat)

    @property
    def absences(self) -> Absences:
        """Their time off."""
        return Absences(self.store, self.now, self.notifier)

    @property
    def chats(self) -> DoctorChats:
        """What they are told when."""
        return DoctorChats(self.store, self.now)

    @property
    def visits(self) -> Visits:
        """Who came."""
        return Visits(self.store, self.now, self.notifier)

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
