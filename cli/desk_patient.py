"""Whom the front desk books for: found by name and phone, and what they are to whoever has that phone."""

from __future__ import annotations

import sys
from datetime import datetime

import click
import typer

from cli.wiring import fail
from models.names import clean_name, name_key
from models.store import Store
from models.views import Patient
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


def patient_for(store: Store, name: str, phone: str | None, relation: Relation, now: datetime) -> Patient:
    """The patient of that name under that phone, added where there is none."""
    name = clean_name(name)
    people = store.people
    account = people.account_with_phone(phone, now) if phone else people.new_account(now)
    others = people.patients(account.id)
    known = next((one for one in others if name_key(one.name) == name_key(name)), None)
    if relation == "self" and any(one.relation == "self" and one is not known for one in others):
        fail(
            "That phone is noted as somebody else's own. Say --for child, partner, parent or other;"
            " where the number has a new owner, first use `docspot patients new-owner`."
        )
    if known is None:
        return people.add_patient(account.id, name, relation, now, by="desk")
    if relation not in ("unknown", known.relation):
        people.relate(known.id, relation, now, by="desk")
    return people.patient(known.id)
