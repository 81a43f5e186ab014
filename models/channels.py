"""The channels there are, and what each can: everybody else asks for what a channel can, and never for its name.

A channel's adapter, in `webhooks/channels/`, keeps what is declared here; one contract test runs over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from models.words import Channel


@dataclass(frozen=True)
class Declared:
    """What a channel can, and what its addresses are. One that nobody declares can nothing of it."""

    name: Channel
    by_phone: bool = False  # an address is a phone number, and whoever writes from it has thereby proven it
    to_numbers: bool = False  # a number that was only noted can be written to, before anybody has written from it
    outside: bool = True  # it leads to people; the terminal on the clinic's own machine does not
    numbered: bool = False  # choices are shown as numbered lines, so that a number is an answer
    files: bool = False  # it takes a file from us, and nobody else can fetch it
    shares_phone: bool = False  # a button by which people share their own number
    window: timedelta | None = None  # so long after the last word of somebody, free text may be sent to them
    confirms_stop: bool = False  # its provider itself tells people that they are sent nothing more


_DECLARED = (
    Declared("telegram", files=True, shares_phone=True),
    Declared("sms", by_phone=True, to_numbers=True, numbered=True, confirms_stop=True),
    # The customer service window: https://www.twilio.com/docs/whatsapp/key-concepts
    Declared("whatsapp", by_phone=True, numbered=True, window=timedelta(hours=24)),
    Declared("console", outside=False, numbered=True),
)

CHANNELS: Mapping[Channel, Declared] = {channel.name: channel for channel in _DECLARED}

BY_PHONE = tuple(channel.name for channel in _DECLARED if channel.by_phone)
INSIDE = tuple(channel.name for channel in _DECLARED if not channel.outside)
TO_NUMBERS = tuple(channel.name for channel in _DECLARED if channel.to_numbers)


def declared(name: Channel) -> Declared:
    """What a channel can."""
    return CHANNELS.get(name) or Declared(name)
