"""Scoring understanding on a file of turns: what was understood against what was meant.

A turn is one line of JSON: `id`, `text`, `asked` (what the bot expected, or null), `now` (clinic-local), and `expect`
with the intents that would do and, where the text states them, `date`, `time`, `doctor` and `specialty`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random

from nlu.acts.intents import ACTING
from nlu.acts.understand import Understander
from nlu.core.errors import TurnsFileError
from nlu.core.meaning import Meaning

DETAILS = ("date", "time", "doctor", "specialty")
SEED = 5
_AT_ONCE = 4
_TITLES = re.compile(r"\b(?:dr|doctor|md|phd|dds|dmd|\w)\b|[^\w ]")


@dataclass(frozen=True)
class Turn:
    """One message and what would have been right: any of the intents, and each detail that is stated."""

    text: str
    asked: str | None
    now: datetime  # naive: the clinic's local time
    intents: tuple[str, ...]
    details: dict[str, str]


Scores = dict[str, float]
"""Shares (0..1): `intent`, `out_of_scope`, `false_action` and each detail; only those the turns can tell."""


def read_turns(path: Path) -> list[Turn]:
    """The turns of a file. Raises TurnsFileError, which names the line."""
    turns = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TurnsFileError(f"{path} cannot be read ({type(error).__name__}).") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                turns.append(_turn(json.loads(line)))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                needed = "an object with text, asked, now and expect.intent"
                raise TurnsFileError(f"{path}, line {number}: {needed} is needed.") from error
    return turns


def _turn(row: dict[str, object]) -> Turn:
    expect = row["expect"]
    if not isinstance(expect, dict):
        raise TypeError("expect is no object")
    details = {name: str(expect[name]) for name in DETAILS if name in expect}
    asked = None if row.get("asked") is None else str(row["asked"])
    return Turn(str(row["text"]), asked, datetime.fromisoformat(str(row["now"])), tuple(expect["intent"]), details)


def score(turns: Sequence[Turn], understander: Understander) -> Scores:
    """How well the turns are understood."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        meanings = list(pool.map(lambda turn: _understood(turn, understander), turns))
    tally: dict[str, list[bool]] = defaultdict(list)
    for turn, meaning in zip(turns, meanings, strict=True):
        for kind, right in _marks(turn, meaning):
            tally[kind].append(right)
    return {kind: sum(marks) / len(marks) for kind, marks in tally.items()}


def _understood(turn: Turn, understander: Understander) -> Meaning:
    now = turn.now if turn.now.tzinfo else turn.now.replace(tzinfo=understander.zone)
    return understander.understand(turn.text, asked=turn.asked, now=now)


def _marks(turn: Turn, meaning: Meaning) -> Iterable[tuple[str, bool]]:
    yield "intent", meaning.intent in turn.intents
    if turn.intents == ("out_of_scope",):
        yield "out_of_scope", meaning.intent == "out_of_scope"
        yield "false_action", meaning.intent in ACTING
    found = {
        "date": meaning.when.date.isoformat() if meaning.when.date else "",
        "time": f"{meaning.when.time:%H:%M}" if meaning.when.time else "",
        "doctor": meaning.doctors[0] if len(meaning.doctors) == 1 else "",
        "specialty": meaning.specialties[0] if len(meaning.specialties) == 1 else "",
    }
    for detail, wanted in turn.details.items():
        yield detail, _same(detail, found[detail], wanted)


def _same(detail: str, found: str, wanted: str) -> bool:
    """Doctors are the same with or without titles and initials, and by a part of the name."""
    if detail in ("date", "time"):
        return found == wanted
    one, other = _bare(found), _bare(wanted)
    return bool(one) and (one == other or (detail == "doctor" and (one in other or other in one)))


def _bare(name: str) -> str:
    return " ".join(_TITLES.sub(" ", name.lower()).split())


def with_typos(turns: Sequence[Turn], share: float, seed: int = SEED) -> list[Turn]:
    """The same turns, with about that share of the letters mistyped; the same ones for the same seed."""
    random = Random(seed)
    return [replace(turn, text=mistyped(turn.text, share, random)) for turn in turns]


def mistyped(text: str, share: float, random: Random) -> str:
    """The text with letters left out, doubled, replaced or swapped with the next. Digits stay: they are facts."""
    out, place = [], 0
    while place < len(text):
        letter = text[place]
        if letter.isalpha() and random.random() < share:
            following = text[place + 1] if place + 1 < len(text) else ""
            written, used = random.choice(_SLIPS)(letter, following, random)
            out.append(written)
            place += used
        else:
            out.append(letter)
            place += 1
    return "".join(out)


Slip = Callable[[str, str, Random], tuple[str, int]]
"""From a letter and the next one to what is typed, and how many of the two that stands for."""

_SLIPS: tuple[Slip, ...] = (
    lambda letter, following, random: ("", 1),
    lambda letter, following, random: (letter * 2, 1),
    lambda letter, following, random: (random.choice("abcdefghijklmnopqrstuvwxyz"), 1),
    lambda letter, following, random: (following + letter, 2) if following.isalpha() else (letter * 2, 1),
)
