"""`docspot nlu review`: a person says what messages meant that were not understood."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import typer

from bot.core.clock import SystemClock
from bot.core.reader import lexicon
from bot.settings.schema import PROJECT
from cli.rasa import rasa_client, rasa_server
from cli.wiring import open_database, sentences, settings
from clinic.actor import DESK
from clinic.reading import Reading
from models.db import Database
from models.store.unclear import UnclearMessage
from nlu.acts.client import Ranking
from nlu.acts.understand import Understander
from nlu.training.review import Reviewed, as_example, intents

SHOWN = 3
"""How many guesses are offered."""

LATER, DISCARD, STOP = "later", "discard", "quit"


def review() -> None:
    """Go through the messages that were not understood; what you say of them is learnt at the next training.

    Names, dates and numbers are replaced in what is written down: look whether one was missed, and replace it yourself.
    """
    with sentences():
        given = settings()
        database = open_database(given)
        now = SystemClock().now()
        with database.write() as store:
            waiting, known = store.unclear.waiting(now), lexicon(store)
            Reading(store, now).looked(DESK, "unclear", len(waiting))
        if not waiting:
            typer.echo("Nothing waits to be reviewed.")
        else:
            with rasa_server(given) as url:
                understander = Understander(known, rasa_client(given, url))
                written = _go_through(database, waiting, understander, Reviewed(given.var))
            if written:
                typer.echo(f"{written} written down; `docspot nlu train` learns them.")
        database.close()


def _go_through(
    database: Database, waiting: list[UnclearMessage], understander: Understander, reviewed: Reviewed
) -> int:
    written, labels = 0, intents(PROJECT)
    for number, one in enumerate(waiting, start=1):
        masked, ranking = understander.guesses(one.message, asked=one.asked, now=one.said_at)
        _show(one, number, len(waiting), ranking, understander.zone)
        label = _label(ranking, labels)
        if label == STOP:
            break
        if label == LATER:
            continue
        if label != DISCARD:
            example = as_example(typer.prompt("Written down as", default=as_example(masked) or "-"))
            written += bool(example) and reviewed.add(label, example)
        with database.write() as store:
            store.unclear.drop(one.id)
    return written


def _show(one: UnclearMessage, number: int, of: int, ranking: Ranking, zone: ZoneInfo) -> None:
    after = f", asked for: {one.asked}" if one.asked else ""
    typer.echo(f"\n{number} of {of}, {one.said_at.astimezone(zone):%a %d %b %H:%M}{after}\n  {printable(one.message)}")
    for place, (intent, share) in enumerate(ranking[:SHOWN], start=1):
        typer.echo(f"    {place} {intent} {share:.0%}")


def printable(message: str) -> str:
    """A message in one line, without what would command the terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in message).split())


def _label(ranking: Ranking, labels: tuple[str, ...]) -> str:
    """What the reviewer says: a guess by its number, an intent by its name, or what else to do."""
    guesses = {str(place): intent for place, (intent, _) in enumerate(ranking[:SHOWN], start=1)}
    others = (LATER, DISCARD, STOP)
    while True:
        said = str(typer.prompt(f"Which (a number, an intent, {', '.join(others)})", default=LATER)).strip()
        if said in guesses:
            return guesses[said]
        if said in (*labels, *others):
            return said
        typer.echo(f"Intents: {', '.join(labels)}")
