"""Talking to the clinic in the terminal, choices as numbered lines."""

from __future__ import annotations

from rich.console import Console as Screen
from rich.text import Text

from bot.core.channel import Outgoing
from cli.console import Console

SENDER = "you"
_GOODBYES = {"/quit", "/exit", "/q"}


def talk(console: Console, screen: Screen) -> None:
    """A conversation until end of input, Ctrl-C or /quit."""
    screen.print(Text("Write as you would to the clinic; a number takes a choice, /quit ends.", style="dim"))
    while True:
        try:
            said = screen.input(Text("\nyou  ", style="bold cyan"))
        except (EOFError, KeyboardInterrupt):
            screen.print()
            return
        if said.strip().lower() in _GOODBYES:
            return
        if not said.strip():
            continue
        with screen.status("", spinner="dots"):
            answers = console.write(SENDER, text=said)
        show(screen, [message for address, message in answers if address == SENDER])


def show(screen: Screen, messages: list[Outgoing]) -> None:
    """What came back, each with its choices under it."""
    if not messages:
        screen.print(Text("     (the assistant keeps quiet: a person has this conversation)", style="dim"))
    for message in messages:
        for number, line in enumerate(message.text.splitlines()):
            screen.print(Text.assemble(("bot  " if number == 0 else "     ", "bold green"), line))
        for number, option in enumerate(message.options, start=1):
            screen.print(Text.assemble((f"     {number}  ", "yellow"), option.label))
