"""Serve one Rasa model over HTTP. Run by Rasa's own Python, never imported by ours.

    python serve.py MODEL PORT HOST

It ends when its standard input is closed, so that it never outlives the process that started it, however that one
died. Standard input is the right leash: it needs no signal, no thread of the parent's and works on every system.

Of Rasa's interface only what we use is there: asking, and, for the process that started it, another model. With a
token, whoever asks has to show it.
"""

from __future__ import annotations

import hmac
import logging
import os
import sys
import threading
import warnings
from typing import Any

ASKING, MANAGING = {("GET", "/status"), ("POST", "/model/parse")}, {("PUT", "/model")}
TOKEN, OWNER = "DOCSPOT_NLU_TOKEN", "DOCSPOT_NLU_OWNER"
"""What whoever asks has to show, if it is set; and what whoever manages has to."""


def follow_parent() -> None:
    """Wait until the parent is gone, then be gone as well."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)


def refusal(method: str, path: str, shown: str) -> int | None:
    """The HTTP status to refuse a request with, given its Authorization header; None where it is welcome."""
    if (method, path) in ASKING:
        secret = os.environ.get(TOKEN, "")
        return None if not secret or _fits(shown, secret) else 401
    if (method, path) in MANAGING and (secret := os.environ.get(OWNER, "")):
        return None if _fits(shown, secret) else 401
    return 404


def _fits(shown: str, secret: str) -> bool:
    return hmac.compare_digest(shown.encode("utf-8", "replace"), f"Bearer {secret}".encode())


def guard(configure: Any) -> Any:
    """Rasa's making of its web application, with every request looked at first."""
    from sanic import response

    def guarded(*arguments: Any, **more: Any) -> Any:
        app = configure(*arguments, **more)

        async def look(request: Any) -> Any:
            status = refusal(request.method, request.path, request.headers.get("authorization", ""))
            return None if status is None else response.empty(status)

        app.register_middleware(look, "request")
        return app

    return guarded


def serve(model: str, port: int, interface: str) -> None:
    """Load the model and answer what is allowed until ended."""
    warnings.filterwarnings("ignore")  # deprecations of Rasa's own pinned libraries, nothing we could mend
    from rasa.core import run
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # below that Rasa writes every patient's message to its log
    run.configure_app = guard(run.configure_app)
    run.serve_application(model_path=model, channel="rest", enable_api=True, port=port, interface=interface)


if __name__ == "__main__":
    threading.Thread(target=follow_parent, daemon=True).start()
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3])
