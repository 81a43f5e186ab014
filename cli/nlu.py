"""`docspot nlu`: Rasa's side, trained, tested, served, and taught by what was not understood."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer
from rich.console import Console as Screen
from rich.table import Table

from bot.settings.schema import PROJECT
from cli.nlu_review import review
from cli.nlu_test import measure
from cli.rasa import nlu_token
from cli.wiring import fail, progress, sentences, settings
from nlu.acts.client import RasaClient
from nlu.training.acceptance_set import load_bars
from nlu.training.models import Model, Models, name_of
from nlu.training.server import RasaServer
from nlu.training.train import train as train_model

app = typer.Typer(help="Rasa: train, test and serve the model, and teach it.", no_args_is_help=True)
app.command("test")(measure)
app.command()(review)


@app.command()
def train() -> None:
    """Train a model if the examples have changed, hold it against the bars, and make it live if it clears them."""
    with sentences():
        home = settings().var
        models, bars = Models(PROJECT, home), load_bars(PROJECT)
        model = train_model(PROJECT, home, report=progress)
        progress("Holding it against the bars.")
        verdict = bars.judge_beside(PROJECT, model)
        models.judge(model, verdict)
        name = name_of(model)
        told = (
            f"{name} understands {verdict.intent:.1%} of the sentences, with {verdict.false_action:.1%} false actions."
        )
        if not verdict.passed:
            progress(
                f"At least {bars.intent_at_least:.1%} must be understood; false actions may be no more than "
                f"{bars.false_action_at_most:.1%}."
            )
            fail(f"{told} It does not go live.")
        models.use(name)
    typer.echo(f"{told} It is live.")


@app.command()
def models() -> None:
    """List the trained models, oldest first."""
    with sentences():
        known = Models(PROJECT, settings().var).all()
    if not known:
        typer.echo("There is no model yet; `docspot nlu train` makes one.")
        return
    table = Table(box=None)
    for heading in ("name", "trained (UTC)", "understands", "false actions", ""):
        table.add_column(heading)
    for model in known:
        table.add_row(*_row(model))
    Screen().print(table)


def _row(model: Model) -> tuple[str, ...]:
    judged = model.verdict
    shares = (f"{judged.intent:.1%}", f"{judged.false_action:.1%}") if judged else ("not judged", "")
    return (model.name, f"{model.trained_at:%Y-%m-%d %H:%M}", *shares, "live" if model.live else "")


@app.command()
def use(name: Annotated[str, typer.Argument(help="As `docspot nlu models` lists it.")]) -> None:
    """Make a model live, at once and without a stop: a newer one, or an older one again."""
    with sentences():
        Models(PROJECT, settings().var).use(name)
    typer.echo(f"{name} is live. Servers that run take it up within a few seconds.")


@app.command()
def ping(
    url: Annotated[str | None, typer.Option(help="Of the server; by default the configured one.")] = None,
) -> None:
    """Whether a Rasa server understands a word; the exit code tells it to other programs."""
    with sentences():
        given = settings()
        asked = url or given.nlu_url
        if asked is None:
            fail("Which server? Give --url, or set DOCSPOT_NLU_URL.")
        if not RasaClient(asked, timeout_seconds=10.0, token=nlu_token(given)).is_ready():
            fail(f"The Rasa server at {asked} does not understand anything, or wants another DOCSPOT_NLU_TOKEN.")
    typer.echo("It understands.")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Where to answer.")] = 5005,
    host: Annotated[str, typer.Option(help="On which address.")] = "127.0.0.1",
) -> None:
    """Serve the live model until SIGTERM, for `DOCSPOT_NLU_URL` on other machines."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with sentences():
        given = settings()
        token = nlu_token(given)
        if token is None and host not in ("127.0.0.1", "localhost", "::1"):
            fail("To answer other machines, set DOCSPOT_NLU_TOKEN to the same secret here and there.")
        known = Models(PROJECT, given.var)
        model = known.to_serve(progress)
        with RasaServer(PROJECT, model, host=host, port=port, chosen=known.chosen, token=token) as server:
            server.wait_ready()
            typer.echo(f"Rasa answers at {server.url}.")
            stop.wait()
