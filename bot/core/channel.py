"""What delivery asks of a channel, and the ways in which sending can fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.messages import ChannelName, Expects, Proposal


@dataclass(frozen=True)
class Option:
    """An answer as it is shown: its label in the reader's language, and the value that comes back with a tap."""

    label: str
    value: str
    start: datetime | None = None  # in the clinic's zone, where it stands for a time


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Template:
    """A message the provider has approved, for when free text is not allowed (WhatsApp after 24 hours)."""

    content_sid: str
    variables: dict[str, str]


@dataclass(frozen=True)
class Outgoing:
    """A message in the reader's language, not yet in a channel's shape."""

    key: str  # the outbox row's permanent unique key
    kind: str  # reply, reminder, rating, agenda, ...
    text: str
    options: tuple[Option, ...] = ()
    expects: Expects | None = None
    appointment: Proposal | None = None  # what somebody is asked to confirm
    booked: int | None = None  # the appointment's id, where this reports a booking or a move
    cancelled: int | None = None
    attachment: Attachment | None = None
    edits: str | None = None  # the provider's id of the message this one replaces, where the channel can
    template: Template | None = None
    valid_for: timedelta | None = None  # not to arrive later than this


@dataclass(frozen=True)
class Sent:
    """The provider has accepted the message."""

    provider_id: str


class SendError(Exception):
    """A message was not sent. `code` is the provider's, for the row; it never holds what was written or to whom."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Retry(SendError):
    """It certainly was not accepted, and may be later: try again with backoff."""


class WaitUntil(SendError):
    """The provider asks for a pause; `seconds` from now, `whole_channel` if not for this chat alone."""

    def __init__(self, code: str, seconds: float, *, whole_channel: bool = False) -> None:
        super().__init__(code)
        self.seconds = seconds
        self.whole_channel = whole_channel


class GiveUp(SendError):
    """It will never be accepted as it is."""


class OptedOut(SendError):
    """The person does not want messages at this address, or has blocked us."""


class MaybeSent(SendError):
    """The connection broke after the request was written: the provider may or may not have accepted it."""


class Channel(Protocol):
    """A way to reach people. One adapter a provider; it neither retries nor remembers: delivery does. What it can is
    declared in models/channels.py."""

    @property
    def name(self) -> ChannelName:
        """The channel's own name."""

    @property
    def per_second(self) -> float:
        """Messages a second, over all chats."""

    @property
    def per_chat_second(self) -> float:
        """Messages a second in one chat."""

    def send(self, address: str, message: Outgoing) -> Sent:
        """Send once. Raises a SendError that says what may be done next."""

    def find(self, address: str, message: Outgoing, since: datetime) -> Sent | None:
        """Ask the provider whether `message` was accepted since then.

        Raises Retry where it cannot be asked now, and MaybeSent where nobody can ever tell.
        """
