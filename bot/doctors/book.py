"""A doctor's days, read from the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.outreach.agenda import Change, DayAgenda, Gap, Visit, differences, written
from clinic.doctor_chats import day_of, starts_on
from models import walltime
from models.hours import Hours
from models.rules import DoctorCalendar, Interval, open_intervals
from models.store import Store
from models.views import Appointment
from models.words import Status

_BEEN_HERE = frozenset({Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.COMPLETED})
"""An earlier appointment that is one of these makes a patient a returning one: not every visit gets marked."""


class DoctorBook:
    """What one doctor may see of the book at `now`."""

    def __init__(self, store: Store, doctor_id: int, now: datetime) -> None:
        clinic = store.clinic.require()
        self.zone = clinic.timezone
        self.now = now.astimezone(self.zone)
        self.doctor_id = doctor_id
        self._store = store
        self._names = clinic.agenda_names

    @property
    def today(self) -> date:
        """The day it is at the clinic."""
        return self.now.date()

    def bounds(self, day: date) -> Interval:
        """From the day's first moment to the next day's."""
        return walltime.moment(day, 0, self.zone), walltime.moment(day + timedelta(days=1), 0, self.zone)

    def day(self, day: date) -> DayAgenda:
        """One day: who comes, and when nobody does."""
        found = self.appointments(day)
        working = self._working(day)
        return DayAgenda(
            day=day,
            visits=tuple(self.visit(one) for one in found),
            gaps=tuple(self._gaps(working, found)),
            away=not working,
        )

    def appointments(self, day: date) -> list[Appointment]:
        """The day's appointments that were not called off, by their start."""
        return day_of(self._store, self.doctor_id, day)

    def visit(self, one: Appointment) -> Visit:
        """An appointment as the agenda shows it."""
        return Visit(
            id=one.id,
            start=one.starts_at.astimezone(self.zone),
            end=one.ends_at.astimezone(self.zone),
            who=self.who(one),
            kind=one.visit_type,
            new=self._is_new(one),
            status=one.status,
            displaced=self._store.absences.displaces(one.id),
        )

    def who(self, one: Appointment) -> str:
        """The patient, as the clinic's agendas write names."""
        return written(one.patient, self._names)

    def starts(self, day: date) -> Mapping[int, datetime]:
        """When each of the day's appointments starts, by its id."""
        return starts_on(self._store, self.doctor_id, day)

    def changes(self, day: date, before: Mapping[int, datetime]) -> tuple[Change, ...]:
        """How the day differs from what the doctor was told."""
        now = self.starts(day)
        if now == before:
            return ()
        touched = {number: self._store.bookings.get(number) for number in before.keys() | now.keys()}
        who = {number: self.who(one) for number, one in touched.items()}
        called_off = frozenset(number for number, one in touched.items() if one.status == Status.CANCELLED)
        return differences(self._local(before), self._local(now), who, called_off)

    def _local(self, starts: Mapping[int, datetime]) -> dict[int, datetime]:
        return {number: at.astimezone(self.zone) for number, at in starts.items()}

    def _is_new(self, one: Appointment) -> bool:
        earlier = self._store.bookings.find(last=one.starts_at, patient_id=one.patient_id, statuses=_BEEN_HERE, limit=1)
        return not earlier

    def _working(self, day: date) -> list[Interval]:
        """The day's working time, time off taken out, in order."""
        first, last = self.bounds(day)
        clinic = self._store.clinic
        hours = clinic.hours([self.doctor_id]).get(self.doctor_id, Hours({}))
        calendar = DoctorCalendar(self.zone, hours, frozenset(clinic.holidays(day, day + timedelta(days=1))))
        opened = [
            (max(opens, first), min(closes, last))
            for opens, closes in open_intervals(calendar, first, last)
            if opens < last and closes > first
        ]
        away = clinic.time_off([self.doctor_id], first, last).get(self.doctor_id, [])
        return _without(opened, away)

    def _gaps(self, working: list[Interval], found: list[Appointment]) -> list[Gap]:
        """Free stretches that hold the clinic's shortest visit."""
        busy = [(one.starts_at, one.busy_until) for one in found if one.status != Status.NO_SHOW]
        own = next(iter(self._store.clinic.kinds_of([self.doctor_id]).values()), None)
        visits = [visit for visit in self._store.clinic.visit_types() if own is None or visit.id in own]
        shortest = timedelta(minutes=min((visit.minutes for visit in visits), default=0))
        return [
            Gap(start.astimezone(self.zone), end.astimezone(self.zone))
            for start, end in _without(working, busy)
            if end - start >= shortest
        ]


def _without(intervals: list[Interval], taken: list[Interval]) -> list[Interval]:
    """What is left of `intervals` without `taken`, both in order of their start."""
    left = []
    for start, end in intervals:
        for taken_from, taken_to in taken:
            if taken_to <= start or taken_from >= end:
                continue
            if taken_from > start:
                left.append((start, taken_from))
            start = max(start, taken_to)
        if start < end:
            left.append((start, end))
    return left
