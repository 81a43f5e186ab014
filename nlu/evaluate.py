"""Rasa's own evaluation of the examples: cross-validation with a confusion matrix and a histogram as pictures."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from nlu.errors import TrainingFailed
from nlu.server import Report, environment, rasa_python


@dataclass(frozen=True)
class Result:
    """What cross-validation found: shares (0..1) over all examples, and where the pictures are."""

    accuracy: float
    weakest: tuple[tuple[str, float], ...]  # intents with the lowest F1, weakest first
    folder: Path


def cross_validate(root: Path, out: Path, *, folds: int = 5, report: Report = lambda line: None) -> Result:
    """Train on all but one part of the examples, test on that part, for each part in turn. Raises TrainingFailed."""
    report(f"Cross-validating in {folds} folds, about a minute each.")
    out.mkdir(parents=True, exist_ok=True)
    log = out / "test.log"
    where = ("--config", "config.yml", "--nlu", "nlu/data", "--out", str(out), "--domain", "nlu/domain.yml")
    command = (rasa_python(root), "-m", "rasa", "test", "nlu", *where, "--cross-validation", "--folds", str(folds))
    with log.open("wb") as output:
        result = subprocess.run(
            command, cwd=root, env=environment(), stdout=output, stderr=subprocess.STDOUT, check=False
        )
    intents = out / "intent_report.json"
    if result.returncode or not intents.exists():
        raise TrainingFailed(f"Rasa could not evaluate the examples; the reason is at the end of {log}.")
    return _result(json.loads(intents.read_text()), out)


def _result(found: dict[str, dict[str, float]], folder: Path) -> Result:
    overall = found.get("weighted avg", {}).get("recall", 0.0)  # recall weighted by support is the accuracy
    scores = [
        (name, row["f1-score"]) for name, row in found.items() if isinstance(row, dict) and "confused_with" in row
    ]
    return Result(overall, tuple(sorted(scores, key=lambda row: row[1])[:5]), folder)
