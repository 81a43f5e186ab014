"""What the front desk is asked about before it is done, and how it insists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cli.wiring import fail
from clinic.desk_rules import Doubt, Doubtful
from clinic.people import SomebodyElses
from models.errors import NotFree
from models.rules import OVERRULED

Past = Annotated[bool, typer.Option("--past", help="Note what has begun already, such as a walk-in; nobody is told.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Insist: outside hours, far ahead, at two places at once.")]

_HOW: dict[Doubt, str] = {
    "passed": "; with --past it is noted all the same, and nobody is told.",
    "to_come": "; leave --past out, so that the patient is told.",
    "far_ahead": "; with --anyway it is done all the same.",
    "two_places": "; with --anyway both stand.",
    "kind": ". With --anyway it is done all the same.",
}


@contextmanager
def overruling() -> Iterator[None]:
    """What the desk may overrule says how, and what it can do instead."""
    try:
        yield
    except NotFree as error:
        fail(f"{error} With --anyway it is done all the same." if error.refusal in OVERRULED else str(error))
    except Doubtful as error:
        fail(str(error).removesuffix(".") + _HOW[error.doubt])
    except SomebodyElses as error:
        fail(
            f"{error} Say --for child, partner, parent or other;"
            " where the number has a new owner, first use `docspot patients new-owner`."
        )
