"""Carrying out what the conversation asks for, through the store, in the turn's transaction."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

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
    TellLate,
)  # fmt: skip
from bot.core.reader import Reader
from bot.core.state import Who
from bot.outreach.late_notice import tell_late
from bot.pipeline.consent import stop_writing
from clinic.planning import plan
from models.errors import IllegalChange, NotFound, NotFree, TimeTaken, TooLate, TooMany
from models.store import Store
from models.views import Appointment, Conversation
from models.words import ALARM, MadeBy, Status

HOLD = timedelta(minutes=10)
"""How long a time is kept while its patient decides: long enough to ask at home, short enough not to bar others."""


class CarryOut:
    """Carries out the commands of one turn. A refusal changes nothing."""

    def __init__(self, store: Store, conversation: Conversation, reader: Reader, now: datetime) -> None:
        self._store = store
        self._conversation = conversation
        self._reader = reader
        self._now = now

    def run(self, command: Command) -> Outcome:
        """Carry out one command; Refused where the book or the rules are against it."""
        if isinstance(command, CancelAll):
            return self._cancel_all(command)
        try:
            self._allow(command)
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
            case Hold():
                self._hold(command)
            case Release():
                self._store.bookings.release_holds(self._conversation.id)
            case Book():
                return self._book(command)
            case Move():
                return self._move(command)
            case Cancel():
                return self._cancel(command)
            case Confirm():
                return self._store.bookings.set_status(command.appointment, Status.CONFIRMED, self._now, by="patient")
            case AskPerson():
                self._ask_person(command)
            case Quieten() | Rename() | StopWriting():
                self._about_person(command)
            case TellLate() | Rate() | Remark():
                self._note(command, self._store.bookings.get(command.appointment))
        return None

    def _about_person(self, command: Quieten | Rename | StopWriting) -> None:
        """Whom we write to, and under which name."""
        match command:
            case Quieten():
                for number in command.appointments:
                    quiet = self._store.bookings.want_reminders(number, self._now, wanted=False)
                    plan(self._store, quiet, self._now)
            case Rename():
                self._store.people.rename(command.patient, command.name, self._now)
            case StopWriting():
                stop_writing(self._store, self._conversation, self._now)

    def _note(self, command: TellLate | Rate | Remark, one: Appointment) -> None:
        """What a patient says about an appointment or a visit of theirs."""
        match command:
            case TellLate():
                tell_late(self._store, self._conversation, one, command.minutes, self._now)
            case Rate():
                self._store.ratings.rate(one.id, command.stars, self._now)
            case Remark():
                self._store.ratings.comment(one.id, command.words, self._now)

    def _allow(self, command: Command) -> None:
        """The one place where it is asked whether the appointment and the patient of a command are the writer's to
        speak of. Raises NotFound where they are not: that there are such, nobody is told."""
        here = self._conversation
        match command:
            case Hold(moving=int(number)) | Move(appointment=number) | Cancel(appointment=number):
                self._store.bookings.seen_from(number, here.account_id, here.id)
            case Confirm(appointment=number) | TellLate(appointment=number):
                self._store.bookings.seen_from(number, here.account_id, here.id)
            case Quieten(appointments=numbers):
                for number in numbers:
                    self._store.bookings.seen_from(number, here.account_id, here.id)
            case Rate(appointment=number) | Remark(appointment=number):
                self._store.bookings.seen_from(number, here.account_id, here.id)
            case Book(who=Who(id=int(number))) | Rename(patient=number):
                if self._store.people.patient(number).account_id != here.account_id:
                    raise NotFound("patient", number)

    def _cancel(self, command: Cancel) -> Appointment:
        cancelled = self._store.bookings.cancel(command.appointment, self._now, by=self._by(command.appointment))
        plan(self._store, cancelled, self._now)
        return cancelled

    def _cancel_all(self, command: CancelAll) -> Outcome:
        """Each by the rules: what one of them is refused for does not keep the others."""
        outcomes = [self.run(Cancel(number)) for number in command.appointments]
        done = [one.appointment for one in outcomes if isinstance(one, Done) and one.appointment is not None]
        return Done(done[0], tuple(done[1:])) if done else outcomes[-1]

    def _hold(self, command: Hold) -> None:
        """One conversation holds one time. What overlaps the appointment that is being moved is its own already."""
        book, conversation = self._store.bookings, self._conversation.id
        book.release_holds(conversation)
        if command.moving is not None:
            own, visit = book.get(command.moving), self._store.clinic.visit(command.visit_type)
            same_doctor = own.doctor_id == command.doctor
            if same_doctor and own.starts_at < command.start + visit.occupies and command.start < own.busy_until:
                return
        with suppress(TooMany):  # a time that is not kept meanwhile can be proposed all the same
            book.hold(command.doctor, command.visit_type, command.start, conversation, self._now, valid=HOLD)

    def _book(self, command: Book) -> Appointment:
        account, people = self._conversation.account_id, self._store.people
        patient = self._patient(command.who)
        if not self._reader.consented or not command.reminders:
            refused = people.account(account).reminders_off_at is not None
            people.set_consent(account, self._now, store=True, remind=command.reminders and not refused)
        made = self._store.bookings.book(
            command.doctor,
            command.visit_type,
            command.start,
            patient,
            self._now,
            channel=self._conversation.channel,
            sender=self._conversation.address,
            conversation_id=self._conversation.id,
            reason=command.reason,
            wants_reminders=people.account(account).consent_remind_at is not None,
        )
        self._store.bookings.release_holds(self._conversation.id)
        plan(self._store, made, self._now)
        return made

    def _patient(self, who: Who) -> int:
        """Whom it is booked for, added where they are new. What was not known of them may have been said now."""
        people = self._store.people
        if who.id is None:
            return people.add_patient(self._conversation.account_id, str(who.name), who.relation, self._now).id
        known = people.patient(who.id)
        if who.name and who.name != known.name:
            people.rename(who.id, who.name, self._now)
        if known.relation == "unknown" != who.relation:
            people.relate(who.id, who.relation, self._now)
        return who.id

    def _move(self, command: Move) -> Appointment:
        moved = self._store.bookings.move(
            command.appointment,
            command.start,
            self._now,
            doctor_id=command.doctor,
            by=self._by(command.appointment),
            conversation_id=self._conversation.id,
        )
        self._store.bookings.release_holds(self._conversation.id)
        plan(self._store, moved, self._now)
        return moved

    def _by(self, appointment: int) -> MadeBy:
        """A patient is bound by the notice the clinic asks for, unless it is the doctor who cannot come."""
        return "doctor" if self._store.absences.displaces(appointment) else "patient"

    def _ask_person(self, command: AskPerson) -> None:
        conversations, number = self._store.conversations, self._conversation.id
        anew = command.reason == ALARM
        conversations.open_handoff(number, command.reason, self._now, urgent=command.urgent, anew=anew)
        if command.mute:
            conversations.mute(number, self._now)
