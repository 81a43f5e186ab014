"""Where a channel has a window (WhatsApp's 24 hours): after somebody's last message free text may be sent to them so
long, then approved templates only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.channel import Outgoing, Template
from models.channels import declared
from models.store import Store
from models.views import OutboundMessage

TO_SPARE = timedelta(minutes=5)
"""The message has to get there within the window."""


class NoTemplate(Exception):
    """Free text is not allowed now, and there is no template for this kind of message."""


def in_session(
    store: Store, message: OutboundMessage, outgoing: Outgoing, templates: Mapping[str, str], now: datetime
) -> Outgoing:
    """The message as its channel allows it now. Raises NoTemplate."""
    window = declared(message.channel).window
    if window is None:
        return outgoing
    here = store.people.find_address(message.channel, message.address)
    heard = here.last_heard_at if here else None
    if heard is not None and now - heard < window - TO_SPARE:
        return outgoing
    content_sid = templates.get(template_name(message.kind, message.language))
    if content_sid is None:
        raise NoTemplate(message.kind)
    return replace(outgoing, template=Template(content_sid, {"1": one_line(outgoing)}))


def template_name(kind: str, language: str | None) -> str:
    """The name under which a template is configured: "reminder.en"."""
    return f"{kind}.{language or 'en'}"


def one_line(outgoing: Outgoing) -> str:
    """The text with its numbered answers, as a variable of a template has to be: without line breaks."""
    answers = (f"{number} {option.label}" for number, option in enumerate(outgoing.options, start=1))
    return " ".join(" ".join([outgoing.text, *answers]).split())
