"""Commands that are imported when they are called, since most need a part of the program only."""

from __future__ import annotations

import gc
from importlib import import_module
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class Later(TyperCommand):
    """A command, or a group of them, of which no more than its name and its help is known until it is called.

    `where` is `module:function`, or `module:app` for a group. `help` begins its own help: a test compares.
    """

    def __init__(self, name: str, where: str, help: str) -> None:
        super().__init__(name, help=help)
        self.where = where

    def load(self) -> TyperCommand | TyperGroup:
        """The command itself."""
        module, _, attribute = self.where.partition(":")
        found = getattr(_imported(module), attribute)
        if isinstance(found, TyperGroup):
            return found
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        command: TyperCommand = typer.main.get_command(alone)  # type: ignore[assignment]  # as it is for a function
        return command

    def make_context(self, *args: Any, **more: Any) -> Any:
        """The command's own: whoever reads the arguments is who runs, completes or prints its help."""
        return self.load().make_context(*args, **more)


def _imported(module: str) -> ModuleType:
    """The module. What modules make stays: looking for garbage among it, now and at the end, would take a quarter of a
    short command's time."""
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


def commands(table: dict[str, tuple[str, str]]) -> dict[str, Later]:
    """Commands by their names, from where each is and its help."""
    return {name: Later(name, where, help) for name, (where, help) in table.items()}
