"""Where a doctor sees people, as a clinic file says it: for all days, and for single weekdays and days."""

from __future__ import annotations

from ruamel.yaml.nodes import Node

from models.clinic_file import moments
from models.clinic_file.nodes import Fields, Problems, text
from models.places import NO_PLACE, Place
from models.walltime import WEEKDAYS

MOST_CHARACTERS = 120
"""A place goes into text messages; how to find it belongs into `info`."""


def place_of(fields: Fields) -> Place:
    """`room` and `address` of a mapping."""
    return Place(fields.get("room", _short, ""), fields.get("address", _short, ""))


def places(node: Node, problems: Problems) -> dict[str, Place]:
    """`places:` of a doctor, such as {tue: {address: 5 Mill Lane}, 2026-06-06: {room: room 9}}."""
    found = {}
    for key, name, value in Fields(node, "places", problems).rest():
        day, place = _day(name, key), _place(value, problems)
        if day is None:
            problems.at(key, f"`{name}` is no day; write a weekday like tue, or a day like 2026-12-25")
        elif place is not None:
            found[day] = place
    return found


def _place(node: Node, problems: Problems) -> Place | None:
    before = len(problems)
    fields = Fields(node, "a place", problems)
    place = place_of(fields)
    fields.finish()
    if place == NO_PLACE and len(problems) == before:
        problems.at(node, "a place needs a `room` or an `address`")
    return place or None


def _short(node: Node, problems: Problems) -> str | None:
    words = text(node, problems)
    if words is None or len(words) <= MOST_CHARACTERS:
        return words
    problems.at(node, f"a place may have {MOST_CHARACTERS} characters; how to find it can stand in `info`")
    return None


def _day(name: str, key: Node) -> str | None:
    if name in WEEKDAYS:
        return name
    day = moments.a_date(key, Problems())
    return None if day is None else day.isoformat()
