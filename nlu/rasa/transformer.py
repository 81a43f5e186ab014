"""The layers of a small BERT (Devlin 2018, arXiv 1810.04805), forwards only, in NumPy.

Run by Rasa's own Python, never imported by ours.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.special import erf

_HEADS = 12


class Layers:
    """The first `count` layers of a model, by its weights under their usual names. May be shared between threads."""

    def __init__(self, weights: Mapping[str, np.ndarray], count: int) -> None:
        unused = "encoder.layer."
        kept = tuple(f"{unused}{number}." for number in range(count))
        self._weights = {
            name: array for name, array in weights.items() if not name.startswith(unused) or name.startswith(kept)
        }
        self._count = count

    def states(self, pieces: np.ndarray, beside: np.ndarray | None = None) -> np.ndarray:
        """What each piece of a word is about, [sentences, pieces, size], of sentences of equal length, given as
        [sentences, pieces]. `beside` [sentences, size] is added to every piece: what else is known."""
        state = self._weights["embeddings.word_embeddings.weight"][pieces]
        state = state + self._weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
        state = state + self._weights["embeddings.token_type_embeddings.weight"][0]
        if beside is not None:
            state = state + beside[:, None, :]
        state = self._normalised(state, "embeddings.LayerNorm")
        for number in range(self._count):
            state = self._layer(state, f"encoder.layer.{number}")
        return state

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
