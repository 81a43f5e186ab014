"""From a claimed message to what is sent: whether it is still to go out, and how it reads now. No provider is told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from bot.core.channel import Outgoing
from bot.core.faults import fault
from bot.delivery.rendering import compose
from bot.outreach.channel_fallback import fall_back
from bot.outreach.kinds import kind_of
from bot.outreach.send_guard import MID_TALK, WAITS, why_not
from bot.outreach.session_window import NoTemplate, in_session
from models.crypto import UNREADABLE
from models.errors import CannotBeRead, DatabaseUnavailable
from models.store import Store
from models.views import OutboundMessage

log = logging.getLogger(__name__)

Templates = Mapping[str, str]


def prepare(store: Store, message: OutboundMessage, templates: Templates, now: datetime) -> Outgoing | None:
    """The message as it is to be sent; None, and recorded as skipped, where it is not to be sent any more."""
    reason = _why_not(store, message, now)
    if reason == WAITS:
        store.outbox.postpone(message, now, now + MID_TALK)
        return None
    if reason is not None:
        store.outbox.skip(message, now, reason)
        return None
    try:
        return in_session(store, message, compose(store, message, now), templates, now)
    except NoTemplate:
        store.outbox.skip(message, now, "no_template")
        fall_back(store, message, now)
        return None


def answer_at_once(store: Store, message: OutboundMessage, templates: Templates, now: datetime) -> Outgoing | None:
    """The answer to somebody who waits for one, where it goes out without anything being written but that it does.
    None for all else, which whoever sends it prepares: what is said unasked, may have been sent before, or cannot be
    read."""
    if kind_of(message.kind).to != "asker" or message.maybe_sent:
        return None
    try:
        if _why_not(store, message, now) is not None:
            return None
        return in_session(store, message, compose(store, message, now), templates, now)
    except (DBAPIError, DatabaseUnavailable):
        raise
    except Exception as error:  # noqa: BLE001 - one that cannot be read must not keep others from being claimed
        log.info("message %s cannot be prepared: %s", message.id, fault(error))
        return None


def _why_not(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """None, WAITS, or a code why it is skipped. Raises CannotBeRead."""
    if UNREADABLE in (message.address, message.payload):
        raise CannotBeRead("message or its address")
    if message.opted_out and not kind_of(message.kind).last:
        return "opted_out"
    return why_not(store, message, now)
