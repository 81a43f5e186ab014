"""A kind of message as one value: all that planning, release, delivery and `docspot check` have to know of it.

Each kind stands in the module that puts its messages, or says them; `bot/outreach/kinds.py` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.channel import Attachment
from bot.core.messages import Reply
from clinic.planning import Due
from clinic.whereabouts import Whereabouts
from models.reminding import ReminderRules
from models.store import Store
from models.views import Appointment, Clinic, OutboundMessage, Planned

Guard = Callable[[Store, OutboundMessage, datetime], str | None]
"""Whether a message is still true as it is about to be sent: None, or a code why it is not to be sent."""


def always(store: Store, message: OutboundMessage, now: datetime) -> str | None:
    """The guard of what cannot become untrue."""
    return None


@dataclass(frozen=True)
class Saying:
    """What a planned message may speak of besides its rows: `prepare` adds what to do before the visit, `where` the
    place of each visit."""

    clinic: Clinic
    prepare: bool = False
    where: Whereabouts | None = None


def _at_once(one: Appointment, rules: ReminderRules) -> datetime | None:
    return None


@dataclass(frozen=True)
class Planning:
    """A kind that is planned with an appointment, in the transaction that makes, moves or ends it.

    What is planned is never said in quiet hours, nor in the middle of a conversation, nor oftener than the clinic's
    rules allow. Rows of one kind and one person that are due together are one message.
    """

    due: Due
    holds: Callable[[Appointment, ReminderRules], bool]  # whether it is true of an appointment as that stands now
    say: Callable[[Sequence[Planned], Saying], Reply]
    ask_again: Callable[[Sequence[Planned]], Reply | None]  # what stays open once it is out, in few words
    ahead: bool = False  # of a visit to come: of no use once that has begun, or where its doctor will not be there
    not_before: Callable[[Appointment, ReminderRules], datetime | None] = (
        _at_once  # until when it must wait, if it must
    )


@dataclass(frozen=True)
class Kind:
    """`key` is what the outbox and the names of WhatsApp's templates call it."""

    key: str
    to: Literal["asker", "patient", "doctor"] = "patient"  # an asker waits for it: it is an answer
    guard: Guard = always
    planning: Planning | None = None
    asks: bool = False  # once it is out, it is its conversation's open question
    waits: bool = False  # it does not interrupt somebody who is arranging something
    stays: bool = False  # it belongs to the chat it was written for; others may go to another of the person's channels
    author: Literal["bot", "desk"] = "bot"  # as transcripts name it
    last: bool = False  # it goes out though nothing more is to go there
    lost: Literal["nobody", "desk", "chat"] = "desk"  # who hears where it may not have arrived; the chat: and the desk
    file: Callable[[Store, int | None, datetime], Attachment | None] | None = None  # what goes with it, made when sent

    @property
    def needs_template(self) -> bool:
        """Whether it may have to be said to somebody who has not written for a day."""
        return self.to != "asker" and not self.stays
