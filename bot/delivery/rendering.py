"""From an outbox row to what a channel sends: the reply in its reader's language, with what goes along."""

from __future__ import annotations

from datetime import datetime

from bot.core.channel import Option, Outgoing
from bot.core.messages import Choice, Reply
from bot.core.reader import territory
from bot.outreach.kinds import kind_of
from bot.texts import Speaker
from models.store import Store
from models.views import OutboundMessage


def compose(store: Store, message: OutboundMessage, now: datetime) -> Outgoing:
    """The message as it is sent now."""
    reply = Reply.model_validate_json(message.payload)
    speaker = speaker_for(store, message.language, now)
    file = kind_of(message.kind).file
    return Outgoing(
        key=message.key,
        kind=message.kind,
        text=speaker.sentences(reply.parts),
        options=tuple(_option(choice, speaker) for choice in reply.choices),
        expects=reply.expects,
        appointment=reply.appointment,
        booked=reply.booked,
        cancelled=reply.cancelled,
        attachment=file(store, message.appointment_id, now) if file else None,
        edits=reply.edits,
        valid_for=message.expires_at - now if message.expires_at else None,
    )


def speaker_for(store: Store, language: str | None, now: datetime) -> Speaker:
    """Speaks this language in the clinic's country and zone."""
    clinic = store.clinic.require()
    return Speaker(language or "en", territory(clinic), clinic.timezone, now)


def _option(choice: Choice, speaker: Speaker) -> Option:
    start = choice.start.astimezone(speaker.zone) if choice.start else None
    return Option(speaker.say(choice.label), choice.value, start)
