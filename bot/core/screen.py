"""What was on a person's screen when they wrote: a number, a yes or a label answers only that.

A message may reach us long after it was written: a web process was away, a flood was held back, a provider tried
again. And a reply may still have been in the outbox while the next message was already being typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.messages import Inbound
from bot.core.state import State
from models.store import Store
from models.views import OutboundMessage
from models.words import OutboundStatus

PROMPT = timedelta(seconds=3)
"""A message that is here so soon was not held up: it was written when it came, by our own clock. Telegram stamps whole
seconds, and clocks differ."""

SKEW = timedelta(seconds=10)
"""Of a message that was held up only the provider's stamp tells when it was written. What went out so shortly before
is taken for not seen: better asked twice than answered unread."""

KEPT = timedelta(hours=25)
"""Telegram keeps what it cannot deliver for a day (core.telegram.org/bots/api#getting-updates), and we list a day of
Twilio's: an older stamp comes from a clock that is wrong, and tells nothing."""

REMEMBERED = 5
"""Messages in a row that put the very same question; the first that arrived counts."""

_WENT_OUT = (OutboundStatus.CLAIMED, OutboundStatus.SENT, OutboundStatus.DELIVERED, OutboundStatus.UNKNOWN)


@dataclass(frozen=True)
class Sight:
    """When a message was written, whether its writer had the open question before them, and whether something they
    wrote later was taken up before it."""

    at: datetime
    seen: bool
    late: bool


def sight(
    store: Store,
    inbound: Inbound,
    received_at: datetime,
    asked_in: tuple[str, ...],
    heard_until: datetime | None,
    *,
    quotes_open: bool | None = None,
) -> Sight:
    """`asked_in` holds the outbox keys of the messages that put the open question as it stands; `quotes_open`:
    whether it is one of these that is quoted, if any. Who quotes has that one before them, and answers no other."""
    at, held_up = _written(inbound, received_at)
    put = [one for one in store.outbox.among(asked_in) if _went_out(one)]
    late = held_up and inbound.kind != "edited" and heard_until is not None and at <= heard_until
    if quotes_open is not None:
        return Sight(at, quotes_open, late)
    if not asked_in:
        return Sight(at, True, late)
    if inbound.tapped is not None:
        return Sight(at, any(one.provider_id in (None, inbound.tapped) for one in put), late)
    margin = SKEW if held_up and inbound.kind != "edited" else timedelta(0)
    return Sight(at, any(shown <= at - margin for shown in _shown(put)), late)


def put_in(key: str, before: tuple[str, ...], *, again: bool) -> tuple[str, ...]:
    """The messages that put the open question, with the one that puts it now; `again`: it is the very same one."""
    return (*before, key)[-REMEMBERED:] if again else (key,)


def remembered(before: State, after: State, *, key: str | None, written: datetime | None) -> State:
    """The state after a turn, with the message that puts its question (`key`; None where nothing is said) and when the
    newest message that was heard had been written. An alarm, which goes before those that were written earlier, does
    not make them late: its `written` is None."""
    asked_in = before.asked_in
    if key is not None:
        again = (after.asked, after.choices) == (before.asked, before.choices)
        asked_in = put_in(key, before.asked_in, again=again)
    heard = [at for at in (before.heard_until, written) if at is not None]
    beneath = before.beneath if key is None else ()
    return after.model_copy(update={"asked_in": asked_in, "beneath": beneath, "heard_until": max(heard, default=None)})


def _written(inbound: Inbound, received_at: datetime) -> tuple[datetime, bool]:
    """When it was written, and whether it was held up on its way. An edit answers what its original could answer."""
    if inbound.at is None:
        return received_at, False
    if inbound.kind == "edited":
        return min(inbound.at, received_at), True
    held_up = PROMPT < received_at - inbound.at <= KEPT
    return (inbound.at, True) if held_up else (received_at, False)


def _went_out(message: OutboundMessage) -> bool:
    return message.status in _WENT_OUT and message.sending_since is not None


def _shown(messages: Iterable[OutboundMessage]) -> Iterable[datetime]:
    return (one.sending_since for one in messages if one.sending_since is not None)
