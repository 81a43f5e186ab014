"""Whole conversations through `docspot chat --jsonl`: real process, real Rasa, real database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from tests.e2e.live import Live, live

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def processes(python: str) -> str:
    """Everything here starts us as processes."""
    return python


class Talk:
    """One `docspot chat --jsonl`. `says` sends a line and returns its answer."""

    def __init__(self, home: Path, nlu_url: str, clinic: Path) -> None:
        settings = {"DOCSPOT_HOME": str(home), "DOCSPOT_NLU_URL": nlu_url, "DOCSPOT_NLU_TIMEOUT_SECONDS": "20"}
        self.environment = {**os.environ, **settings}
        command = [sys.executable, str(ROOT / "docspot.py"), "chat", "--jsonl", "--clinic", str(clinic)]
        self._process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.last: dict[str, Any] = {}

    def line(self, line: str) -> dict[str, Any]:
        """One line in, one line out, just as they are."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        self.last = json.loads(self._process.stdout.readline())
        return self.last

    def says(self, text: str, sender: str = "p1", at: str | None = None) -> str:
        """What the sender writes; what comes back, its choices behind it in brackets."""
        self.line(json.dumps({"sender": sender, "text": text, **({"at": at} if at else {})}))
        return self.read()

    def taps(self, label: str, sender: str = "p1") -> str:
        """The sender takes an offered choice."""
        values = {choice["label"]: choice["value"] for reply in self.last["replies"] for choice in reply["choices"]}
        self.line(json.dumps({"sender": sender, "choice": values[label]}))
        return self.read()

    def read(self) -> str:
        """The last answer as it is read."""
        return "\n".join(
            reply["text"] + "".join(f" [{choice['label']}]" for choice in reply["choices"])
            for reply in self.last["replies"]
        )

    def docspot(self, *arguments: str) -> str:
        """What another command prints about the same clinic."""
        command = [sys.executable, str(ROOT / "docspot.py"), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def appointments(self) -> list[dict[str, Any]]:
        """The book."""
        found: list[dict[str, Any]] = json.loads(self.docspot("appointments", "list", "--json"))
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


@pytest.fixture
def talk(tmp_path: Path, nlu_url: str) -> Iterator[Talk]:
    """A chat with the demo clinic."""
    with Talk(tmp_path, nlu_url, ROOT / "demo" / "clinic.yml") as chat:
        yield chat


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A command in a home of its own, with these settings; it need not succeed."""

    def command(*arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DOCSPOT_HOME": str(tmp_path), **settings}
        line = [sys.executable, str(ROOT / "docspot.py"), *arguments]
        return subprocess.run(
            line, env=environment, input=stdin, capture_output=True, text=True, check=False, timeout=120
        )

    return command


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, nlu_url: str) -> Iterator[Live]:
    """One installation on SQLite for all conversations over the channels: web and worker run."""
    with live(tmp_path_factory.mktemp("live"), nlu_url) as running:
        running.start("web", "--port", running.url.rpartition(":")[2])
        running.start("worker")
        running.telegram.reset()
        running.docspot("telegram", "set-webhook")
        running.wait_ready()
        yield running
