"""Teaching the reader of acts on the annotated turns: `make reader`. Run by a Python that has PyTorch, never by ours.

It begins with the layers of all-MiniLM-L6-v2 and teaches them, with four small heads, to tell where an act begins and
ends and of which kind it is, and the same of spans and their roles. What it learnt is written a byte a number, so that
NumPy can read it (`read_acts.py`). Half of the turns are mistyped anew each time round. The same turns, seed and
number of threads make the same reader.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as tf
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nlu.core.acts import ARRANGING, QUESTIONS, Situation
from nlu.rasa.encoder import package
from nlu.rasa.read_acts import KIND_NAMES, LAYERS, LONGEST, ROLE_NAMES, WEIGHTS, pieces, places
from nlu.rasa.teach_anew import Pool, mistyped, pool_of, with_others_words
from nlu.training.turns import AnnotatedTurn, read

TURNS = Path(__file__).parents[1] / "data/turns"
SEED, BATCH, RATE, HEADS_RATE, SMOOTHED = 7, 32, 1.2e-4, 8, 0.03
"""`HEADS_RATE`: how much faster the heads learn than the layers, which know English already."""

KEPT_BACK = 12
"""Every so manieth situation is kept back to judge by, unless all are taught."""

MISTYPED, UNTOLD = 0.5, 0.1
"""Shares of the turns that are mistyped, and that come without their situation."""

KEPT = 0.998
"""How much of the mean of the weights so far each step keeps: the mean is what is written (Izmailov 2018, arXiv
1803.05407: it lies where a little change of the weights costs less)."""

IGNORED = -100
SIZE = 384


class Taught(NamedTuple):
    """A turn as numbers: its pieces of words, and for each the labels of the four heads; and its situation."""

    ids: list[int]
    labels: tuple[list[int], list[int], list[int], list[int]]
    situation: list[int]


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, heads: int = 12) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(SIZE, SIZE) for _ in range(3))
        self.mixed, self.mixed_norm = nn.Linear(SIZE, SIZE), nn.LayerNorm(SIZE, eps=1e-12)
        self.inner, self.outer = nn.Linear(SIZE, 4 * SIZE), nn.Linear(4 * SIZE, SIZE)
        self.outer_norm, self.drop = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[sentences, pieces, size] to the same."""
        count, length, size = state.shape

        def split(part: nn.Module) -> torch.Tensor:
            return part(state).view(count, length, self.heads, -1).transpose(1, 2)

        seen = tf.scaled_dot_product_attention(
            split(self.query), split(self.key), split(self.value), attn_mask=mask[:, None, None, :]
        )
        seen = seen.transpose(1, 2).reshape(count, length, size)
        state = self.mixed_norm(state + self.drop(self.mixed(seen)))
        return self.outer_norm(state + self.drop(self.outer(tf.gelu(self.inner(state)))))


_IN_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
"""Ours, and the usual names."""

_HEADS = {"act.edge": 3, "act.kind": len(KIND_NAMES), "span.edge": 3, "span.role": len(ROLE_NAMES)}
_TABLES = {"asked": len(QUESTIONS), "offered": 3, "booked": 3, "arranging": len(ARRANGING)}


class Reader(nn.Module):
    """The layers and the heads, beginning with the weights of a model that knows English."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.words = nn.Embedding(weights["embeddings.word_embeddings.weight"].shape[0], SIZE)
        self.positions = nn.Embedding(LONGEST, SIZE)
        self.kind = nn.Parameter(torch.zeros(1, SIZE))
        self.norm, self.drop = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)
        self.tables = nn.ModuleDict({name: nn.Embedding(rows, SIZE) for name, rows in _TABLES.items()})
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.heads = nn.ModuleDict({name.replace(".", "_"): nn.Linear(SIZE, rows) for name, rows in _HEADS.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.01)
        with torch.no_grad():
            for name, ours in self.named():
                if name in weights:
                    ours.copy_(torch.from_numpy(weights[name][: ours.shape[0]]))

    def named(self) -> Iterator[tuple[str, nn.Parameter]]:
        """All that is learnt, by the names under which it is kept."""
        yield "embeddings.word_embeddings.weight", self.words.weight
        yield "embeddings.position_embeddings.weight", self.positions.weight
        yield "embeddings.token_type_embeddings.weight", self.kind
        yield from _both("embeddings.LayerNorm", self.norm)
        for number, layer in enumerate(self.layers):
            for part, usual in _IN_LAYER.items():
                yield from _both(f"encoder.layer.{number}.{usual}", getattr(layer, part))
        for name, table in self.tables.items():
            yield f"situation.{name}", table.weight
        for name in _HEADS:
            yield from _both(f"head.{name}", self.heads[name.replace(".", "_")])

    def forward(self, ids: torch.Tensor, situation: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The scores of the four heads for every piece of a word."""
        state = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        for place, table in enumerate(self.tables.values()):
            state = state + table(situation[:, place])[:, None, :]
        state = self.drop(self.norm(state))
        for layer in self.layers:
            state = layer(state, mask)
        return [head(state) for head in self.heads.values()]


def _both(name: str, part: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    yield f"{name}.weight", part.weight
    yield f"{name}.bias", part.bias


def situation_of(context: dict[str, str]) -> Situation:
    """The situation of a turn, as it is told while the bot runs."""
    count = {key: 0 if context[key] == "-" else 1 + (";" in context[key]) for key in ("offered", "booked")}
    first = context["arranging"].split()[0].lower().strip(":,")
    return Situation(context["asked"], count["offered"], count["booked"], first if first in ARRANGING else "other")


def numbers(tokenizer: Tokenizer, turn: AnnotatedTurn, situation: Situation) -> Taught:
    """A turn as it is taught."""
    words = tokenizer.encode(turn.text)
    labels = ([0] * len(words.ids), [IGNORED] * len(words.ids), [0] * len(words.ids), [IGNORED] * len(words.ids))

    def lay(start: int, end: int, name: int, edges: list[int], names: list[int]) -> None:
        inside = [
            place for place, (first, last) in enumerate(words.offsets) if first < last and first < end > start < last
        ]
        for place in inside:
            edges[place], names[place] = (1 if place == inside[0] else 2), name

    for act in turn.acts:
        lay(act.start, act.end, KIND_NAMES.index(act.kind), labels[0], labels[1])
        for span in act.spans:
            lay(span.start, span.end, ROLE_NAMES.index(span.role), labels[2], labels[3])
    return Taught(words.ids, labels, list(places(situation).values()))


def batches(rows: list[Taught], *, shuffled: bool) -> Iterator[list[int]]:
    """Turns of about equal length together, so that little has to be padded."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    found = []
    for first in range(0, len(order), BATCH * 40):
        alike = sorted(order[first : first + BATCH * 40], key=lambda row: len(rows[row].ids))
        found += [alike[place : place + BATCH] for place in range(0, len(alike), BATCH)]
    if shuffled:
        random.shuffle(found)
    yield from found


def padded(rows: list[Taught]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[torch.Tensor]]:
    """A batch as the model takes it: pieces, situations, what is no padding, and the labels of each head."""
    longest = max(len(row.ids) for row in rows)

    def fill(values: list[list[int]], empty: int) -> torch.Tensor:
        return torch.tensor([value + [empty] * (longest - len(value)) for value in values])

    labels = [fill([row.labels[head] for row in rows], IGNORED) for head in range(4)]
    mask = fill([[1] * len(row.ids) for row in rows], 0).bool()
    return fill([row.ids for row in rows], 0), torch.tensor([row.situation for row in rows]), mask, labels


def loss_of(scores: list[torch.Tensor], labels: list[torch.Tensor]) -> torch.Tensor:
    """How wrong the four heads are, in all."""
    each = [
        tf.cross_entropy(score.flatten(0, 1), label.flatten(), ignore_index=IGNORED, label_smoothing=SMOOTHED)
        for score, label in zip(scores, labels, strict=True)
        if bool((label != IGNORED).any())
    ]
    return torch.stack(each).sum()


def taught_on(turns: list[AnnotatedTurn], rounds: int, judged: list[AnnotatedTurn]) -> Reader:
    """A reader taught on the turns."""
    tokenizer, pool = tokenizer_of(), pool_of(turns)
    model = Reader(load_file(str(package() / "model.safetensors")))
    new = [part for name, part in model.named() if name.startswith(("head.", "situation."))]
    old = [part for name, part in model.named() if not name.startswith(("head.", "situation."))]
    rates = [RATE * HEADS_RATE, RATE]
    learning = torch.optim.AdamW([{"params": new}, {"params": old}], weight_decay=0.01)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    steps, done, begun = rounds * math.ceil(len(turns) / BATCH), 0, time.monotonic()
    for number in range(rounds):
        chance = random.Random(SEED + number)
        rows = [anew(tokenizer, turn, pool, chance) for turn in turns]
        model.train()
        for batch in batches(rows, shuffled=True):
            share = min(1.0, done / (0.1 * steps)) * max(0.02, 1 - done / steps)  # up quickly, then slowly down
            for group, rate in zip(learning.param_groups, rates, strict=True):
                group["lr"] = rate * share
            ids, situations, mask, labels = padded([rows[row] for row in batch])
            learning.zero_grad()
            loss_of(model(ids, situations, mask), labels).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            learning.step()
            mean.update_parameters(model)
            done += 1
        judgement = judge(mean.module, judged) if judged else ""
        print(f"round {number + 1} of {rounds}, {time.monotonic() - begun:.0f} s {judgement}", flush=True)  # noqa: T201
    return mean.module


def anew(tokenizer: Tokenizer, turn: AnnotatedTurn, pool: Pool, chance: random.Random) -> Taught:
    """A turn for one more round: perhaps with others' words in it, mistyped, or without most of its situation."""
    varied = with_others_words(turn, pool, chance)
    written = mistyped(varied, chance) if chance.random() < MISTYPED else varied
    situation = situation_of(turn.context)
    return numbers(tokenizer, written, Situation(situation.asked) if chance.random() < UNTOLD else situation)


def judge(model: Reader, turns: list[AnnotatedTurn]) -> str:
    """F1 of the kinds of acts, and of spans by their exact places and roles."""
    model.eval()
    tokenizer = tokenizer_of()
    rows = [numbers(tokenizer, turn, situation_of(turn.context)) for turn in turns]
    acts, spans = [0, 0, 0], [0, 0, 0]
    with torch.no_grad():
        for batch in batches(rows, shuffled=False):
            ids, situations, mask, _ = padded([rows[row] for row in batch])
            shares = [tf.softmax(score, -1).numpy() for score in model(ids, situations, mask)]
            for place, row in enumerate(batch):
                offsets = tokenizer.encode(turns[row].text).offsets
                own = [share[place, : len(offsets)] for share in shares]
                kinds = Counter(found.name for found in pieces(turns[row].text, offsets, own[0], own[1], KIND_NAMES))
                _count(acts, kinds, Counter(act.kind for act in turns[row].acts))
                roles = pieces(turns[row].text, offsets, own[2], own[3], ROLE_NAMES)
                meant = ((span.start, span.end, span.role) for act in turns[row].acts for span in act.spans)
                _count(spans, Counter((found.start, found.end, found.name) for found in roles), Counter(meant))
    return f"acts {_f1(acts):.3f} spans {_f1(spans):.3f}"


def _count(sums: list[int], found: Counter[object], meant: Counter[object]) -> None:
    right = sum((found & meant).values())
    for place, more in enumerate((right, found.total(), meant.total())):
        sums[place] += more


def _f1(sums: list[int]) -> float:
    right, found, meant = sums
    return 2 * right / max(1, found + meant)


def packed(model: Reader) -> dict[str, np.ndarray]:
    """The weights, the large ones a byte a number, each row of them with a scale of its own."""
    kept: dict[str, np.ndarray] = {}
    for name, part in model.named():
        exact = part.detach().numpy().astype(np.float32)
        if exact.ndim < 2 or name.startswith(("head.", "situation.")) or len(exact) == 1:
            kept[name] = exact
            continue
        scale = (np.abs(exact).max(axis=1, keepdims=True) / 127 + 1e-12).astype(np.float16)
        kept[f"{name}:scale"] = scale
        kept[name] = np.clip(np.round(exact / np.maximum(scale.astype(np.float32), 1e-7)), -127, 127).astype(np.int8)
    return kept


def tokenizer_of() -> Tokenizer:
    """Cuts text into pieces of words, as the reader will."""
    tokenizer = Tokenizer.from_file(str(package() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def all_turns() -> list[AnnotatedTurn]:
    """Every annotated turn."""
    lines = [read(file.read_text(encoding="utf-8").splitlines()) for file in sorted(TURNS.glob("*.txt"))]
    return [turn for file in lines for _, turn in file if isinstance(turn, AnnotatedTurn)]


def main() -> int:
    """Teach, and write the weights."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--rounds", type=int, default=8)
    told.add_argument("--threads", type=int, default=2)
    told.add_argument("--judge", action="store_true", help="keep every twelfth situation back, and judge by it")
    told.add_argument("--out", type=Path, default=WEIGHTS)
    given = told.parse_args()
    torch.set_num_threads(given.threads)
    random.seed(SEED)
    torch.manual_seed(SEED)
    turns, back = all_turns(), []
    if given.judge:
        back = [turn for turn in turns if zlib.crc32(json.dumps(turn.context).encode()) % KEPT_BACK == 0]
        turns = [turn for turn in turns if turn not in back]
    save_file(packed(taught_on(turns, given.rounds, back)), str(given.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
