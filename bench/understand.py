"""What understanding costs: how much is settled without Rasa, how fast the rest is, and what Rasa takes.

`python -m bench.understand [--turns FILE | --bookings FILE] [--clinic FILE] [--limit N]` starts one Rasa process, then
two, on the live model. The turns are our own sentences unless a file of turns is given, or one of whole bookings: each
line an object with `now`, the `opening` messages, and `answers`, lists of messages by the question they answer.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any

from bot.settings.schema import PROJECT, load_settings
from cli.talk import clinic_lexicon
from nlu.acts.client import RasaClient
from nlu.acts.understand import Understander
from nlu.core.lexicon import Lexicon
from nlu.training.acceptance_set import load_bars
from nlu.training.models import Models
from nlu.training.score import Turn, read_turns
from nlu.training.server import RasaServer

WARM_UP = 20
PATIENCE_SECONDS = 600.0
AT_ONCE = 4
"""Questions under way together, as of so many workers."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=Path, help="a file of turns")
    parser.add_argument("--bookings", type=Path, help="a file of whole bookings instead")
    parser.add_argument("--clinic", type=Path, help="the clinic file they speak of")
    parser.add_argument("--limit", type=int, default=500, help="how many turns are used")
    arguments = parser.parse_args()
    given = read_bookings(arguments.bookings) if arguments.bookings else None
    turns, known = chosen(given or arguments.turns, arguments.clinic, arguments.limit)
    models = Models(PROJECT, load_settings().var)
    model = models.to_serve(print)
    for processes in (1, 2):
        measure(model, processes, turns, known)


def read_bookings(file: Path) -> list[Turn]:
    """The messages of whole bookings, each with the question it answers; openings and free remarks answer none."""
    turns = []
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        said = [(None, row["opening"]), *row["answers"].items()]
        now = datetime.fromisoformat(row["now"])
        turns += [Turn(text, asked, now, (), {}) for asked, texts in said for text in texts]
    return turns


def chosen(given: Path | list[Turn] | None, clinic: Path | None, limit: int) -> tuple[list[Turn], Lexicon]:
    """The turns to understand and the clinic they speak of."""
    if given is None:
        bars = load_bars(PROJECT)
        return list(bars.turns)[:limit], bars.lexicon
    with clinic_lexicon(load_settings(), clinic) as known:
        turns = read_turns(given) if isinstance(given, Path) else given
    return turns[:: max(1, len(turns) // limit)][:limit], known


def measure(model: Path, processes: int, turns: Sequence[Turn], known: Lexicon) -> None:
    """Print one Rasa set-up's figures."""
    with ExitStack() as stack:
        started = time.monotonic()
        servers = [stack.enter_context(RasaServer(PROJECT, model)) for _ in range(processes)]
        for server in servers:
            server.wait_ready(PATIENCE_SECONDS)
        ready = time.monotonic() - started
        clients = [stack.enter_context(_closing(server.url)) for server in servers]
        memory = [_megabytes(server.pid) for server in servers]
        print(f"{processes} Rasa: ready after {ready:.1f} s, memory {' + '.join(f'{one:.0f}' for one in memory)} MB")
        report(clients, turns, known)


def report(clients: Sequence[RasaClient], turns: Sequence[Turn], known: Lexicon) -> None:
    """Understanding end to end against Rasa's bare parse, one at a time and several at once."""
    asking = cycle(clients)
    understander = Understander(known, lambda text: next(asking).parse(text))
    masked = [understander.guesses(turn.text, asked=turn.asked, now=_now(turn, understander))[0] for turn in turns]
    asks = [text for text in masked if text]

    def whole(turn: Turn) -> bool:
        return understander.understand(turn.text, asked=turn.asked, now=_now(turn, understander)).by_rasa

    by_rasa = [whole(turn) for turn in turns]
    print(f"  settled without Rasa: {1 - sum(by_rasa) / len(by_rasa):.1%} of {len(turns)} turns")
    with_rasa = [turn for turn, asked in zip(turns, by_rasa, strict=True) if asked]
    bare = _timed(lambda text: next(asking).parse(text), asks, 1)
    _timed(whole, turns[:WARM_UP], 1)
    end_to_end = _timed(whole, with_rasa, 1)
    ratio = statistics.median(end_to_end) / statistics.median(bare)
    _line("Rasa's bare parse, one at a time", bare, sum(bare))
    _line("understanding, one at a time", end_to_end, sum(end_to_end))
    print(f"  ratio of the medians, of turns that ask Rasa: {ratio:.2f}")
    began = time.perf_counter()
    together = _timed(lambda text: next(asking).parse(text), asks, AT_ONCE)
    _line(f"Rasa's bare parse, {AT_ONCE} at once", together, time.perf_counter() - began)


def _timed(call: Callable[[Any], object], over: Sequence[Any], at_once: int) -> list[float]:
    """Seconds each call takes."""

    def one(item: Any) -> float:
        began = time.perf_counter()
        call(item)
        return time.perf_counter() - began

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, over))


def _line(what: str, seconds: Sequence[float], took: float) -> None:
    ranked = sorted(1000 * second for second in seconds)
    p95 = ranked[int(len(ranked) * 0.95)]
    print(f"  {what}: {len(ranked) / took:.0f}/s, median {statistics.median(ranked):.1f} ms, p95 {p95:.1f} ms")


def _now(turn: Turn, understander: Understander) -> datetime:
    return turn.now.replace(tzinfo=understander.zone)


def _closing(url: str) -> closing[RasaClient]:
    return closing(RasaClient(url, timeout_seconds=30, caches=()))


def _megabytes(pid: int | None) -> float:
    """What a process holds in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
