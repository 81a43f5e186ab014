"""The trained models of one installation: which there are, how each was found to do, and which one is live.

A model goes live by its name in the file `current`, which every server of the installation watches. The choice holds
until the program's own examples change: then the model of those is trained and served, for it knows the new intents.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from nlu.core.errors import NoSuchModel
from nlu.training.train import ENDING, HALF_MADE, Report, fingerprint, model_path, train

KEPT = 10
"""So many models stay, the latest ones; of 4 MB each. The live one stays however old it is."""


@dataclass(frozen=True)
class Verdict:
    """How a model did on the sentences of nlu/training/acceptance_set.yml (shares, 0..1)."""

    intent: float
    false_action: float
    passed: bool


@dataclass(frozen=True)
class Model:
    """One trained model. `verdict` is None where it was never held against the bars."""

    name: str
    trained_at: datetime  # UTC
    live: bool
    verdict: Verdict | None


class Models:
    """The models in `home`, made of the examples in `root` and of those the clinic has added."""

    def __init__(self, root: Path, home: Path) -> None:
        self._root, self._home = root, home
        self._folder = home / "nlu"
        self._current = self._folder / "current"

    def all(self) -> list[Model]:
        """Every model, oldest first."""
        live = self._standing() or model_path(self._root, self._home)
        files = [path for path in self._folder.glob(f"*{ENDING}") if not path.name.startswith(HALF_MADE)]
        return [self._model(path, path == live) for path in sorted(files, key=lambda path: path.stat().st_mtime)]

    def chosen(self) -> Path | None:
        """The model chosen last, by whichever program; None where none was, or it is gone."""
        return self._choice()[0]

    def to_serve(self, report: Report = lambda line: None) -> Path:
        """The model a server starts with: the chosen one, else that of the present examples, trained if need be.

        Raises NluNotInstalled or TrainingFailed.
        """
        return self._standing() or train(self._root, self._home, report=report)

    def use(self, name: str) -> None:
        """Make a model live, now and after every start; the oldest ones go. Raises NoSuchModel."""
        if not self.path(name).exists():
            raise NoSuchModel(f"There is no model {name}; `docspot nlu models` lists them.")
        half_written = self._current.with_suffix(".new")
        half_written.write_text(f"{name} {fingerprint(self._root)}\n")
        half_written.replace(self._current)
        for old in self.all()[:-KEPT]:
            if not old.live:
                self._verdict_path(self.path(old.name)).unlink(missing_ok=True)
                self.path(old.name).unlink()

    def judge(self, path: Path, verdict: Verdict) -> None:
        """Keep how a model did."""
        self._verdict_path(path).write_text(json.dumps(asdict(verdict)))

    def path(self, name: str) -> Path:
        """The file of the model with that name, there or not."""
        return self._folder / f"{name}{ENDING}"

    def _standing(self) -> Path | None:
        """The chosen model, unless the program's examples are others than when it was chosen."""
        path, examples = self._choice()
        return path if examples == fingerprint(self._root) else None

    def _choice(self) -> tuple[Path | None, str]:
        words = self._current.read_text().split() if self._current.exists() else []
        if len(words) != 2 or not self.path(words[0]).exists():
            return None, ""
        return self.path(words[0]), words[1]

    def _model(self, path: Path, live: bool) -> Model:
        judged = self._verdict_path(path)
        verdict = Verdict(**json.loads(judged.read_text())) if judged.exists() else None
        return Model(name_of(path), datetime.fromtimestamp(path.stat().st_mtime, UTC), live, verdict)

    def _verdict_path(self, path: Path) -> Path:
        return self._folder / f"{name_of(path)}.verdict.json"


def name_of(path: Path) -> str:
    """The name of the model in a file."""
    return path.name.removesuffix(ENDING)
