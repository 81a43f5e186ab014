"""The service: everything in one process tree with `run`, or one role each with `web`, `worker`, `scheduler`."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.clinic import import_first
from cli.rasa import rasa_server
from cli.supervise import supervise
from cli.wiring import fail, open_database, progress, sentences, settings

Port = Annotated[int, typer.Option(help="Where to answer.")]
Host = Annotated[str, typer.Option(help="On which address.")]
Polling = Annotated[bool, typer.Option(help="Fetch Telegram's messages: for a machine without a public address.")]


def run(
    port: Port = 8080,
    host: Host = "127.0.0.1",
    polling: Polling = False,
    clinic: Annotated[Path | None, typer.Option(help="A clinic file to import first.")] = None,
) -> None:
    """Web, worker, scheduler and Rasa in one process tree; stops cleanly on SIGTERM."""
    with sentences():
        given = settings()
        must_be_free(host, port)
        database = open_database(given)
        import_first(database, clinic or given.clinic)
        database.close()
        web_role = ["web", "--port", str(port), "--host", host]
        roles = [web_role, ["worker", *(["--polling"] if polling else [])], ["scheduler"]]
        with rasa_server(given) as url:
            progress(f"Docspot answers at http://{host}:{port}; Ctrl-C stops it.")
            supervise(roles, {"DOCSPOT_NLU_URL": url})


def web(
    port: Port = 8080,
    host: Host = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="How many processes answer.", min=1, max=64)] = 1,
) -> None:
    """The webhooks: verify, keep, answer."""
    with sentences(), counting_together(workers):
        from cli import roles  # Flask and the providers' clients take a second to load, and only roles need them

        must_be_free(host, port)
        roles.web(settings(), host, port, workers=workers)


def worker(polling: Polling = False) -> None:
    """The conversation and delivery: understand, advance, send."""
    from cli import roles

    with sentences():
        roles.worker(settings(), polling=polling)


@contextmanager
def counting_together(workers: int) -> Iterator[None]:
    """Several web processes add their counts up in a folder, named before prometheus_client is first imported."""
    if workers == 1 or "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        yield
        return
    folder, ours = tempfile.mkdtemp(prefix="docspot-metrics-"), os.getpid()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    try:
        yield
    finally:
        if os.getpid() == ours:  # a web process that ends comes by here too, and the others still count
            shutil.rmtree(folder, ignore_errors=True)


def must_be_free(host: str, port: int) -> None:
    """Raise a sentence where somebody else has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port.")
