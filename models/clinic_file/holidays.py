"""`holidays:` of a clinic file: days, ranges of days, and days on which the clinic closes for some hours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ruamel.yaml.nodes import MappingNode, Node

from models.clinic_file import moments
from models.clinic_file.nodes import Fields, Problems, items
from models.walltime import Minutes

_MOST_DAYS = 366
_MIDNIGHT = 24 * 60


class Holidays(NamedTuple):
    """The days on which the clinic is closed, and the hours on which it is on others."""

    days: tuple[date, ...] = ()
    hours: tuple[tuple[date, Minutes], ...] = ()


def holidays(node: Node, problems: Problems) -> Holidays:
    """Entries such as 2026-12-25, {from: 2026-12-24, to: 2026-12-31} and {date: 2026-12-31, from: "13:00"}."""
    days: set[date] = set()
    hours: set[tuple[date, Minutes]] = set()
    for one in items(node, problems, "`holidays`"):
        if not isinstance(one, MappingNode):
            day = moments.a_date(one, problems)
            days |= {day} if day else set()
        elif any(key.value == "date" for key, _ in one.value):
            closed = _hours(one, problems)
            hours |= {closed} if closed else set()
        else:
            days |= set(_range(one, problems))
    return Holidays(tuple(sorted(days)), tuple(sorted(one for one in hours if one[0] not in days)))


def _range(node: MappingNode, problems: Problems) -> list[date]:
    """Both ends are closed too."""
    fields = Fields(node, "a holiday", problems)
    first, last = fields.need("from", moments.a_date, None), fields.need("to", moments.a_date, None)
    fields.finish()
    if first is None or last is None:
        return []
    if not first <= last < first + timedelta(days=_MOST_DAYS):
        problems.at(fields.node_of("to"), "`to` must not be before `from`, nor more than a year after it")
        return []
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]


def _hours(node: MappingNode, problems: Problems) -> tuple[date, Minutes] | None:
    """From a time on, up to one, or between two; a day without either is closed as a whole and is written alone."""
    fields = Fields(node, "a holiday", problems)
    day = fields.need("date", moments.a_date, None)
    start, end = fields.get("from", moments.a_clock, 0), fields.get("to", moments.a_clock, _MIDNIGHT)
    fields.finish()
    if start >= end or (start, end) == (0, _MIDNIGHT):
        problems.at(node, 'give the hours that are closed, like from: "13:00", or the day alone')
        return None
    return None if day is None else (day, (start, end))
