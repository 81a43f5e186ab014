"""The days, hours and moments a clinic file writes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from ruamel.yaml.nodes import Node, ScalarNode

from models import walltime
from models.clinic_file.document import Week
from models.clinic_file.nodes import Fields, Problems, items, written_as
from models.hours import OtherWeeks
from models.walltime import WEEKDAYS, Minutes

_RANGE = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::00)?)?")
_NEEDS_RANGE = '{} is no stretch of hours; write one like "09:00-13:00", from 00:00 to 24:00, the end after the start'
_NEEDS_MOMENT = "{} is no moment; write one like 2026-06-04T15:00, in the clinic's own time"


def week(node: Node, problems: Problems) -> Week | None:
    """`hours:` of a doctor: weekday to its stretches."""
    fields = Fields(node, "hours", problems)
    days = {weekday: fields.get(name, _day, ()) for weekday, name in enumerate(WEEKDAYS)}
    fields.finish()
    return {weekday: stretches for weekday, stretches in days.items() if stretches}


def hours_on(node: Node, problems: Problems) -> dict[date, tuple[Minutes, ...]]:
    """`hours_on:` of a doctor: single days to their stretches, such as {2026-06-06: ["09:00-12:00"]}."""
    found = {}
    for key, _, value in Fields(node, "hours_on", problems).rest():
        day, stretches = a_date(key, problems), _day(value, problems)
        if stretches == ():
            problems.at(value, "these hours are empty; write a day without any as time_off")
        if day and stretches:
            found[day] = stretches
    return found


def other_weeks(node: Node, problems: Problems) -> OtherWeeks | None:
    """`every_other_week:` of a doctor: a day of such a week, and its weekdays' stretches, such as
    {from: 2026-06-01, tue: ["09:00-12:00"], wed: []}; an empty weekday is free in those weeks."""
    fields = Fields(node, "every_other_week", problems)
    anchor = fields.need("from", a_date, None, such_as="2026-06-01")
    days = {weekday: fields.get(name, _day, None) for weekday, name in enumerate(WEEKDAYS)}
    fields.finish()
    week = {weekday: stretches for weekday, stretches in days.items() if stretches is not None}
    if not week:
        problems.at(node, 'every_other_week needs the hours of a weekday; write one like tue: ["09:00-12:00"]')
        return None
    return None if anchor is None else OtherWeeks(anchor, week)


def a_date(node: Node, problems: Problems) -> date | None:
    """A day like 2026-12-25."""
    if isinstance(node, ScalarNode) and (found := _date(node.value)):
        return found
    problems.at(node, f"{written_as(node)} is no day; write one like 2026-12-25")
    return None


def a_clock(node: Node, problems: Problems) -> int | None:
    """A time of day like 13:00, in minutes since midnight; 24:00 is the day's end."""
    match = _CLOCK.fullmatch(node.value.strip()) if isinstance(node, ScalarNode) else None
    minute = int(match[1]) * 60 + int(match[2]) if match else None
    if minute is not None and minute <= 24 * 60:
        return minute
    problems.at(node, f'{written_as(node)} is no time of day; write one like "13:00"')
    return None


def time_off(node: Node, problems: Problems, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """One entry of `time_off:`, in UTC. A day without a time is meant as a whole, the last one too."""
    before = len(problems)
    fields = Fields(node, "time_off", problems)
    first = fields.need("from", lambda one, found: _moment(one, found, zone, whole_day_ends=False), None)
    last = fields.need("to", lambda one, found: _moment(one, found, zone, whole_day_ends=True), None)
    fields.finish()
    if first and last and last <= first:
        problems.at(fields.node_of("to"), "`to` must be after `from`")
    return (first, last) if first and last and len(problems) == before else None


def _day(node: Node, problems: Problems) -> tuple[Minutes, ...] | None:
    """A day's stretches: a list of them, or one alone."""
    nodes = items(node, problems, "a day's hours") if not isinstance(node, ScalarNode) else [node]
    found = [(stretch, one) for one in nodes if (stretch := _stretch(one, problems))]
    found.sort(key=lambda pair: pair[0])
    for (earlier, _), (later, one) in pairwise(found):
        if later[0] < earlier[1]:
            problems.at(one, "these hours overlap others of the same day; join them")
    return tuple(stretch for stretch, _ in found)


def _stretch(node: Node, problems: Problems) -> Minutes | None:
    match = _RANGE.fullmatch(node.value.strip()) if isinstance(node, ScalarNode) else None
    if match:
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if from_minute < 60 and to_minute < 60 and start < end <= 24 * 60:
            return start, end
        if from_minute < 60 and to_minute < 60 and end < start < 24 * 60:
            problems.at(
                node, f"{written_as(node)} goes over midnight; write it in two parts, until 24:00 and from 00:00"
            )
            return None
    problems.at(node, _NEEDS_RANGE.format(written_as(node)))
    return None


def _moment(node: Node, problems: Problems, zone: ZoneInfo, *, whole_day_ends: bool) -> datetime | None:
    match = _MOMENT.fullmatch(node.value.strip()) if isinstance(node, ScalarNode) else None
    day = _date(match.group(1)) if match else None
    if match is None or day is None:
        problems.at(node, _NEEDS_MOMENT.format(written_as(node)))
        return None
    if match.group(2) is None:
        return walltime.moment(day + timedelta(days=whole_day_ends), 0, zone)
    minute = int(match.group(2)) * 60 + int(match.group(3))
    if int(match.group(3)) > 59 or minute > 24 * 60:
        problems.at(node, _NEEDS_MOMENT.format(written_as(node)))
        return None
    return walltime.moment(day, minute, zone)


def _date(written: str) -> date | None:
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None
