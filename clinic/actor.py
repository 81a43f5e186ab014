"""Who asks for a change, and what each kind of them may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.errors import DocspotError
from models.views import Conversation, DoctorChat
from models.words import ActorKind, Channel

Right = Literal[
    "book",  # make, move and call off appointments: one's own, or with "overrule" anybody's
    "overrule",  # beyond the notice and horizon that bind patients, and for anybody
    "mark",  # what became of a visit
    "rate",  # say how a visit was, or that one will be late
    "people",  # names, relations, consent, where and in which language somebody is written to
    "identities",  # phones that change hands, accounts that turn out to be two people's
    "ask",  # put a conversation before the front desk
    "answer",  # read, answer and give back what is before the front desk
    "absences",  # take time off, and back
    "doctor_chats",  # which chat is which doctor's
    "own_chat",  # what a doctor is told when
    "facts",  # what the clinic file says
    "housekeeping",  # what only time brings
]

_DESK = frozenset[Right]({"book", "overrule", "mark", "people", "identities", "ask", "answer", "doctor_chats"})

RIGHTS: dict[ActorKind, frozenset[Right]] = {
    "patient": frozenset({"book", "rate", "people", "ask"}),
    "desk": _DESK,
    "doctor": frozenset({"mark", "absences", "own_chat", "ask"}),
    "administrator": _DESK | {"facts"},
    "clock": frozenset({"housekeeping", "mark", "ask", "own_chat"}),
}
"""What each kind may ask for. Patients and doctors only ever of what is theirs: the services look."""


class NotAllowed(DocspotError):
    """That is for others to do."""

    def __init__(self, kind: ActorKind, right: Right) -> None:
        super().__init__(f"That is not for the {kind} to do ({right}).")


@dataclass(frozen=True)
class Actor:
    """Somebody who asks for a change. `id` is a patient's account or the doctor; the desk's people cannot be told apart
    on the command line. `conversation` is the chat they ask from, if any."""

    kind: ActorKind
    id: int | None = None
    channel: Channel | None = None
    address: str | None = None
    conversation: int | None = None

    @property
    def rights(self) -> frozenset[Right]:
        """What they may ask for."""
        return RIGHTS[self.kind]

    @property
    def is_staff(self) -> bool:
        """Whether the clinic's notice and horizon do not bind them, and a patient must be told what they do."""
        return "overrule" in self.rights


def patient(here: Conversation) -> Actor:
    """Whoever writes in this conversation."""
    return Actor("patient", here.account_id, here.channel, here.address, here.id)


def doctor(chat: DoctorChat) -> Actor:
    """The doctor whose chat this is."""
    return Actor("doctor", chat.doctor_id, chat.channel, None, chat.conversation_id)


DESK = Actor("desk")
"""The front desk, on the clinic's own command line."""

ADMINISTRATOR = Actor("administrator")
"""Whoever keeps the clinic file."""

CLOCK = Actor("clock")
"""Time: what happens though nobody asks for it."""
