"""A clinic on paper: the conversation's context without a database, and a chat with the engine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.commands import (
    AskPerson,
    Book,
    Cancel,
    CancelAll,
    Command,
    Done,
    Hold,
    Move,
    Outcome,
    Refused,
    Swap,
)  # fmt: skip
from bot.core.context import (
    AppointmentFacts,
    ClinicFacts,
    DoctorFacts,
    FreeTime,
    OpenHours,
    PatientFacts,
    Refusal,
    VisitTypeFacts,
)  # fmt: skip
from bot.core.messages import Reply
from bot.core.state import State
from bot.dialogue.engine import advance, settled
from bot.dialogue.steps import Turn
from bot.texts import Speaker
from models.words import ALARM
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=LONDON)
RAO = DoctorFacts(1, "Dr. Maya Rao", "Dermatology")
LEE = DoctorFacts(2, "Dr. Sam Lee", "General Practice")
OPENS, CLOSES = time(9), time(17)


@dataclass
class PaperClinic:
    """Two doctors, weekdays from nine to five, visits of forty minutes on the grid."""

    now: datetime = MONDAY
    clinic: ClinicFacts = field(
        default_factory=lambda: ClinicFacts(
            "Riverside Clinic", LONDON, "+44 20 7946 0000", "1 Quay Street", "999", 120, {"parking": "Parking is free."}
        )
    )
    doctors: tuple[DoctorFacts, ...] = (RAO, LEE)
    visit_types: tuple[VisitTypeFacts, ...] = (
        VisitTypeFacts(1, "Consultation", 40),
        VisitTypeFacts(2, "Vaccination", 40),
    )
    patients: tuple[PatientFacts, ...] = ()
    appointments: tuple[AppointmentFacts, ...] = ()
    consented: bool = False
    numbered: bool = True
    muted: bool = False
    desk_has_alarm: bool = False
    phone_shareable: bool = False
    may_book: bool = True
    taken: set[tuple[int, datetime]] = field(default_factory=set)
    commands: list[Command] = field(default_factory=list)
    reminding: bool = False
    past: dict[int, AppointmentFacts] = field(default_factory=dict)
    reached: tuple[int, ...] = ()  # doctors with a chat of their own
    away: set[tuple[int, date]] = field(default_factory=set)  # doctors on days that they have off

    def free_times(
        self, doctors: Collection[int], visit_type: int, first: datetime, last: datetime, *, moving: int | None = None
    ) -> list[FreeTime]:
        found, start = [], datetime.combine(first.date(), OPENS, LONDON)
        while start < min(last, self.horizon()):
            for doctor in (one.id for one in self.doctors if one.id in doctors):
                if start >= first and self.why_not(doctor, visit_type, start, moving=moving) is None:
                    found.append(FreeTime(doctor, start))
            start += timedelta(minutes=40)
            if start.time() >= CLOSES:
                start = datetime.combine(start.date() + timedelta(days=1), OPENS, LONDON)
        return found

    def why_not(self, doctor: int, visit_type: int, start: datetime, *, moving: int | None = None) -> Refusal | None:
        if start < self.now:
            return "in_past"
        if start > self.horizon():
            return "beyond_horizon"
        if start.weekday() > 4 or not OPENS <= start.time() < CLOSES:
            return "outside_hours"
        length = timedelta(minutes=40)
        booked = [one for one in self.appointments if one.doctor.id == doctor and one.id != moving]
        clash = any(one.start - length < start < one.end for one in booked) or (doctor, start) in self.taken
        return "taken" if clash else None

    def former(self, doctor: int) -> DoctorFacts | None:
        return next((one for one in self.doctors if one.id == doctor), None)

    def there(self, doctor: int, first: date, days: int) -> list[OpenHours]:
        return [one for one in self.open_hours(first, days) if (doctor, one.day) not in self.away]

    def where(self, doctor: int, start: datetime) -> str:
        return self.clinic.address

    def too_late(self, appointment: int) -> bool:
        start = next(one.start for one in self.appointments if one.id == appointment)
        return start - self.now < timedelta(hours=2)

    def horizon(self) -> datetime:
        return self.now + timedelta(days=90)

    def under_way(self) -> tuple[AppointmentFacts, ...]:
        return ()

    def reminders(self, appointment: int) -> tuple[datetime, ...]:
        """The day before, for those who want any."""
        day_before = next(one.start for one in self.appointments if one.id == appointment) - timedelta(days=1)
        return (day_before,) if self.reminding and day_before > self.now else ()

    def would_remind(self, visit_type: int, start: datetime) -> bool:
        """The day before."""
        return start - timedelta(days=1) > self.now

    def rateable(self, appointment: int) -> AppointmentFacts | None:
        return self.past.get(appointment)

    def reaches(self, doctor: int) -> bool:
        return doctor in self.reached

    def hours(self, day: date, doctor: int) -> list[OpenHours]:
        return self.open_hours(day, 1)

    def open_hours(self, first: date, days: int, doctor: int | None = None) -> list[OpenHours]:
        all_days = [first + timedelta(days=n) for n in range(days)]
        return [OpenHours(day, OPENS, CLOSES) for day in all_days if day.weekday() < 5]

    def run(self, command: Command) -> Outcome:
        """Carry a command out, as the store would."""
        self.commands.append(command)
        match command:
            case Hold() if (command.doctor, command.start) in self.taken:
                return Refused("taken")
            case Book() if why := self.why_not(command.doctor, command.visit_type, command.start):
                return Refused(why)
            case Book():
                return Done(self._booked(command))
            case Cancel() | Move() if all(one.id != command.appointment for one in self.appointments):
                return Refused("gone")
            case Move():
                return Done(self._moved(command))
            case Swap():
                return self._swapped(command)
            case CancelAll():
                gone = [one for one in self.appointments if one.id in command.appointments]
                self.appointments = tuple(one for one in self.appointments if one not in gone)
                return Done(gone[0], tuple(gone[1:])) if gone else Refused("gone")
            case Cancel():
                gone = next(one for one in self.appointments if one.id == command.appointment)
                self.appointments = tuple(one for one in self.appointments if one is not gone)
                return Done(gone)
            case AskPerson():
                self.muted = self.muted or command.mute
                self.desk_has_alarm = self.desk_has_alarm or command.reason == ALARM
        return Done()

    def _booked(self, command: Book) -> AppointmentFacts:
        known = next((one for one in self.patients if one.id == command.who.id), None)
        patient = known or PatientFacts(len(self.patients) + 1, str(command.who.name), command.who.relation)
        if known is None:
            self.patients = (*self.patients, patient)
        self.consented = True
        return self.have(patient, command.doctor, command.start, command.visit_type)

    def have(self, patient: PatientFacts, doctor: int, start: datetime, visit_type: int = 1) -> AppointmentFacts:
        """Write an appointment into the book."""
        facts = next(one for one in self.doctors if one.id == doctor)
        kind = next(one for one in self.visit_types if one.id == visit_type)
        number = 1 + max((one.id for one in self.appointments), default=0)
        end = start + timedelta(minutes=kind.minutes)
        made = AppointmentFacts(number, facts, patient, kind, start, end, confirmed=False)
        self.appointments = tuple(sorted((*self.appointments, made), key=lambda one: one.start))
        if patient not in self.patients:
            self.patients = (*self.patients, patient)
        return made

    def _swapped(self, command: Swap) -> Outcome:
        standing = {one.id: one for one in self.appointments}
        one, other = standing.get(command.appointment), standing.get(command.other)
        if one is None or other is None:
            return Refused("gone")
        first = self._moved(Move(one.id, one.doctor.id, other.start))
        return Done(first, (self._moved(Move(other.id, other.doctor.id, one.start)),))

    def _moved(self, command: Move) -> AppointmentFacts:
        old = next(one for one in self.appointments if one.id == command.appointment)
        doctor = next(one for one in self.doctors if one.id == command.doctor)
        end = command.start + (old.end - old.start)
        new = replace(old, doctor=doctor, start=command.start, end=end)
        self.appointments = tuple(new if one is old else one for one in self.appointments)
        return new


class Chat:
    """A conversation with the engine. `says` takes what was understood, `taps` the label of a choice."""

    def __init__(self, clinic: PaperClinic | None = None) -> None:
        self.clinic = clinic or PaperClinic()
        self.state = State(met=self.clinic.consented)  # somebody who booked before has been introduced
        self.reply: Reply | None = None

    def writes(self, words: str, intent: str = "out_of_scope", **said: object) -> Chat:
        """Say something whose very words matter; it was not understood as anything, unless told."""
        return self._turn(Turn(meaning=Meaning(text=words, intent=intent, **said)))  # type: ignore[arg-type]

    def says(self, intent: str = "inform", then: Meaning | None = None, **said: object) -> Chat:
        return self._turn(Turn(meaning=Meaning(text="", intent=intent, then=then, **said)))  # type: ignore[arg-type]

    def understood(self, meaning: Meaning, *, beside: Literal["attachment"] | None = None) -> Chat:
        return self._turn(Turn(meaning=meaning, notice=beside))

    def taps(self, label: str) -> Chat:
        assert self.reply is not None
        values = {self.speaker.say(choice.label): choice.value for choice in self.reply.choices}
        return self.taps_value(values[label])

    def taps_value(self, value: str) -> Chat:
        return self._turn(Turn(tap=value))

    def sends(self, notice: str) -> Chat:
        return self._turn(Turn(notice=notice))  # type: ignore[arg-type]

    def _turn(self, turn: Turn) -> Chat:
        # through JSON, as between two messages of a real conversation
        step = advance(State.model_validate_json(self.state.model_dump_json()), turn, self.clinic)
        self.reply = None
        while step.commands:
            outcome = [self.clinic.run(command) for command in step.commands][-1]
            if not step.awaiting:
                break
            step = settled(step, outcome, self.clinic)
        self.state, self.reply = step.state, step.reply
        return self

    @property
    def speaker(self) -> Speaker:
        return Speaker("en", "GB", LONDON, self.clinic.now)

    @property
    def said(self) -> str:
        """The reply as it is read, its choices behind it."""
        if self.reply is None:
            return ""
        words = self.speaker.sentences(self.reply.parts)
        labels = "".join(f" [{self.speaker.say(choice.label)}]" for choice in self.reply.choices)
        return words + labels

    @property
    def keys(self) -> list[str]:
        """The keys of the texts in the reply."""
        return [part.key for part in self.reply.parts] if self.reply else []


def day(text: str) -> tuple[DayRange, ...]:
    """One day: "2026-06-04"."""
    return (DayRange(date.fromisoformat(text), date.fromisoformat(text)),)


def at(text: str) -> tuple[TimeRange, ...]:
    """An exact time: "15:40"."""
    return (TimeRange(time.fromisoformat(text), time.fromisoformat(text)),)


def after(text: str) -> tuple[TimeRange, ...]:
    """From a time on."""
    return (TimeRange(time.fromisoformat(text), None),)


__all__ = ["LEE", "RAO", "Chat", "Meaning", "PaperClinic", "Person", "When", "after", "at", "day"]
