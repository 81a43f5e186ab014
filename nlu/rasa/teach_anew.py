"""Turns as other people might have written them: mistyped, or with other days, doctors, visits and names in them.

Used while the reader is taught (`teach_reader.py`), every round anew.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nlu.core.acts import Act, Span
from nlu.training.turns import AnnotatedTurn

_KEYS = "qwertyuiopasdfghjklzxcvbnm"

EXCHANGED = frozenset({"when", "when.not", "when.old", "doctor", "doctor.not", "doctor.old", "visit", "specialty"})
"""The roles whose words may stand in another turn's place: they differ from clinic to clinic and from week to week."""

SHARE = 0.2
"""How many of these spans get words of another turn."""

_ABOUT_AS_LONG = 1
"""By how many words the other ones may be longer or shorter."""

Pool = Mapping[str, Sequence[str]]
"""What people said in each role."""


def pool_of(turns: Iterable[AnnotatedTurn]) -> Pool:
    """The words of every span that may be exchanged, by role."""
    said: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        for act in turn.acts:
            for span in act.spans:
                if span.role in EXCHANGED:
                    said[span.role].append(turn.text[span.start : span.end])
    return said


def with_others_words(turn: AnnotatedTurn, pool: Pool, chance: random.Random) -> AnnotatedTurn:
    """The same turn with some of its days, doctors and visits replaced by what others said in their role."""
    text, moved = turn.text, 0
    acts: list[Act] = []
    for act in turn.acts:
        start, spans = act.start + moved, list[Span]()
        for span in act.spans:
            words = _others(turn.text[span.start : span.end], span.role, pool, chance)
            first = span.start + moved
            text = text[:first] + words + text[span.end + moved :]
            moved += len(words) - (span.end - span.start)
            spans.append(Span(span.role, first, first + len(words)))
        acts.append(replace(act, start=start, end=act.end + moved, spans=tuple(spans)))
    return replace(turn, text=text, acts=tuple(acts))


def _others(words: str, role: str, pool: Pool, chance: random.Random) -> str:
    if role not in EXCHANGED or chance.random() >= SHARE:
        return words
    others = chance.choice(pool[role])
    alike = abs(len(others.split()) - len(words.split())) <= _ABOUT_AS_LONG
    return others if alike else words


def mistyped(turn: AnnotatedTurn, chance: random.Random) -> AnnotatedTurn:
    """The same turn as somebody might type it in a hurry, its acts and spans moved along."""
    typed, moved = "", []
    for letter in turn.text:
        moved.append(len(typed))
        slip = chance.random()
        if (letter.isalpha() and slip < 0.012) or (letter in ",.?'!" and slip < 0.35):
            continue
        if letter.isalpha() and slip < 0.026:
            typed += chance.choice(_KEYS) if slip < 0.02 else letter * 2
        else:
            typed += letter
    moved.append(len(typed))
    acts = [
        Act(
            act.kind,
            moved[act.start],
            moved[act.end],
            tuple(Span(span.role, moved[span.start], moved[span.end]) for span in act.spans),
        )
        for act in turn.acts
    ]
    return AnnotatedTurn(typed, tuple(acts), turn.context)
