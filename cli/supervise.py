"""One process tree: a parent that keeps its roles alive and ends them with itself."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from bot.settings.schema import PROJECT

log = logging.getLogger(__name__)

LEASH = "LEASHED_TO_DOCSPOT"
"""Set for a role whose standard input is a pipe from its parent, and ends with it."""

LOOK_SECONDS, RESTART_SECONDS, GOODBYE_SECONDS = 0.2, 1.0, 20.0


def until_stopped() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def follow_parent() -> None:
    """End when the parent does, however it ended, if it started us on a leash."""
    if LEASH in os.environ:
        threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def supervise(roles: Sequence[Sequence[str]], environment: Mapping[str, str]) -> None:
    """Run each role as a child process, again where it ends by itself, until SIGTERM or Ctrl-C."""
    stop = until_stopped()
    children = {tuple(role): _spawn(role, environment) for role in roles}
    while not stop.wait(LOOK_SECONDS):
        for role, child in children.items():
            if child.poll() is not None:
                log.warning("%s ended with code %s and is started again", role[0], child.returncode)
                stop.wait(RESTART_SECONDS)
                children[role] = _spawn(role, environment)
    _end(list(children.values()))


def _spawn(role: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(PROJECT / "docspot.py"), *role]
    return subprocess.Popen(command, env={**os.environ, **environment, LEASH: "1"}, stdin=subprocess.PIPE)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + GOODBYE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
