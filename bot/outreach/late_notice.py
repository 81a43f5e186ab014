"""Telling the front desk and the doctor that a patient will be late."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.messages import Clock, Reply
from bot.core.phrases import moment, text
from bot.outreach.agenda import written
from models.store import Store
from models.views import Appointment, Conversation


def tell_late(store: Store, conversation: Conversation, one: Appointment, minutes: int, now: datetime) -> None:
    """Put it before the front desk, and write to the doctor where they have a chat. `minutes` 0: unknown."""
    store.conversations.open_handoff(conversation.id, "late", now)
    store.audit.add(now, "patient", "late", "appointment", one.id, minutes=minutes)
    chat = store.doctor_chats.of_doctor(one.doctor_id)
    if chat is None:
        return
    key = f"late:{one.id}:{minutes}:{one.starts_at.isoformat()}"
    said = _said(store, one, minutes).model_dump_json()
    store.outbox.put(key, chat.conversation_id, "late", said, now, expires_at=one.ends_at)


def _said(store: Store, one: Appointment, minutes: int) -> Reply:
    clinic = store.clinic.require()
    name, start = written(one.patient, clinic.agenda_names), moment(one.starts_at)
    if not minutes:
        return Reply(parts=(text("late.doctor.open", name=name, start=start),))
    arrival = (one.starts_at + timedelta(minutes=minutes)).astimezone(clinic.timezone)
    return Reply(parts=(text("late.doctor", name=name, start=start, arrival=Clock(time=arrival.time())),))
