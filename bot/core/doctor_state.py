"""What a doctor's chat remembers between two messages, and what a doctor can ask for in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.messages import Choice, Value
from models.words import AgendaDays, Status


class Span(Value):
    """A stretch of time, aware."""

    start: datetime
    end: datetime


class DoctorState(Value):
    """One doctor's chat, kept as JSON. A new meaning of a field needs a new `version`."""

    version: Literal[1] = 1  # another one cannot be read, and begins afresh
    choices: tuple[Choice, ...] = ()  # what was offered last: a number means one of these
    asked: Literal["block"] | None = None  # when the doctor will be away
    mark: Status | None = None  # what is to be marked, while it is asked for whom
    pending: tuple[Span, ...] = ()  # time to be blocked, once the doctor has said yes
    asked_in: tuple[str, ...] = ()  # the outbox keys of the messages that put these choices, or this question
    asked_at: datetime | None = None  # when something was last said here
    heard_until: datetime | None = None  # when the newest message that was taken up had been written


@dataclass(frozen=True)
class ShowDay:
    """The agenda of a day."""

    day: date


@dataclass(frozen=True)
class ShowWeek:
    """The seven days from one on."""

    first: date


@dataclass(frozen=True)
class Mark:
    """Somebody has arrived, did not come, or is done. With nothing that says who, it is asked."""

    status: Status
    at: datetime | None = None
    number: int | None = None  # "the 3rd arrived": from 1
    words: tuple[str, ...] = ()  # one of them may be the patient's name
    appointment: int | None = None


@dataclass(frozen=True)
class Block:
    """The doctor will be away; without a span it is asked when."""

    spans: tuple[Span, ...]
    ill: bool = False


@dataclass(frozen=True)
class Unblock:
    """The doctor works after all; without a span, from now on."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Settle:
    """The answer to "shall I block it?"; a tap also says which proposal it answers."""

    yes: bool
    stamp: str | None = None


@dataclass(frozen=True)
class SetAgenda:
    """When, and on which days, the agenda is to come."""

    minute: int | None = None
    days: AgendaDays | None = None


@dataclass(frozen=True)
class Say:
    """Something that is only answered: whom an absence touches, ratings, thanks, help."""

    what: Literal["whom", "ratings", "thanks", "help", "stale"]


Command = ShowDay | ShowWeek | Mark | Block | Unblock | Settle | SetAgenda | Say


def stamp(spans: tuple[Span, ...]) -> str:
    """Which proposal a button belongs to."""
    return f"{int(spans[0].start.timestamp())}-{int(spans[-1].end.timestamp())}" if spans else ""
