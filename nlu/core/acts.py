"""What a message does, clause by clause: the contract between the reader and whoever makes something of it.

What each kind and each role stands for is told in docs/annotation.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

KINDS = frozenset(
    [f"want.{one}" for one in ("book", "move", "cancel", "confirm", "look_up", "earlier", "series")]
    + ["constrain", "choose", "correct"]
    + [f"answer.{one}" for one in ("yes", "no", "name", "phone", "any", "dont_know")]
    + [f"ask.{one}" for one in ("table", "booking", "free", "clinic", "bot")]
    + [f"report.{one}" for one in ("late", "arrived", "unwell", "emergency", "wrong_person", "died")]
    + [
        f"manage.{one}"
        for one in (
            *("never_mind", "start_over", "person", "reminders_off", "reminders_on", "stop_messages"),
            *("my_data", "erase", "language", "no_consent", "contact"),
        )
    ]
    + [f"social.{one}" for one in ("greet", "thank", "bye", "sorry", "anger", "chat")]
    + [
        f"beyond.{one}"
        for one in ("prescription", "results", "sick_note", "referral", "advice", "complaint", "money", "other")
    ]
)
"""What an act may be."""

ROLES = frozenset(
    [
        *("when", "when.not", "when.old", "when.order", "when.other"),
        *("doctor", "doctor.not", "doctor.old", "visit", "specialty", "attribute"),
        *("for", "same", "reason", "option", "name", "phone", "topic", "minutes", "count", "wrong"),
    ]
)
"""What a piece of the text may be to its act."""

QUESTIONS = (
    "-", "anything_else", "appointment", "comment", "confirmation", "consent", "date", "doctor", "patient", "phone",
    "rating", "reason", "slot", "specialty", "time", "visit_type",
)  # fmt: skip
"""What may have been asked last; - is nothing."""

ARRANGING = ("-", "book", "move", "cancel", "other")
"""What may be under way; - is nothing."""


@dataclass(frozen=True)
class Span:
    """A piece of the text and what it is to its act; `start` and `end` count characters of the text."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class Act:
    """What one clause does; `start` and `end` count characters of the text, `sure` is how likely it is (0..1)."""

    kind: str
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    sure: float = 1.0

    def roles(self) -> set[str]:
        """The roles of its spans."""
        return {span.role for span in self.spans}

    def texts(self, text: str, *roles: str) -> tuple[str, ...]:
        """The words of its spans that have one of these roles."""
        return tuple(text[span.start : span.end] for span in self.spans if span.role in roles)


class Situation(NamedTuple):
    """In what a message came: what was asked, and how many lines were offered, and appointments stand in the book
    (0, 1, or 2 for more), and what is being arranged."""

    asked: str = "-"
    offered: int = 0
    booked: int = 0
    arranging: str = "-"


SEPARATOR = "\x1f"
"""Between the parts of what the language model is asked about; no message that is understood holds it."""


def pack(masked: str, said: str, situation: Situation) -> str:
    """What the language model is asked about: the text without its particulars, the text, and its situation."""
    asked = situation.asked if situation.asked in QUESTIONS else "-"
    here = f"{asked},{min(situation.offered, 2)},{min(situation.booked, 2)},{situation.arranging}"
    return SEPARATOR.join((masked, said, here))


def unpack(packed: str) -> tuple[str, str, Situation]:
    """The parts again. A text that was not packed is its own masked text."""
    masked, _, rest = packed.partition(SEPARATOR)
    said, _, here = rest.partition(SEPARATOR)
    parts = here.split(",")
    if len(parts) != len(Situation._fields):
        return masked, said or masked, Situation()
    return masked, said, Situation(parts[0], int(parts[1]), int(parts[2]), parts[3])
