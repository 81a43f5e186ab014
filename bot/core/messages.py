"""What comes in and what goes out, the same for every channel."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.words import Channel

ChannelName = Channel

InboundKind = Literal[
    "text", "choice", "contact", "start", "attachment", "edited", "group", "opt_out", "opt_in", "blocked"
]

Expects = Literal[
    "doctor", "specialty", "visit_type", "date", "time", "slot", "patient", "reason", "confirmation", "appointment",
    "phone", "consent", "rating", "comment", "anything_else",
]  # fmt: skip


SHARE_PHONE = "share_phone"
"""The value of a choice that, on Telegram, is a button by which patients share their own number."""


class Value(BaseModel):
    """A frozen value that can be kept as JSON.

    Another version of the program may have written it: what it knows more of is passed over.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls, kept: str) -> Self | None:
        """The value from its JSON; None where it cannot be read."""
        try:
            return cls.model_validate_json(kept)
        except ValidationError:
            return None


class Inbound(Value):
    """One message from a person, as a channel delivered it."""

    channel: ChannelName
    provider_id: str  # unique within the channel: Telegram's update_id, Twilio's MessageSid
    address: str  # where an answer goes: a chat id, an E.164 phone number
    kind: InboundKind = "text"
    text: str = ""
    choice: str | None = None  # the value of the button that was tapped
    phone: str | None = None  # a phone number the channel proves to be the sender's, E.164
    token: str | None = None  # of a deep link: /start TOKEN
    opt_word: str | None = None  # the very word of an opt-out or opt-in: "CANCEL"
    language: str | None = None  # BCP 47, where the channel tells
    at: datetime | None = None  # when the provider says it was sent; of an edited message, the original
    tapped: str | None = None  # the provider's id of the message whose button was tapped
    quoted: str | None = None  # the same of the message that was quoted


class Text(Value):
    """A text named by its key, with what goes into its placeholders. Rendered at the edge, in the reader's language."""

    key: str
    params: dict[str, Text | Moment | Day | Clock | Join | str | int] = Field(default_factory=dict)
    again: int = 0  # which of several wordings, where a question is asked again


class Moment(Value):
    """A point in time to be spoken in the clinic's zone."""

    at: datetime


class Day(Value):
    """A day to be spoken: "tomorrow, Tuesday 2 June"."""

    day: date


class Clock(Value):
    """A time of day to be spoken: "15:40"."""

    time: time


class Join(Value):
    """Several texts as one list: "Dr Lee, Dr Rao or Dr Shah"."""

    items: tuple[Text | Moment | Day | Clock | str, ...]
    word: Literal["and", "or", "comma", "lines"] = "or"


class Choice(Value):
    """An answer the patient can tap, or name by its number."""

    label: Text
    value: str = Field(max_length=64)  # Telegram's limit for callback_data is 64 bytes; ours are ASCII
    start: datetime | None = None  # where the choice stands for a time


class Proposal(Value):
    """An appointment somebody is asked to confirm."""

    doctor: str
    start: datetime
    patient: str
    visit_type: str


class Reply(Value):
    """One message out: its sentences, what it asks, and the answers most people want."""

    parts: tuple[Text, ...]
    expects: Expects | None = None
    choices: tuple[Choice, ...] = ()
    appointment: Proposal | None = None
    booked: int | None = None  # the appointment's id, where this reports a booking or a move
    cancelled: int | None = None
    edits: str | None = None  # the provider's id of the message that this one replaces, where the channel can


Text.model_rebuild()
Join.model_rebuild()
