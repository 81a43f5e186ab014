"""Appointments to come whose time lies outside what their doctor works, or that their doctor does not do."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from models.rules import Refusal, Visit, is_free
from models.store import Store
from models.store.calendars import LONGEST, Asker, read_calendars
from models.views import Appointment
from models.words import ACTIVE


def orphans(store: Store, now: datetime, doctor_ids: frozenset[int] | None = None) -> list[Appointment]:
    """Active appointments that have not ended and have no working time under them, by start."""
    if store.clinic.get() is None:
        return []
    upcoming = store.bookings.find(first=now - LONGEST, statuses=ACTIVE)
    mine = [one for one in upcoming if one.ends_at > now and (doctor_ids is None or one.doctor_id in doctor_ids)]
    by_doctor: defaultdict[int, list[Appointment]] = defaultdict(list)
    for one in mine:
        by_doctor[one.doctor_id].append(one)
    found = [one for appointments in by_doctor.values() for one in _of_one_doctor(store, appointments, now)]
    return sorted(found, key=lambda one: (one.starts_at, one.id))


def _of_one_doctor(store: Store, appointments: list[Appointment], now: datetime) -> list[Appointment]:
    doctor_id, first, last = appointments[0].doctor_id, appointments[0].starts_at, appointments[-1].starts_at
    calendars = read_calendars(store.session, store.clinic, [doctor_id], first, last, Asker(now))
    refusals = {one: is_free(calendars[doctor_id], _visit(one), one.starts_at, None) for one in appointments}
    return [one for one, refusal in refusals.items() if refusal not in (None, Refusal.TAKEN)]


def _visit(one: Appointment) -> Visit:
    return Visit(one.ends_at - one.starts_at, kind=one.visit_type_id)
