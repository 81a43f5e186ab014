"""Carrying out what the conversation asks for: by the clinic's services, as its patient, in the turn's transaction."""

from __future__ import annotations

from datetime import datetime

from bot.core.commands import (
    AskPerson,
    Book,
    Cancel,
    CancelAll,
    Command,
    Confirm,
    Done,
    Hold,
    Move,
    Outcome,
    Quieten,
    Rate,
    Refused,
    Release,
    Remark,
    Rename,
    StopWriting,
    Swap,
    TellLate,
)  # fmt: skip
from bot.core.reader import Reader
from clinic.actor import patient
from clinic.bookings import Bookings, Slot
from clinic.handoffs import Handoffs
from clinic.notifier import Notifier
from clinic.people import People, Person
from clinic.visits import Visits
from models.errors import IllegalChange, NotFound, NotFree, TimeTaken, TooLate, TooMany
from models.store import Store
from models.views import Appointment, Conversation
from models.words import ALARM


class CarryOut:
    """Carries out the commands of one turn. A refusal changes nothing."""

    def __init__(
        self, store: Store, conversation: Conversation, reader: Reader, notifier: Notifier, now: datetime
    ) -> None:
        self._reader = reader
        self._actor = patient(conversation)
        self._bookings = Bookings(store, now, notifier)
        self._people = People(store, now, notifier)
        self._visits = Visits(store, now, notifier)
        self._handoffs = Handoffs(store, now)

    def run(self, command: Command) -> Outcome:
        """Carry out one command; Refused where the book or the rules are against it."""
        if isinstance(command, CancelAll):
            return self._cancel_all(command)
        try:
            if isinstance(command, Swap):
                return self._swap(command)
            made = self._run(command)
        except TimeTaken:
            return Refused("taken")
        except NotFree as error:
            return Refused(error.refusal.value)
        except TooMany:
            return Refused("too_many")
        except TooLate:
            return Refused("too_late")
        except (NotFound, IllegalChange):
            return Refused("gone")
        return Done(self._reader.facts(made) if made else None)

    def _run(self, command: Command) -> Appointment | None:
        match command:
            case Hold() | Release() | Book() | Move() | Cancel() | Confirm():
                return self._in_book(command)
            case AskPerson(reason, urgent, mute):
                self._handoffs.open(self._actor, reason, urgent=urgent, anew=reason == ALARM, mute=mute)
            case Quieten(numbers):
                self._people.quieten(self._actor, numbers)
            case Rename(number, name):
                self._people.rename(self._actor, number, name)
            case StopWriting():
                self._people.stop_writing(self._actor)
            case TellLate() | Rate() | Remark():
                self._of_visit(command)
        return None

    def _in_book(self, command: Hold | Release | Book | Move | Cancel | Confirm) -> Appointment | None:
        match command:
            case Hold(doctor, visit_type, start, moving):
                self._bookings.hold(self._actor, Slot(doctor, visit_type, start), moving=moving)
            case Release():
                self._bookings.let_go(self._actor)
            case Book():
                return self._book(command)
            case Move(number, doctor, start):
                return self._bookings.move(self._actor, number, start, doctor_id=doctor).appointment
            case Cancel(number):
                return self._bookings.cancel(self._actor, number).appointment
            case Confirm(number):
                return self._bookings.confirm(self._actor, number)
        return None

    def _of_visit(self, command: TellLate | Rate | Remark) -> None:
        """What a patient says about an appointment or a visit of theirs."""
        match command:
            case TellLate(number, minutes):
                self._visits.late(self._actor, number, minutes)
            case Rate(number, stars):
                self._visits.rate(self._actor, number, stars)
            case Remark(number, words):
                self._visits.remark(self._actor, number, words)

    def _book(self, command: Book) -> Appointment:
        who = Person(command.who.id, command.who.name, command.who.relation)
        slot = Slot(command.doctor, command.visit_type, command.start)
        return self._bookings.book(self._actor, slot, who, reason=command.reason, reminders=command.reminders)

    def _swap(self, command: Swap) -> Outcome:
        one, other = self._bookings.swap_times(self._actor, command.appointment, command.other)
        return Done(self._reader.facts(one.appointment), (self._reader.facts(other.appointment),))

    def _cancel_all(self, command: CancelAll) -> Outcome:
        """Each by the rules: what one of them is refused for does not keep the others."""
        outcomes = [self.run(Cancel(number)) for number in command.appointments]
        done = [one.appointment for one in outcomes if isinstance(one, Done) and one.appointment is not None]
        return Done(done[0], tuple(done[1:])) if done else outcomes[-1]
