"""A doctor is away: the time is blocked, those it touches are offered other times, and who cannot be told is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from clinic.actor import Actor
from clinic.alternatives import Alternatives
from clinic.due_times import quiet_ends
from clinic.handoffs import AWAY, Handoffs
from clinic.reaching import conversation_for
from clinic.telling import TellingService
from models import walltime
from models.errors import NotFound
from models.views import Absence, Appointment
from models.words import Status

REPORT_AFTER = timedelta(hours=1)
"""How long patients have to choose before the doctor and the desk are told who did not."""

SOONEST_REPORT = timedelta(minutes=15)
BEFORE_FIRST = timedelta(minutes=30)
"""The desk needs that long to call, so the report comes so much before the first appointment, where it still can."""

TO_ANSWER = timedelta(hours=1)
"""Nobody is woken for an offer that still leaves this long in the morning."""


class Stretch(NamedTuple):
    """Time from its first moment to before its last, in UTC."""

    start: datetime
    end: datetime


class Blocked(NamedTuple):
    """Whose appointments it took the time from, whom of them we could write to, and when is told what came of it."""

    touched: Sequence[Appointment]
    told: Sequence[Appointment]
    report_at: datetime | None


@dataclass(frozen=True)
class Absences(TellingService):
    """Doctors take off time of their own. Raises NotAllowed, and NotFound for who is no doctor."""

    def touched(self, actor: Actor, stretches: Sequence[Stretch]) -> list[Appointment]:
        """Whom it would touch. Who is in the room already stays; who was offered other times is not asked twice."""
        self._admit(actor, "absences")
        absences, doctor_id = self.store.absences, _doctor(actor)
        found = [one for each in stretches for one in absences.touched(doctor_id, *each)]
        to_come = [one for one in found if one.starts_at > self.now and not absences.displaces(one.id)]
        return list({one.id: one for one in to_come}.values())

    def block(self, actor: Actor, stretches: Sequence[Stretch]) -> Blocked:
        """Block the time first, so that none of it is offered; then offer other times, and see who can be told."""
        self._admit(actor, "absences")
        self.store.absences.lock(_doctor(actor))
        touched = self.touched(actor, stretches)
        report_at = self._report_at(touched) if touched else None
        absence_of: dict[int, int] = {}
        for stretch in stretches:
            ids = [one.id for one in touched if one.starts_at < stretch.end and one.ends_at > stretch.start]
            due = report_at if ids else None
            absence = self.store.absences.block(_doctor(actor), *stretch, self.now, ids, due, by=actor.kind)
            absence_of |= dict.fromkeys(ids, absence)
        alternatives = Alternatives(self.store, self.now)
        told = [one for one in touched if self._displace(actor, one, absence_of[one.id], alternatives)]
        self._happened(actor, "doctor.absent", _doctor(actor))
        return Blocked(touched, told, report_at)

    def come_back(self, actor: Actor, stretches: Sequence[Stretch]) -> list[Absence]:
        """Take back what was blocked; what was opened. Whoever was offered another time and has not chosen hears that
        theirs stands."""
        self._admit(actor, "absences")
        opened = [
            absence
            for each in stretches
            for absence in self.store.absences.unblock(_doctor(actor), *each, self.now, by=actor.kind)
        ]
        for absence in opened:
            for one in [displaced.appointment for displaced in absence.displaced if not displaced.settled]:
                self._settled(actor, one, "appointment.restored")
                self.notifier.stands(self.store, one, absence.id, self.now, due_at=self._offer_due(one))
        if opened:
            self._happened(actor, "doctor.back", _doctor(actor))
        return opened

    def report(self, actor: Actor, absences: Sequence[Absence]) -> None:
        """Who has not chosen by now is put before the desk; the doctor is to be told what came of it."""
        self._admit(actor, "housekeeping")
        displaced = {one.appointment.id: one for absence in absences for one in absence.displaced}.values()
        for one in displaced:
            if not one.settled:
                Handoffs(self.store, self.now).about(actor, one.appointment, AWAY)
        for absence in absences:
            self.store.absences.reported(absence.id, self.now)

    def lapse(self, actor: Actor, number: int) -> Appointment:
        """What nobody settled before its time came did not take place: it is called off, not taken for a visit."""
        self._admit(actor, "housekeeping")
        called_off = self.store.bookings.set_status(number, Status.CANCELLED, self.now, by=actor.kind)
        return self._settled(actor, called_off, "appointment.cancelled")

    def _displace(self, actor: Actor, one: Appointment, absence_id: int, alternatives: Alternatives) -> bool:
        """Offer other times; False where its patient cannot be written to, and the front desk was told instead."""
        self.store.planned.drop(one.id, self.now, AWAY)
        self._happened(actor, "appointment.displaced", one.id)
        there = conversation_for(self.store, one, self.now)
        times = [] if there is None else alternatives.instead_of(one)
        if not times:
            Handoffs(self.store, self.now).about(actor, one, AWAY)
        if there is not None:
            due = self._offer_due(one)
            self.notifier.offered(self.store, one, times, there, absence_id, self.now, due_at=due)
        return there is not None

    def _offer_due(self, one: Appointment) -> datetime:
        """When this patient is written to: at once, but not at night where the morning leaves time enough."""
        clinic = self.store.clinic.require()
        morning = quiet_ends(self.now, clinic.reminders.quiet, clinic.timezone)
        return morning if morning + TO_ANSWER <= one.starts_at else self.now

    def _report_at(self, touched: Sequence[Appointment]) -> datetime:
        """An hour after they are written to, or earlier where the first appointment is near; on a quarter hour."""
        told, first = min(map(self._offer_due, touched)), min(one.starts_at for one in touched)
        at = max(told + SOONEST_REPORT, min(told + REPORT_AFTER, first - BEFORE_FIRST))
        return walltime.round_up(at, 15, self.store.clinic.require().timezone)


def _doctor(actor: Actor) -> int:
    if actor.kind != "doctor" or actor.id is None:
        raise NotFound("doctor behind the", actor.kind)
    return actor.id
