"""Telling the doctor that a patient will be late."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Clock, Reply
from bot.core.phrases import moment, text
from bot.outreach.agenda import written
from bot.outreach.to_doctors import LATE
from models.store import Store
from models.views import Appointment, Conversation


def put_late(store: Store, one: Appointment, minutes: int, there: Conversation, now: datetime) -> None:
    """Leave word in the doctor's chat. `minutes` 0: unknown."""
    key = f"{LATE.key}:{one.id}:{minutes}:{one.starts_at.isoformat()}"
    said = _said(store, one, minutes).model_dump_json()
    store.outbox.put(key, there.id, LATE.key, said, now, expires_at=one.ends_at)


def _said(store: Store, one: Appointment, minutes: int) -> Reply:
    clinic = store.clinic.require()
    name, start = written(one.patient, clinic.agenda_names), moment(one.starts_at)
    if not minutes:
        return Reply(parts=(text("late.doctor.open", name=name, start=start),))
    arrival = (one.starts_at + timedelta(minutes=minutes)).astimezone(clinic.timezone)
    return Reply(parts=(text("late.doctor", name=name, start=start, arrival=Clock(time=arrival.time())),))
