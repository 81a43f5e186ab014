"""A Rasa server as a child process: kept alive, given another model while it runs, ended with its parent."""

from __future__ import annotations

import logging
import secrets
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from nlu.acts.client import RasaClient, bearer
from nlu.core.errors import ServerFailed
from nlu.training.train import environment, rasa_python

log = logging.getLogger(__name__)

_READY_SECONDS = 120.0
_SWAP_SECONDS = 60.0
_LOOK_SECONDS, _HUNG_SECONDS = 10.0, 60.0
"""How often and for how long it is asked for a sign of life, and after how long without one it is started anew."""

_TOKEN, _OWNER = "DOCSPOT_NLU_TOKEN", "DOCSPOT_NLU_OWNER"  # see rasa/serve.py
_FIRST_PAUSE, _LONGEST_PAUSE, _LONG_LIFE = 0.5, 30.0, 60.0
"""Seconds: how long a dead child is left, at first and at most, and after what life it counts as well again."""


class RasaServer:
    """A Rasa server of our own: a child process, restarted if it dies, gone when we are.

    A context manager: entered it is starting, left it is stopped. `chosen` is asked twice a second for the model that
    somebody has chosen: when the answer changes, that one replaces the present one without a pause.
    """

    def __init__(
        self,
        root: Path,
        model: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        log: Path | None = None,
        chosen: Callable[[], Path | None] = lambda: None,
        token: str | None = None,
        hung_seconds: float = _HUNG_SECONDS,
    ) -> None:
        """`token` is what whoever asks has to show, if anything. A server that has understood nothing for
        `hung_seconds` is started anew."""
        self._root, self._model = root, model
        self._host, self._port = host, port or _free_port()
        self._log = log or model.parent / "serve.log"
        self._chosen, self._choice = chosen, chosen()
        self._token, self._owner = token, secrets.token_urlsafe(32)
        self._hung_seconds, self._last_well, self._last_look = hung_seconds, 0.0, 0.0
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._watchdog = threading.Thread(target=self._watch, name="rasa-watchdog", daemon=True)
        self._started = 0.0
        self.restarts = 0

    @property
    def url(self) -> str:
        """Where it answers once it is ready, seen from this machine."""
        everywhere = self._host in ("0.0.0.0", "::")
        return f"http://{'127.0.0.1' if everywhere else self._host}:{self._port}"

    @property
    def model(self) -> Path:
        """The model it serves."""
        return self._model

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
        client = RasaClient(self.url, timeout_seconds=2.0, token=self._token)
        deadline = time.monotonic() + timeout_seconds
        try:
            while not client.is_ready():
                if time.monotonic() > deadline or self.restarts > 2 or self._stopping.is_set():
                    raise ServerFailed(f"The Rasa server did not start; the reason is at the end of {self._log}.")
                time.sleep(0.05)
            self._last_well = time.monotonic()
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
        command = (rasa_python(self._root), serve, str(self._model), str(self._port), self._host)
        self._started = time.monotonic()
        self._last_well = self._started + _READY_SECONDS
        ours = {_OWNER: self._owner} | ({_TOKEN: self._token} if self._token else {})
        with self._log.open("ab") as out:
            # The pipe is the child's leash: it ends when our end of it is closed, even by kill -9 (see serve.py).
            self._child = subprocess.Popen(
                command,
                cwd=self._root,
                env=environment(self._root) | ours,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def _watch(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.wait(pause):
            if self._child and self._child.poll() is not None:
                lived = time.monotonic() - self._started
                pause = _FIRST_PAUSE if lived > _LONG_LIFE else min(pause * 2, _LONGEST_PAUSE)
                self.restarts += 1
                self._spawn()
            else:
                self._follow_choice()
                self._end_if_hung()

    def _end_if_hung(self) -> None:
        """A process that is there may understand nothing: it is asked, and ended if that goes on. While it loads its
        model it has time."""
        now = time.monotonic()
        if now - self._last_look < _LOOK_SECONDS or self._child is None:
            return
        self._last_look = now
        with closing(RasaClient(self.url, timeout_seconds=_LOOK_SECONDS, token=self._token)) as client:
            if client.is_ready():
                self._last_well = time.monotonic()
        if time.monotonic() - self._last_well > self._hung_seconds:
            log.error("the Rasa server understands nothing any more; it is started again")
            self._child.kill()
            self._child.wait()

    def _follow_choice(self) -> None:
        model = self._chosen()
        if model is None or model == self._choice:
            return
        try:
            swapped = httpx.put(
                f"{self.url}/model",
                json={"model_file": str(model)},
                headers=bearer(self._owner),
                timeout=_SWAP_SECONDS,
            )
            swapped.raise_for_status()
        except httpx.ConnectError:
            return  # it is starting; asked again in half a second
        except httpx.HTTPError as error:
            self._choice = model
            log.error("the model %s was not loaded (%s); %s stays", model.name, type(error).__name__, self._model.name)
            return
        self._model = self._choice = model
        log.info("the model %s is live", model.name)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.stdin:
        child.stdin.close()
    child.terminate()
    try:
        child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
