"""What a language's grammar reads in words, in terms that no language owns."""

from __future__ import annotations

from typing import Literal, NamedTuple

from nlu.core.meaning import Gender, Relation
from nlu.core.words import Span

QUESTIONS = frozenset({"confirmation", "consent", "anything_else"})
"""Questions that are answered with a yes or a no."""

Answer = tuple[Literal["yes", "no"], str]
"""A yes or a no that a text begins with, and what else it says."""

Wish = Literal["stop_messages", "reminders_off", "reminders_on"]
WISHES: tuple[Wish, ...] = ("stop_messages", "reminders_off", "reminders_on")
"""What may be asked of our own writing."""

Aspect = Literal[
    "length",
    "end",
    "who",
    "whom",
    "time",
    "day",
    "which",
    "back",
    "days",
    "away",
    "there",
    "about",
    "free",
    "whoever",
    "stands",
]
"""What a question asks of an appointment or a doctor."""

ABOUT_COMING = frozenset({"pets", "companions", "late", "prevented", "preparation"})
"""Topics that are asked about coming to an appointment, and may sound like a wish for one."""

Aftermath = Literal["called", "arrived", "over", "none", "well", "refused"]
"""Help was called, or is there; it is over, or was none but words taken wrongly; they are well; nobody is called."""

Pronoun = Literal["him", "her", "them"]


class Endangered(NamedTuple):
    """What the one in danger is to the writer, and how they are spoken of; nothing where it may be the writer."""

    relation: Relation | None = None
    them: Pronoun | None = None


class Attributes(NamedTuple):
    """What was found in a few words, and where in them it is said which gender."""

    genders: tuple[Gender, ...] = ()
    languages: tuple[str, ...] = ()  # by their English names: "Hindi"
    spans: tuple[Span, ...] = ()


class Specialty(NamedTuple):
    """`names` state it on their own; `parts` do so before a word like "doctor"; `complaints` only suggest it."""

    key: str
    names: tuple[str, ...]
    parts: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
