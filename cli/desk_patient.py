"""Whom the front desk books for: what they are to whoever has the phone."""

from __future__ import annotations

import sys

import click
import typer

from cli.wiring import fail
from models.words import RELATIONS, Relation


def whose_phone(said: str | None, *, ask: bool) -> Relation:
    """What the patient is to whoever has the phone; asked at a terminal, and unknown where nobody says it."""
    if said is None and ask and sys.stdin.isatty() and sys.stdout.isatty():
        said = typer.prompt(
            "Whose phone is it? self: the patient's own; else what the patient is to its owner",
            default="unknown",
            type=click.Choice(RELATIONS),
        )
    if said is None:
        return "unknown"
    if said not in RELATIONS:
        fail(f"--for takes one of: {', '.join(RELATIONS)}.")
    return said  # type: ignore[return-value]  # one of the words just checked
