"""The wishes of a message that one may be sure of, and what they tell of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from nlu.acts.details import Details
from nlu.acts.intents import FREE
from nlu.acts.wishes import Wish, wishes
from nlu.core.acts import Act, Situation
from nlu.languages.speaking import grammar

_SURE = 0.6
"""How sure of each part one must be to take a message for several wishes."""

_SURE_TO_ANSWER, _SURE_TO_PASS_ON = 0.4, 0.55
"""The same of a question, and of a request for the desk: to answer without need costs little."""

_SURE_IN_FREE_WORDS = 0.75
"""The same of a request where something was asked that is answered in free words."""

_WHAT_FOR = frozenset({"reason", "visit", "attribute"})
"""What a visit is for, or with whom: no complaint."""


@dataclass(frozen=True)
class Message:
    """A message as it is understood: spelt right, after which question, when (in the clinic's zone), and where the
    conversation stands."""

    said: str
    asked: str | None
    now: datetime
    here: Situation


def wishes_of(message: Message, acts: Sequence[Act]) -> list[Wish]:
    """The wishes of a message."""
    return _of_one_book(_clear(wishes(acts, message.said)), message.here)


def _clear(parts: Sequence[Wish]) -> list[Wish]:
    """The wishes that one may be sure of; what may be another is told of the one before it, or of the first."""
    kept: list[Wish] = []
    for part in parts:
        clear = _is_clear(part) or _keeps(part, parts) or _is_told_apart(part, kept[-1:])
        if kept and not (clear and _is_clear(kept[-1])):
            before = kept.pop()
            leading = before if _is_clear(before) or before.sure >= part.sure else part
            kept.append(replace(leading, acts=(*before.acts, *part.acts)))
        else:
            kept.append(part)
    return kept


def _of_one_book(parts: Sequence[Wish], here: Situation) -> list[Wish]:
    """Where one appointment stands in the book, all that is said of moving is of that one."""
    moves = [part for part in parts if part.kind == "want.move"]
    if here.booked != 1 or len(moves) < 2:
        return list(parts)
    whole = replace(moves[0], acts=tuple(act for part in moves for act in part.acts))
    return [whole if part is moves[0] else part for part in parts if part is moves[0] or part not in moves]


def _is_clear(part: Wish) -> bool:
    """Whether one may be sure of a wish. To answer or pass on what was not asked costs less than to drop it."""
    least = {"ask": _SURE_TO_ANSWER, "beyond": _SURE_TO_PASS_ON}
    return part.sure >= least.get(part.kind.partition(".")[0], _SURE)


def _is_told_apart(part: Wish, before: Sequence[Wish]) -> bool:
    """Whether a part says for whom and with whom or when, and the one before it is for somebody too: then it is a visit
    of its own, however likely its words are a wish."""
    both = part.roles() & before[0].roles() if before and part.kind == before[0].kind == "want.book" else set()
    return "for" in both and bool(part.roles() & {"when", "doctor", "specialty", "visit"})


def _keeps(part: Wish, parts: Sequence[Wish]) -> bool:
    """Whether a part says what stays beside what is called off: heard where it was none, it does no harm."""
    return part.kind == "want.confirm" and any(other.kind == "want.cancel" for other in parts)


def weighing(parts: Sequence[Wish]) -> Wish | None:
    """The one wish of a message; a no before a refusal to be kept is part of it."""
    refused = len(parts) == 2 and parts[0].kind == "answer" and parts[1].kind == "manage.no_consent"
    return parts[-1] if refused or len(parts) == 1 else None


def complains(parts: Sequence[Wish], found: Details) -> bool:
    """Whether it says that somebody is unwell: as a complaint, not as what a visit is for."""
    if any(act.kind == "report.unwell" for part in parts for act in part.acts):
        return True
    named = any(part.roles() & _WHAT_FOR for part in parts)
    return found.guessed_specialty is not None and not found.visit_types and not named


def how_many(parts: Sequence[Wish], found: Details, message: Message) -> int | None:
    """How many visits are wanted in all, where a message tells nothing else: "that's 3, no, 4 visits"."""
    told = [words for part in parts for act in part.acts for words in act.texts(message.said, "count")]
    says_more = found.of_appointment or found.people or message.here.arranging != "book"
    return grammar().wanting.number_in(told[-1]) if told and not says_more else None


def request_for_desk(parts: Sequence[Wish], message: Message) -> Wish | None:
    """The request of a message that asks for nothing but what a person of the clinic must do. Where nothing is booked
    or arranged, "tell me if there's one today" asks for a time, not to be told of an earlier one."""
    leading = [part for part in parts if part.kind != "answer"]
    asked = message.asked
    only = leading[0] if len(leading) == 1 and leading[0].request and asked not in ("reason", "comment") else None
    begins = not message.here.booked and message.here.arranging == "-"
    if only is None or (only.request == "earlier" and begins and "when" in only.roles()):
        return None
    return only if only.sure >= (_SURE_IN_FREE_WORDS if asked in FREE else _SURE) else None
