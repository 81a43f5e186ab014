"""Training Rasa's model when what it is made of changed."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nlu.core.errors import NluNotInstalled, TrainingFailed

Report = Callable[[str], None]
"""Takes a line of progress."""

ENDING, HALF_MADE = ".tar.gz", "half-"
"""What the file of a model ends with, and what it begins with while it is being written."""

_COMPONENTS = (
    *("nlu/rasa/transformer.py", "nlu/rasa/encoder.py", "nlu/rasa/featurizer.py", "nlu/rasa/alarm.py"),
    *("nlu/rasa/read_acts.py", "nlu/rasa/reader.py", "nlu/rasa/reader.safetensors", "nlu/core/acts.py"),
)
"""Our own part of Rasa's pipeline."""

_ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


def own_data(home: Path) -> Path:
    """The folder of the examples this clinic has added: beside the database, so that they outlive an upgrade."""
    return home / "nlu" / "data"


def fingerprint(root: Path, home: Path | None = None) -> str:
    """A short name for everything a model is made of: the pipeline, the domain, the examples and Rasa's version.

    Without `home` only what comes with the program counts, not what the clinic has added.
    """
    parts = [root / name for name in ("config.yml", "nlu/domain.yml", *_COMPONENTS, "nlu/rasa/rasa.lock")]
    added = sorted(own_data(home).glob("*.yml")) if home else []
    digest = hashlib.sha256()
    data = root / "nlu/data"
    examples = [path for kind in ("*.yml", "alarms/*.txt", "turns/*.txt") for path in sorted(data.glob(kind))]
    for path in [*parts, *examples, *added]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(root: Path, home: Path) -> Path:
    """Where the model of the present data belongs, trained or not."""
    return home / "nlu" / f"{fingerprint(root, home)}{ENDING}"


def train(root: Path, home: Path, *, report: Report = lambda line: None) -> Path:
    """The model of the present data, trained now if there is none yet.

    `root` is the project's folder, `home` the one for what it makes. Processes that want the same model train it once.
    Raises NluNotInstalled or TrainingFailed.
    """
    model = model_path(root, home)
    model.parent.mkdir(parents=True, exist_ok=True)
    with _locked(model.with_suffix(".lock")):
        if not model.exists():
            _train(root, home, model, report)
    return model


def _train(root: Path, home: Path, model: Path, report: Report) -> None:
    report("The examples have changed: training Rasa, two or three minutes.")
    log, started = model.parent / "train.log", time.monotonic()
    half_made = model.parent / f"{HALF_MADE}{model.name}"
    half_made.unlink(missing_ok=True)
    to = ("--out", str(model.parent), "--fixed-model-name", half_made.name)
    with examples(root, home) as data:
        code = run_rasa(root, ("train", "nlu", *sources(data), *to), log)
    if code or not half_made.exists():
        raise TrainingFailed(f"Rasa could not train a model; the reason is at the end of {log}.")
    half_made.rename(model)
    report(f"Rasa is trained ({time.monotonic() - started:.0f} s).")


@contextlib.contextmanager
def examples(root: Path, home: Path) -> Iterator[Path]:
    """A folder with all examples, ours and the clinic's own: Rasa takes only one."""
    with tempfile.TemporaryDirectory(prefix="docspot-nlu-") as folder:
        for name, source in (("ours", root / "nlu/data"), ("own", own_data(home))):
            for path in source.glob("*.yml"):
                shutil.copy(path, Path(folder) / f"{name}-{path.name}")
        yield Path(folder)


def sources(data: Path) -> tuple[str, ...]:
    """Rasa's options for what a model is made of."""
    return ("--config", "config.yml", "--domain", "nlu/domain.yml", "--nlu", str(data))


def run_rasa(root: Path, arguments: tuple[str, ...], log: Path) -> int:
    """Run Rasa's command line in the project's folder, its output into `log`; its exit code. Raises NluNotInstalled."""
    command = (rasa_python(root), "-m", "rasa", *arguments)
    with log.open("wb") as out:
        result = subprocess.run(
            command, cwd=root, env=environment(root), stdout=out, stderr=subprocess.STDOUT, check=False
        )
    return result.returncode


def rasa_python(root: Path) -> str:
    """The Python of Rasa's own environment. Raises NluNotInstalled."""
    python = root / "nlu/rasa/.venv/bin/python"
    if not python.exists():
        raise NluNotInstalled(f"Rasa's own environment is missing at {python.parent.parent}; run `make setup`.")
    return str(python)


def environment(root: Path) -> dict[str, str]:
    """The environment for Rasa's processes: ours, with telemetry off, less noise and our component within reach."""
    return {**os.environ, **_ENVIRONMENT, "PYTHONPATH": str(root)}


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
