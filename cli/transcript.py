"""A conversation as a person reads it: both sides in order, in the clinic's time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core.messages import Inbound, Reply
from bot.delivery.rendering import speaker_for
from bot.outreach.kinds import kind_of
from models.store import Store
from models.views import InboundMessage, OutboundMessage

MOST = 50
"""How many messages of each side are shown at most, the latest."""

Line = tuple[datetime, str, str, int | None]


def transcript(store: Store, conversation_id: int, now: datetime) -> list[dict[str, Any]]:
    """What was said on both sides, oldest first. `message` is the number of what the patient wrote."""
    zone = store.clinic.require().timezone
    out = store.outbox.latest(conversation_id=conversation_id, limit=MOST)
    labels = _labels(store, out, now)
    theirs: list[Line] = [
        (one.received_at, "patient", wrote(one, labels) or "(nothing that can be shown)", one.id)
        for one in store.inbox.latest(conversation_id, limit=MOST)
    ]
    ours: list[Line] = [(one.created_at, _who(one), _said(store, one, now), None) for one in out]
    return [
        {"at": f"{at.astimezone(zone):%Y-%m-%d %H:%M}", "who": who, "text": text, "message": message}
        for at, who, text, message in sorted((*theirs, *ours), key=lambda line: line[0])
        if text
    ]


def wrote(message: InboundMessage, labels: Mapping[str, str] | None = None) -> str:
    """What a patient wrote, or the button they took."""
    inbound = Inbound.model_validate_json(message.payload)
    taken = (labels or {}).get(inbound.choice or "", "")
    return inbound.text or (f"[{taken}]" if taken else "")


def _who(message: OutboundMessage) -> str:
    return kind_of(message.kind).author


def _said(store: Store, message: OutboundMessage, now: datetime) -> str:
    reply = Reply.model_validate_json(message.payload)
    return speaker_for(store, message.language, now).sentences(reply.parts)


def _labels(store: Store, messages: list[OutboundMessage], now: datetime) -> dict[str, str]:
    """The words on the buttons, by their values."""
    return {
        choice.value: speaker_for(store, message.language, now).say(choice.label)
        for message in messages
        for choice in Reply.model_validate_json(message.payload).choices
    }
