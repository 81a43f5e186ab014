"""`docspot chat` and `docspot understand`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Screen

from bot.core.clock import SettableClock, SystemClock
from bot.core.reader import lexicon
from bot.settings.schema import Settings
from cli import jsonl, terminal
from cli.clinic import import_first
from cli.console import Console
from cli.rasa import rasa_client, rasa_server
from cli.wiring import fail, open_database, sentences, settings
from models.db import Database, upgrade
from nlu.acts.understand import Understander
from nlu.core.lexicon import Lexicon

ClinicFile = Annotated[Path | None, typer.Option("--clinic", help="A clinic file to import first.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="An object a line in, an object a line out.")]


def chat(clinic: ClinicFile = None, as_jsonl: JsonLines = False) -> None:
    """Talk to the clinic in the terminal, through the same pipeline as every channel."""
    with sentences():
        given = settings()
        database = open_database(given)
        import_first(database, clinic or given.clinic)
        clock = SettableClock() if as_jsonl else SystemClock()
        with rasa_server(given) as url:
            console = Console(database, clock, rasa_client(given, url))
            if isinstance(clock, SettableClock):
                with database.read() as store:
                    zone = store.clinic.require().timezone
                jsonl.chat(console, clock, zone, jsonl.stdin_lines(), sys.stdout)
            else:
                terminal.talk(console, Screen())
        database.close()


def understand(clinic: ClinicFile = None, as_jsonl: JsonLines = True) -> None:
    """Tell what messages would be understood as; nothing is stored."""
    if not as_jsonl:
        fail("Use --jsonl: an object with id, text, asked and now on each line.")
    with sentences():
        given = settings()
        with clinic_lexicon(given, clinic) as known, rasa_server(given) as url:
            understander = Understander(known, rasa_client(given, url))
            jsonl.understand(understander, known.timezone, jsonl.stdin_lines(), sys.stdout)


@contextmanager
def clinic_lexicon(given: Settings, file: Path | None) -> Iterator[Lexicon]:
    """The clinic to understand for: of the file, in a database that is thrown away; else the configured one."""
    if file is None:
        with open_database(given).read() as store:
            yield lexicon(store)
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/clinic.db")
        upgrade(database)
        import_first(database, file)
        with database.read() as store:
            known = lexicon(store)
        database.close()
    yield known
