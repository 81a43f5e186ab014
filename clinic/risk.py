"""How likely it is that a patient does not come: a plain sum of what is known, each part with its reason in words.

The parts and their order follow the studies in docs/decisions/0006; the weights are the clinic's to set.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.reminding import RiskRules
from models.store.ratings import Attendance
from models.views import Appointment
from models.words import Status

NEVER_HERE = Attendance(came=0, missed=0)


@dataclass(frozen=True)
class Risk:
    """A score, and why."""

    score: int
    reasons: tuple[str, ...]
    acted_on: bool


def assess(one: Appointment, history: Attendance | None, rules: RiskRules) -> Risk:
    """The risk of an appointment whose patient came and missed as often as `history` says (None: never here)."""
    history = history or NEVER_HERE
    days_ahead = (one.starts_at - one.created_at).days
    confirmed = one.status in (Status.CONFIRMED, Status.ARRIVED)
    parts = (
        (min(history.missed, rules.most_no_shows) * rules.per_no_show, _missed(history.missed)),
        (rules.long_lead * (days_ahead >= rules.long_lead_days), f"booked {days_ahead} days ahead"),
        (rules.first_visit * (history == NEVER_HERE), "first visit"),
        (rules.unconfirmed * (not confirmed), "not confirmed"),
    )
    score = sum(points for points, _ in parts)
    reasons = tuple(words for points, words in parts if points)
    return Risk(score, reasons, score >= rules.acted_on_from)


def _missed(count: int) -> str:
    return f"missed {count} earlier {'visit' if count == 1 else 'visits'}"
