"""What a message does, read by a small language model of our own: acts and spans, from the words and the situation.

`nlu/rasa/reader.safetensors` holds what `nlu/rasa/teach_reader.py` learnt from `nlu/data/turns`, a byte a number.
Run by Rasa's own Python, never imported by ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from nlu.core.acts import ARRANGING, KINDS, QUESTIONS, ROLES, Act, Situation, Span
from nlu.rasa.encoder import package
from nlu.rasa.transformer import Layers

WEIGHTS = Path(__file__).with_name("reader.safetensors")
LAYERS = 6
LONGEST = 128  # pieces of words

NO, BEGINS, GOES_ON = 0, 1, 2
"""What a piece of a word is to a stretch of the text: outside it, its first piece, another one of it."""

GOES_ON_FROM = 0.53
"""From this share on a stretch goes on: two wishes taken for one cost more than one taken for two."""

KIND_NAMES, ROLE_NAMES = tuple(sorted(KINDS)), tuple(sorted(ROLES))


class Piece(NamedTuple):
    """A stretch of the text by its place, what it was found to be, and how likely that is."""

    start: int
    end: int
    name: str
    sure: float


class ActReader:
    """Reads acts. Loading takes about a second; it may be shared between threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        kept = unpacked(load_file(str(weights)))
        self._tokenizer = Tokenizer.from_file(str(package() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._layers = Layers(kept, LAYERS)
        self._heads = {name: array for name, array in kept.items() if name.startswith(("head.", "situation."))}

    def read(self, text: str, situation: Situation) -> list[Act]:
        """The acts of a message in the order said, each with its spans."""
        words = self._tokenizer.encode(text)
        beside = sum(self._heads[f"situation.{part}"][row] for part, row in places(situation).items())
        state = self._layers.states(np.array([words.ids]), np.asarray(beside)[None, :])[0]
        acts = pieces(text, words.offsets, self._shares(state, "act.edge"), self._shares(state, "act.kind"), KIND_NAMES)
        spans = pieces(
            text, words.offsets, self._shares(state, "span.edge"), self._shares(state, "span.role"), ROLE_NAMES
        )
        return [_act(act, spans) for act in acts]

    def _shares(self, state: np.ndarray, head: str) -> np.ndarray:
        scores = state @ self._heads[f"head.{head}.weight"].T + self._heads[f"head.{head}.bias"]
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        found: np.ndarray = shares / shares.sum(axis=-1, keepdims=True)
        return found


def places(situation: Situation) -> dict[str, int]:
    """The row of each part of a situation in its table."""
    return {
        "asked": QUESTIONS.index(situation.asked),
        "offered": min(situation.offered, 2),
        "booked": min(situation.booked, 2),
        "arranging": ARRANGING.index(situation.arranging),
    }


def pieces(
    text: str, offsets: list[tuple[int, int]], edges: np.ndarray, kinds: np.ndarray, names: tuple[str, ...]
) -> list[Piece]:
    """The stretches that begin and end where the shares say so, in whole words, each with the name that its pieces
    agree on best."""
    found: list[list[int]] = []
    inside = False
    for number, (start, end) in enumerate(offsets):
        if start == end:  # the model's own marks around a sentence
            continue
        label = GOES_ON if edges[number][GOES_ON] >= GOES_ON_FROM else int(edges[number][:GOES_ON].argmax())
        if label == BEGINS or (label == GOES_ON and not inside):
            found.append([number])
        elif label == GOES_ON:
            found[-1].append(number)
        inside = label != NO
    return [_in_words(text, _piece(offsets, rows, kinds, names)) for rows in found]


def _piece(offsets: list[tuple[int, int]], rows: list[int], kinds: np.ndarray, names: tuple[str, ...]) -> Piece:
    together = np.log(kinds[rows] + 1e-9).mean(axis=0)
    best = int(together.argmax())
    return Piece(offsets[rows[0]][0], offsets[rows[-1]][1], names[best], float(np.exp(together[best])))


def _in_words(text: str, piece: Piece) -> Piece:
    """The same, with the words whole at whose middle it begins or ends."""
    start, end = piece.start, piece.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return piece._replace(start=start, end=end)


def _act(act: Piece, spans: list[Piece]) -> Act:
    own = [span for span in spans if act.start <= (span.start + span.end) // 2 < act.end]
    return Act(act.name, act.start, act.end, tuple(Span(one.name, one.start, one.end) for one in own), act.sure)


def unpacked(packed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights as they were, but for what a byte a number loses: each row of a matrix has a scale of its own."""
    scales = {name.removesuffix(":scale"): array for name, array in packed.items() if name.endswith(":scale")}
    return {
        name: (array.astype(np.float32) * scales[name].astype(np.float32)) if name in scales else array
        for name, array in packed.items()
        if not name.endswith(":scale")
    }


@cache
def act_reader() -> ActReader:
    """The reader of this process, loaded when it is first needed."""
    return ActReader()
