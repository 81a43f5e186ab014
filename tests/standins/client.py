"""How a test starts a stand-in in another process and speaks with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import httpx

_ROOT = Path(__file__).parents[2]


class Remote:
    """A running stand-in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=70)

    def post(self, path: str, **data: Any) -> dict[str, Any]:
        """Ask something of the stand-in itself."""
        response = self._http.post(path, json=data)
        response.raise_for_status()
        return dict(response.json())

    def reset(self) -> None:
        self.post("/reset")

    def fail(self, method: str, how: str, **details: Any) -> None:
        """See tests.standins.server.Failure."""
        self.post("/fail", method=method, how=how, **details)

    def go_on(self) -> None:
        """Whatever hangs is dropped now."""
        self.post("/go_on")

    def ledger(self, method: str | None = None) -> list[dict[str, Any]]:
        """What was asked, oldest first; of one method where it is given."""
        entries: list[dict[str, Any]] = self._http.get("/ledger").json()
        return [entry for entry in entries if method in (None, entry["method"])]

    def accepted(self, method: str) -> list[dict[str, Any]]:
        """The parameters of what was accepted."""
        return [entry["parameters"] for entry in self.ledger(method) if entry["accepted"]]

    def update(self, update: dict[str, Any]) -> int | None:
        """Telegram delivers an update; the webhook's status, or None where it waits for getUpdates."""
        status: int | None = self.post("/update", **update)["status"]
        return status


@contextmanager
def running(name: Literal["telegram", "twilio"], *options: str) -> Iterator[Remote]:
    """A stand-in in a process of its own."""
    command = [sys.executable, "-m", f"tests.standins.{name}", *options]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Remote(process.stdout.readline().strip())
        finally:
            process.terminate()  # a test that fails inside must not wait for ever
