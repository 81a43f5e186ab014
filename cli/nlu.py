"""`docspot nlu`: Rasa's side, trained and served."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from bot.settings import PROJECT
from cli.wiring import progress, sentences, settings
from nlu.server import RasaServer
from nlu.server import train as train_model

app = typer.Typer(help="Rasa: train and serve the model.", no_args_is_help=True)


@app.command()
def train() -> None:
    """Train a model, if the examples or the pipeline have changed."""
    with sentences():
        model = train_model(PROJECT, settings().var, report=progress)
    typer.echo(f"The model of the present examples: {model}")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Where to answer.")] = 5005,
    host: Annotated[str, typer.Option(help="On which address.")] = "127.0.0.1",
) -> None:
    """Serve the model until SIGTERM, for `DOCSPOT_NLU_URL` on other machines."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with sentences():
        model = train_model(PROJECT, settings().var, report=progress)
        with RasaServer(PROJECT, model, port=port, host=host) as server:
            server.wait_ready()
            typer.echo(f"Rasa answers at {server.url}.")
            stop.wait()
