"""Rasa's own evaluation of the examples: cross-validation with a confusion matrix and a histogram as pictures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from nlu.core.errors import TrainingFailed
from nlu.training.train import Report, examples, run_rasa, sources

PICTURES = ("intent_confusion_matrix.png", "intent_histogram.png")


@dataclass(frozen=True)
class Result:
    """What cross-validation found: shares (0..1) over all examples, and where the pictures are."""

    accuracy: float
    weakest: tuple[tuple[str, float], ...]  # intents with the lowest F1, weakest first
    folder: Path


def cross_validate(root: Path, home: Path, out: Path, *, folds: int = 5, report: Report = lambda line: None) -> Result:
    """Train on all but one part of the examples, test on that part, for each part in turn.

    Raises NluNotInstalled or TrainingFailed.
    """
    report(f"Cross-validating in {folds} folds, two or three minutes each.")
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    log, intents = out / "test.log", out / "intent_report.json"
    intents.unlink(missing_ok=True)
    how = ("--out", str(out), "--cross-validation", "--folds", str(folds))
    with examples(root, home) as data:
        code = run_rasa(root, ("test", "nlu", *sources(data), *how), log)
    if code or not intents.exists():
        raise TrainingFailed(f"Rasa could not evaluate the examples; the reason is at the end of {log}.")
    return _result(json.loads(intents.read_text()), out)


def _result(found: dict[str, dict[str, float]], folder: Path) -> Result:
    overall = found.get("weighted avg", {}).get("recall", 0.0)  # recall weighted by support is the accuracy
    scores = [
        (name, row["f1-score"]) for name, row in found.items() if isinstance(row, dict) and "confused_with" in row
    ]
    return Result(overall, tuple(sorted(scores, key=lambda row: row[1])[:5]), folder)
