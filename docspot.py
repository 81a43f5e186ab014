"""The command line: `docspot --help` tells all. Errors are one sentence and an exit code, never a traceback."""

from __future__ import annotations

import logging
import os
import sys

import typer
from typer.core import TyperGroup

from cli import FAILED
from cli.later import commands

COMMANDS = commands(
    {
        "chat": ("cli.talk:chat", "Talk to the clinic in the terminal, through the same pipeline as every channel."),
        "understand": ("cli.talk:understand", "Tell what messages would be understood as; nothing is stored."),
        "run": ("cli.service:run", "Web, worker, scheduler and Rasa in one process tree; stops cleanly on SIGTERM."),
        "web": ("cli.service:web", "The webhooks: verify, keep, answer."),
        "worker": ("cli.service:worker", "The conversation and delivery: understand, advance, send."),
        "scheduler": (
            "cli.scheduler:scheduler",
            "Reminders, questions after visits, agendas and housekeeping: release what is due, again and again.",
        ),
        "check": ("cli.check:check", "Tell what is configured, what is missing, and how to mend it."),
        "ratings": ("cli.ratings:ratings", "How patients rated their visits: counts and averages by doctor and month."),
        "clinic": ("cli.clinic:app", "The clinic file: doctors, hours, visit types, holidays."),
        "appointments": ("cli.appointments:app", "The book of appointments."),
        "handoff": ("cli.handoff:app", "Conversations that wait for a person."),
        "doctors": ("cli.doctors:app", "The doctors' own chats."),
        "outbox": ("cli.outbox:app", "What goes out, and what became of it."),
        "aside": ("cli.set_aside:app", "What could not be worked on and was set aside."),
        "patients": ("cli.patients:app", "Who is seen, and who writes for them."),
        "telegram": ("cli.telegram:app", "The Telegram bot."),
        "nlu": ("cli.nlu:app", "Rasa: train, test and serve the model, and teach it."),
        "db": ("cli.database:app", "The database."),
    }
)
"""Where each command is, and its help."""

app = typer.Typer(pretty_exceptions_enable=False)


@app.callback(no_args_is_help=True)
def docspot() -> None:
    """Docspot: patients book, move and cancel appointments by writing to their clinic."""


def command_line() -> TyperGroup:
    """Everything that can be called, with shell completion."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)  # since it has a callback
    group.commands.update(COMMANDS)
    return group


def main() -> None:
    """Run the command line. What it makes is its owner's alone."""
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        command_line()()
    except OSError as error:  # a folder that is not ours, a full disk: click tells of a closed pipe itself
        place = "" if error.filename is None else f"{error.filename}: "
        sys.stderr.write(f"This cannot be done: {place}{error.strerror or type(error).__name__}.\n")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
