"""`docspot nlu test`: how well messages are understood, as one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Screen
from rich.table import Table

from bot.core.clock import SystemClock
from bot.settings.schema import PROJECT, Settings
from cli.rasa import rasa_server
from cli.talk import clinic_lexicon
from cli.wiring import fail, progress, sentences, settings
from nlu.acts.client import RasaClient
from nlu.acts.understand import Understander
from nlu.core.lexicon import Lexicon
from nlu.training.acceptance_set import load_bars
from nlu.training.evaluate import PICTURES, cross_validate
from nlu.training.score import DETAILS, Scores, Turn, read_turns, score, with_typos
from nlu.training.train import fingerprint

NOISE = (0.0, 0.05, 0.1)
"""Shares of letters mistyped."""

KINDS = ("intent", "out_of_scope", "false_action", *DETAILS)


def measure(
    turns: Annotated[Path | None, typer.Option(help="A file of turns to score. Unset: our own sentences.")] = None,
    clinic: Annotated[Path | None, typer.Option(help="The clinic file the turns speak of.")] = None,
    folds: Annotated[int, typer.Option(min=0, help="Rasa's own cross-validation, in so many parts; 0: none.")] = 5,
    out: Annotated[Path, typer.Option(help="Where Rasa's reports and pictures go.")] = Path("var/nlu/test"),
) -> None:
    """Score understanding on turns, clean and with typos, and let Rasa cross-validate its examples."""
    if clinic is not None and turns is None:
        fail("--clinic says whom the turns of --turns speak of; give both, or neither.")
    if folds == 1:
        fail("--folds 1 would leave nothing to train on; take 2 or more, or 0 for none.")
    with sentences():
        given = settings()
        _show(given, *_chosen(given, turns, clinic))
        if folds:
            _cross_validate(given, out, folds)


def _chosen(given: Settings, turns: Path | None, clinic: Path | None) -> tuple[list[Turn], Lexicon]:
    if turns is None:
        bars = load_bars(PROJECT)
        return list(bars.turns), bars.lexicon
    with clinic_lexicon(given, clinic) as known:
        return read_turns(turns), known


def _show(given: Settings, turns: list[Turn], known: Lexicon) -> None:
    with rasa_server(given) as url:
        columns = [_score(turns, known, url, given.nlu_timeout_seconds, share) for share in NOISE]
    data, today = fingerprint(PROJECT, given.var), SystemClock().now()
    table = Table(title=f"{len(turns)} turns, data {data}, {today:%Y-%m-%d}", box=None, title_justify="left")
    for heading in ("", *(f"{share:.0%} typos" for share in NOISE), "drop at 10%"):
        table.add_column(heading, justify="right" if heading else "left")
    for kind in (kind for kind in KINDS if kind in columns[0]):
        shares = [column[kind] for column in columns]
        table.add_row(kind, *(f"{share:.3f}" for share in shares), f"{shares[0] - shares[-1]:.3f}")
    Screen().print(table)


def _score(turns: list[Turn], known: Lexicon, url: str, timeout: float, share: float) -> Scores:
    progress(f"Understanding {len(turns)} turns with {share:.0%} of the letters mistyped.")
    client = RasaClient(url, timeout_seconds=timeout)
    try:
        return score(with_typos(turns, share), Understander(known, client))
    finally:
        client.close()


def _cross_validate(given: Settings, out: Path, folds: int) -> None:
    result = cross_validate(PROJECT, given.var, out, folds=folds, report=progress)
    typer.echo(f"Cross-validation in {folds} folds: {result.accuracy:.3f} of the examples.")
    typer.echo("Weakest: " + ", ".join(f"{intent} {share:.2f}" for intent, share in result.weakest))
    typer.echo(f"Pictures: {', '.join(str(result.folder / name) for name in PICTURES)}")
