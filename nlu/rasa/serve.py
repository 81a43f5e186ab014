"""Serve one Rasa model over HTTP. Run by Rasa's own Python, never imported by ours.

    python serve.py MODEL PORT HOST

It ends when its standard input is closed, so that it never outlives the process that started it, however that one
died. Standard input is the right leash: it needs no signal, no thread of the parent's and works on every system.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings


def follow_parent() -> None:
    """Wait until the parent is gone, then be gone as well."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(0)


def serve(model: str, port: int, interface: str) -> None:
    """Load the model and answer `/model/parse` and `/status` until ended."""
    warnings.filterwarnings("ignore")  # deprecations of Rasa's own pinned libraries, nothing we could mend
    from rasa.core.run import serve_application
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # below that Rasa writes every patient's message to its log
    serve_application(model_path=model, channel="rest", enable_api=True, port=port, interface=interface)


if __name__ == "__main__":
    threading.Thread(target=follow_parent, daemon=True).start()
    serve(sys.argv[1], int(sys.argv[2]), sys.argv[3])
