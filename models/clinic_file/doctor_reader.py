"""One of `doctors:` of a clinic file: hours, time off, what the doctor does, where, and who that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from ruamel.yaml.nodes import Node

from models.clinic_file import moments
from models.clinic_file.document import DEFAULT_SPECIALTY, DoctorPart, VisitTypePart
from models.clinic_file.nodes import Fields, Problems, items, line_of, text
from models.clinic_file.profiles import profile_of
from models.clinic_file.where import place_of, places
from models.errors import Problem
from models.names import name_key


def doctor(node: Node, problems: Problems, zone: ZoneInfo, kinds: Sequence[str]) -> DoctorPart:
    """A doctor of a clinic in `zone` whose visit types are `kinds`."""
    fields = Fields(node, "a doctor", problems)
    part = DoctorPart(
        name=fields.need("name", text, ""),
        specialty=fields.get("specialty", text, DEFAULT_SPECIALTY),
        hours=fields.need("hours", moments.week, {}),
        time_off=fields.get("time_off", lambda one, found: _time_off(one, found, zone), ()),
        hours_on=fields.get("hours_on", moments.hours_on, {}),
        other_weeks=fields.get("every_other_week", moments.other_weeks, None),
        visit_types=fields.get("visit_types", lambda one, found: _visit_types(one, found, kinds), ()),
        place=place_of(fields),
        places=fields.get("places", places, {}),
        profile=profile_of(fields),
    )
    fields.finish()
    return part


def nobody_does(kinds: Sequence[VisitTypePart], doctors: Sequence[DoctorPart], file: Fields) -> Iterator[Problem]:
    """A mistake for each visit type that no doctor does: patients would ask for it in vain."""
    if any(not one.visit_types for one in doctors):
        return
    done = {kind for one in doctors for kind in one.visit_types}
    for kind in kinds:
        if kind.name not in done:
            told = f"no doctor does `{kind.name}`; name it in a doctor's `visit_types`, or take it out"
            yield Problem(line_of(file.node_of("visit_types")), told)


def _visit_types(node: Node, problems: Problems, kinds: Sequence[str]) -> tuple[str, ...] | None:
    """Some of the clinic's visit types, as the clinic writes them, in its order."""
    known, nodes, found = {name_key(kind): kind for kind in kinds}, items(node, problems, "`visit_types`"), set()
    for one in nodes:
        name = text(one, problems)
        kind = known.get(name_key(name)) if name else None
        if name and kind is None:
            names = ", ".join(f"`{each}`" for each in kinds)
            problems.at(one, f"`{name}` is no visit type of this clinic; known are {names}")
        found |= {kind} if kind else set()
    if not nodes:
        problems.at(node, "these visit types are empty; leave them out for a doctor who does all of them")
    return tuple(kind for kind in kinds if kind in found) or None


def _time_off(node: Node, problems: Problems, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    found = [moments.time_off(one, problems, zone) for one in items(node, problems, "`time_off`")]
    return tuple(sorted({interval for interval in found if interval}))
