"""The clinic's rules for what it sends unasked, as its file says them. The defaults' evidence is in docs/decisions."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Literal, get_args

from models.walltime import Minutes

LEAD = re.compile(r"([1-9]\d{0,2})([dh])")
"""How a lead is written: `3d` is three days before at the same time of day, `2h` two hours before."""


Unmarked = Literal["completed", "no_show"]
UNMARKED: tuple[str, ...] = get_args(Unmarked)
"""What a past visit that nobody marked is taken to have been."""


@dataclass(frozen=True, order=True)
class Lead:
    """How long before an appointment a reminder is due. Days are the calendar's, so that no DST change shifts them."""

    span: timedelta
    written: str = field(compare=False)

    @property
    def days(self) -> int | None:
        """How many calendar days before; None where it is a matter of hours."""
        return self.span.days if self.written.endswith("d") else None


def lead(written: str) -> Lead:
    """`3d` or `2h` as a lead. Raises ValueError."""
    match = LEAD.fullmatch(written.strip().lower())
    if match is None:
        raise ValueError(f"{written!r} is no lead")
    count = int(match[1])
    return Lead(timedelta(days=count) if match[2] == "d" else timedelta(hours=count), match[0])


@dataclass(frozen=True)
class RiskRules:
    """What counts how much towards the risk that a patient does not come, and from where it is acted on."""

    per_no_show: int = 3
    most_no_shows: int = 2
    long_lead: int = 2
    long_lead_days: int = 21
    first_visit: int = 1
    unconfirmed: int = 2
    acted_on_from: int = 5


@dataclass(frozen=True)
class ReminderRules:
    """When to remind, when to keep quiet, when to ask for a rating, and what becomes of visits nobody marked."""

    before: tuple[str, ...] = ("3d", "1d")
    quiet: Minutes = (21 * 60, 8 * 60)
    per_day: int = 1
    per_week: int = 3
    ratings: bool = True
    rating_after_hours: int = 2
    unmarked: Unmarked = "completed"
    unmarked_after_hours: int = 4
    ask_after_no_show: bool = True
    keep_messages_days: int = 365
    risk: RiskRules = RiskRules()

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The leads, longest first."""
        return tuple(sorted((lead(one) for one in self.before), reverse=True))


DEFAULT_RULES = ReminderRules()


def to_json(rules: ReminderRules) -> dict[str, Any]:
    """The rules as they are kept in the database."""
    values = asdict(rules)
    return {**values, "before": list(rules.before), "quiet": list(rules.quiet)}


def from_json(values: dict[str, Any]) -> ReminderRules:
    """The rules again; what was not known when they were written has its default."""
    given = dict(values)
    if "before" in given:
        given["before"] = tuple(given["before"])
    if "quiet" in given:
        first, last = given["quiet"]
        given["quiet"] = (int(first), int(last))
    if "risk" in given:
        given["risk"] = RiskRules(**given["risk"])
    return ReminderRules(**given)
