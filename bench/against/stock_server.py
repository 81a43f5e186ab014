"""Starting the stock bot: a Rasa server and an action server, in the environment that Docspot's own Rasa has."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

import httpx

from nlu.training.train import environment, rasa_python
from tests.e2e.live import free_port, until

STARTING_SECONDS = 900.0
"""On a machine that has other things to do, TensorFlow alone takes minutes to load."""

_PARTS = ("config.yml", "domain.yml", "data/nlu.yml", "data/rules.yml")


@contextmanager
def stock_bot(root: Path, models: Path, home: Path) -> Iterator[tuple[str, list[int]]]:
    """Its address and its processes, once it answers. What it books is under `home`."""
    here, python = root / "bench/stock", rasa_python(root)
    model, port, actions = trained(here, python, models), free_port(), free_port()
    settings = environment(here) | {
        "STOCK_ACTIONS": f"http://127.0.0.1:{actions}/webhook",
        "STOCK_BOOKINGS": str(home / "bookings.db"),
    }
    server = [python, "-m", "rasa", "run", "--model", str(model), "--interface", "127.0.0.1", "--port", str(port)]
    server += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    with ExitStack() as stack:
        started = [
            stack.enter_context(ended(subprocess.Popen(command, cwd=here, env=settings, stderr=subprocess.DEVNULL)))
            for command in ([python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)], server)
        ]
        url = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{url}/"), STARTING_SECONDS)
        until(lambda: answers(f"http://127.0.0.1:{actions}/health"), STARTING_SECONDS)
        yield url, started


def trained(here: Path, python: str, models: Path) -> Path:
    """The model of bench/stock as it is, trained where there is none yet."""
    digest = sha256(b"".join((here / part).read_bytes() for part in _PARTS)).hexdigest()[:16]
    model = models / f"stock-{digest}.tar.gz"
    if not model.exists():
        models.mkdir(parents=True, exist_ok=True)
        command = [python, "-m", "rasa", "train", "--out", str(models), "--fixed-model-name", model.name]
        subprocess.run(command, cwd=here, env=environment(here), stdout=subprocess.DEVNULL, check=True)
    return model


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """The process, which ends with the block."""
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def answers(url: str) -> bool:
    """Whether somebody is there."""
    try:
        return httpx.get(url, trust_env=False, timeout=5).status_code == 200
    except httpx.TransportError:
        return False
