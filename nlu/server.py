"""Rasa's side of the house: train a model when the data changed, and serve it as a child process."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from nlu.client import RasaClient
from nlu.errors import NluNotInstalled, ServerFailed, TrainingFailed

Report = Callable[[str], None]
"""Takes a line of progress."""

_ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
_READY_SECONDS = 120.0
_FIRST_PAUSE, _LONGEST_PAUSE, _LONG_LIFE = 0.5, 30.0, 60.0
"""Seconds: how long a dead child is left, at first and at most, and after what life it counts as well again."""


def fingerprint(root: Path) -> str:
    """A short name for everything a model is made of: the pipeline, the domain, the examples and Rasa's version."""
    parts = [root / "config.yml", root / "nlu/domain.yml", *sorted((root / "nlu/data").glob("*.yml"))]
    digest = hashlib.sha256()
    for path in [*parts, root / "nlu/rasa/rasa.lock"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(root: Path, home: Path) -> Path:
    """Where the model of the present data belongs, trained or not."""
    return home / "nlu" / f"{fingerprint(root)}.tar.gz"


def train(root: Path, home: Path, *, report: Report = lambda line: None) -> Path:
    """The model of the present data, trained now if there is none yet.

    `root` is the project's folder, `home` the one for what it makes. Processes that want the same model train it once.
    Raises NluNotInstalled or TrainingFailed.
    """
    model = model_path(root, home)
    model.parent.mkdir(parents=True, exist_ok=True)
    with _locked(model.with_suffix(".lock")):
        if not model.exists():
            _train(root, model, report)
    return model


def _train(root: Path, model: Path, report: Report) -> None:
    report("The examples have changed: training Rasa, about a minute.")
    log, started = model.parent / "train.log", time.monotonic()
    half_made = model.parent / f"half-{model.name}"
    half_made.unlink(missing_ok=True)
    where = ("--config", "config.yml", "--nlu", "nlu/data", "--domain", "nlu/domain.yml", "--out", str(model.parent))
    command = (rasa_python(root), "-m", "rasa", "train", "nlu", *where, "--fixed-model-name", half_made.name)
    with log.open("wb") as out:
        result = subprocess.run(command, cwd=root, env=environment(), stdout=out, stderr=subprocess.STDOUT, check=False)
    if result.returncode or not half_made.exists():
        raise TrainingFailed(f"Rasa could not train a model; the reason is at the end of {log}.")
    half_made.rename(model)
    report(f"Rasa is trained ({time.monotonic() - started:.0f} s).")


class RasaServer:
    """A Rasa server of our own: a child process on the loopback address, restarted if it dies, gone when we are.

    A context manager: entered it is starting, left it is stopped.
    """

    def __init__(self, root: Path, model: Path, *, port: int = 0, log: Path | None = None) -> None:
        self._root, self._model = root, model
        self._port = port or _free_port()
        self._log = log or model.parent / "serve.log"
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._watchdog = threading.Thread(target=self._watch, name="rasa-watchdog", daemon=True)
        self._started = 0.0
        self.restarts = 0

    @property
    def url(self) -> str:
        """Where it answers once it is ready."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the child and the thread that keeps it alive; does not wait. Raises NluNotInstalled."""
        self._spawn()
        self._watchdog.start()

    def wait_ready(self, timeout_seconds: float = _READY_SECONDS) -> None:
        """Wait until the model is loaded. Raises ServerFailed after the time-out or if it keeps dying."""
        client = RasaClient(self.url, timeout_seconds=2.0)
        deadline = time.monotonic() + timeout_seconds
        try:
            while not client.is_ready():
                if time.monotonic() > deadline or self.restarts > 2 or self._stopping.is_set():
                    raise ServerFailed(f"The Rasa server did not start; the reason is at the end of {self._log}.")
                time.sleep(0.05)
        finally:
            client.close()

    def stop(self) -> None:
        """Stop the child and wait for its end."""
        self._stopping.set()
        if self._watchdog.is_alive():
            self._watchdog.join(timeout=5)
        if self._child:
            _end(self._child)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _spawn(self) -> None:
        serve = str(self._root / "nlu/rasa/serve.py")
        command = (rasa_python(self._root), serve, str(self._model), str(self._port))
        self._started = time.monotonic()
        with self._log.open("ab") as out:
            # The pipe is the child's leash: it ends when our end of it is closed, even by kill -9 (see serve.py).
            self._child = subprocess.Popen(
                command, cwd=self._root, env=environment(), stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT
            )

    def _watch(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.wait(pause):
            if self._child and self._child.poll() is not None:
                lived = time.monotonic() - self._started
                pause = _FIRST_PAUSE if lived > _LONG_LIFE else min(pause * 2, _LONGEST_PAUSE)
                self.restarts += 1
                self._spawn()


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.stdin:
        child.stdin.close()
    child.terminate()
    try:
        child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def rasa_python(root: Path) -> str:
    """The Python of Rasa's own environment. Raises NluNotInstalled."""
    python = root / "nlu/rasa/.venv/bin/python"
    if not python.exists():
        raise NluNotInstalled(f"Rasa's own environment is missing at {python.parent.parent}; run `make setup`.")
    return str(python)


def environment() -> dict[str, str]:
    """The environment for Rasa's processes: ours, with telemetry off and less noise."""
    return {**os.environ, **_ENVIRONMENT}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
