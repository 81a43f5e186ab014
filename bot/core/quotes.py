"""A message that quotes an older one of ours: it is about that one, whatever is open meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.core.messages import Inbound, Reply
from bot.core.state import State
from models.store import Store
from models.views import OutboundMessage
from models.words import Status

_STANDS_ALONE = frozenset(
    {"appointment", "call", "cancel", "confirm", "flow", "late", "move", "moveto", "quiet", "rate", "yes"}
)
"""Choices that say by themselves what they are about, and are checked against it: they count whatever is open."""


@dataclass(frozen=True)
class Quoting:
    """`where` the quoted message stands: it put the open question, or the one beneath what came unasked on top of it,
    or nothing that is open. `about`: the appointments it speaks of."""

    where: Literal["open", "beneath", "over"]
    about: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quote:
    """The quoted message itself."""

    quoting: Quoting
    reply: Reply
    true: bool  # what it says of its appointments is still so

    def value(self, label: str | None, number: int | None, answer: Literal["yes", "no"] | None) -> str | None:
        """The choice that a bare answer takes, where it counts though the question is not open: of the one whose label
        was written, whose number, or the first for a yes and the last for a no."""
        choices = self.reply.choices
        if label is None and number is not None and (number == -1 or 1 <= number <= len(choices)):
            label = choices[number if number == -1 else number - 1].value
        if label is None and number is None and answer and choices and self.reply.expects == "confirmation":
            label = choices[0 if answer == "yes" else -1].value
        stands = label is not None and self.true and label.partition(":")[0] in _STANDS_ALONE
        return label if stands else None


def quoted(store: Store, conversation_id: int, inbound: Inbound) -> OutboundMessage | None:
    """The message of ours that was quoted, or whose button was tapped; None where there is none that we know."""
    number = inbound.quoted or inbound.tapped
    return None if number is None else store.outbox.sent_as(conversation_id, number)


def quote_of(store: Store, conversation_id: int, inbound: Inbound, state: State) -> Quote | None:
    """What a message quotes. A tap is one only where it answers the question beneath the open one: else it speaks for
    itself."""
    message = quoted(store, conversation_id, inbound)
    if message is None or (inbound.quoted is None and message.key not in state.beneath):
        return None
    reply = Reply.model_validate_json(message.payload)
    rows = store.planned.of_message(message.key.removeprefix("fallback:"))
    one = message.appointment_id or reply.booked
    about = tuple(row.appointment.id for row in rows) or ((one,) if one is not None else ())
    stands = not about or any(store.bookings.get(each).status != Status.CANCELLED for each in about)
    true = all(row.starts_at == row.appointment.starts_at for row in rows)
    return Quote(Quoting(_where(message, state) if stands and true else "over", about), reply, true)


def _where(message: OutboundMessage, state: State) -> Literal["open", "beneath", "over"]:
    if message.key in state.asked_in:
        return "open"
    return "beneath" if message.key in state.beneath and state.flow is not None else "over"


def raised(state: State) -> State:
    """The conversation with the question on top again that something unasked had covered."""
    question = state.question
    if question is None:
        return state
    update = {"asked": question.expects, "choices": question.choices, "asked_in": state.beneath}
    return state.model_copy(update={**update, "beneath": (), "beside": False})
