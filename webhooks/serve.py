"""The app under gunicorn, started from Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from prometheus_client import multiprocess


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, factory: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._factory, self._options = factory, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._factory()


def serve(factory: Callable[[], Flask], *, host: str, port: int, workers: int = 1, threads: int = 16) -> None:
    """Serve until SIGTERM, then finish what has begun and exit the process.

    `factory` is called in each worker process after it was forked, so that no database connection and no thread is
    shared. Requests are not logged: a provider's tell too much, and /metrics counts them.
    """
    options = {
        "bind": f"{host}:{port}",
        "worker_class": "gthread",
        "workers": workers,
        "threads": threads,
        "timeout": 30,  # seconds; twice what a provider waits
        "graceful_timeout": 15,
        "keepalive": 15,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "control_socket_disable": True,  # gunicorn would open one in the user's home folder, the same for every server
        "child_exit": _forget_worker,
    }
    _Server(factory, options).run()


def _forget_worker(server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
