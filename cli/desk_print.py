"""Appointments as the front desk sees them: a row for other programs, a sentence."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import typer

from clinic.risk import Risk
from models.views import Appointment


def as_row(one: Appointment, zone: ZoneInfo) -> dict[str, Any]:
    """An appointment as other programs read it, in the clinic's time."""
    return {
        "id": one.id,
        "doctor": one.doctor,
        "patient": one.patient,
        "start": one.starts_at.astimezone(zone).isoformat(),
        "end": one.ends_at.astimezone(zone).isoformat(),
        "visit_type": one.visit_type,
        "status": str(one.status),
        "channel": one.channel,
        "sender": one.sender,
    }


def why(risk: Risk | None) -> dict[str, Any]:
    """Why somebody may well not come, as part of a row."""
    return {"risk": risk.score, "reasons": list(risk.reasons)} if risk else {}


def report(said: str, row: dict[str, Any], *, as_json: bool) -> None:
    """Say what was done to an appointment."""
    if as_json:
        typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        when = row["start"][:16].replace("T", " ")
        typer.echo(f"{said}: {row['id']}, {row['patient']} with {row['doctor']}, {when}.")
        if "told" in row:
            way = (
                f"The patient is told by {row['told']}." if row["told"] else "Nobody was told: please call the patient."
            )
            typer.echo(way)
        if "link" in row:
            typer.echo(f"For the patient, once and within a week: {row['link']}")
