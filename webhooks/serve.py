"""The app in processes of its own, started from Python: gunicorn keeps them, waitress reads what comes in."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.workers.base import Worker  # type: ignore[import-untyped]
from prometheus_client import multiprocess
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from webhooks.app import MOST_BYTES
from webhooks.front import MOST_CONNECTIONS, MOST_HEAD_BYTES, Front

LOOK_SECONDS = 0.5
"""How often an idle process looks whether it is to stop."""

FINISH_SECONDS = 12.0
"""For what has begun when a process is to stop; longer than a request may take to arrive."""


class _Process(Worker):  # type: ignore[misc]
    """One of gunicorn's processes. Its main thread reads, `threads` others answer."""

    def run(self) -> None:
        """Until told to stop, or left alone by the process that keeps this one."""
        limits = _limits()
        answering, connections = ThreadedTaskDispatcher(), dict[int, Any]()
        answering.set_thread_count(self.cfg.threads)
        fronts = [self._front(one.sock, limits, answering, connections) for one in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._turn(connections)
        self._finish(fronts, connections)
        answering.shutdown()

    def _finish(self, fronts: list[Front], connections: dict[int, Any]) -> None:
        deadline = time.monotonic() + FINISH_SECONDS
        while time.monotonic() < deadline:
            left = [front for front in fronts if not front.finish()]
            if not left:
                return
            self._turn(connections)

    def _turn(self, connections: dict[int, Any]) -> None:
        self.notify()
        wasyncore.loop(timeout=LOOK_SECONDS, map=connections, use_poll=True, count=1)

    def _front(self, listening: Any, limits: Adjustments, answering: Any, connections: dict[int, Any]) -> Front:
        where = (listening.family, listening.type, listening.proto, listening.getsockname())
        return Front(
            self.wsgi,
            map=connections,
            _sock=listening,
            dispatcher=answering,
            adj=limits,
            bind_socket=False,
            sockinfo=where,
        )


def _limits() -> Adjustments:
    return Adjustments(
        ident=None,
        connection_limit=MOST_CONNECTIONS,
        cleanup_interval=1,
        max_request_header_size=MOST_HEAD_BYTES,
        max_request_body_size=MOST_BYTES + 1,  # it refuses what is as large as its limit
        clear_untrusted_proxy_headers=False,  # nobody trusts them, and they tell that there is a proxy
    )


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
        "worker_class": _Process,
        "workers": workers,
        "threads": threads,
        "timeout": 30,  # seconds without a sign of life
        "graceful_timeout": 15,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "control_socket_disable": True,  # gunicorn would open one in the user's home folder, the same for every server
        "child_exit": _forget_worker,
    }
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits for a thread
    _Server(factory, options).run()


def _forget_worker(server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
