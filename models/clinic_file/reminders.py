"""`reminders:` of a clinic file: what is sent unasked, and when."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import Any

from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import Node, ScalarNode

from models.clinic_file.nodes import Fields, Problems, items, text, whole_number, written_as, yes_or_no
from models.reminding import DEFAULT_RULES, UNMARKED, ReminderRules, RiskRules, Unmarked, lead
from models.walltime import Minutes

_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)")
_MOST_LEADS = 5


def reminder_rules(node: Node, problems: Problems) -> ReminderRules:
    """The whole of `reminders:`; what it leaves out has its default."""
    given, default = Fields(node, "`reminders`", problems), DEFAULT_RULES
    rules = ReminderRules(
        before=given.get("before", leads, default.before),
        quiet=given.get("quiet", _quiet, default.quiet),
        per_day=given.get("per_day", whole_number(1, 10), default.per_day),
        per_week=given.get("per_week", whole_number(1, 50), default.per_week),
        ratings=given.get("ratings", yes_or_no, default.ratings),
        rating_after_hours=given.get("rating_after_hours", whole_number(0, 72), default.rating_after_hours),
        unmarked=given.get("unmarked", _unmarked, default.unmarked),
        unmarked_after_hours=given.get("unmarked_after_hours", whole_number(0, 72), default.unmarked_after_hours),
        ask_after_no_show=given.get("ask_after_no_show", yes_or_no, default.ask_after_no_show),
        keep_messages_days=given.get("keep_messages_days", whole_number(30, 3650), default.keep_messages_days),
        risk=given.get("risk", _risk, default.risk),
    )
    given.finish()
    return rules


def leads(node: Node, problems: Problems) -> tuple[str, ...] | None:
    """A list such as [3d, 1d]; an empty one means no reminders."""
    found: list[str] = []
    for one in items(node, problems, "`before`"):
        try:
            found.append(lead(one.value if isinstance(one, ScalarNode) else "").written)
        except ValueError:
            problems.at(one, f"{written_as(one)} is no lead; write days like 3d or hours like 2h")
    if len(found) > _MOST_LEADS:
        problems.at(node, f"these are too many reminders; keep at most {_MOST_LEADS}")
    return tuple(dict.fromkeys(found))


def told(rules: ReminderRules) -> dict[str, Any]:
    """What of the rules differs from the defaults, as the file writes it."""
    differing = {
        name: value for name, value in asdict(rules).items() if value != asdict(DEFAULT_RULES)[name] and name != "risk"
    }
    if "before" in differing:
        differing["before"] = flow(rules.before)
    if "quiet" in differing:
        differing["quiet"] = "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in rules.quiet)
    risk = {name: value for name, value in asdict(rules.risk).items() if value != getattr(DEFAULT_RULES.risk, name)}
    return {**differing, **({"risk": risk} if risk else {})}


def flow(leads: tuple[str, ...]) -> CommentedSeq:
    """Leads on one line: [3d, 1d]."""
    line = CommentedSeq(leads)
    line.fa.set_flow_style()
    return line


def _quiet(node: Node, problems: Problems) -> Minutes | None:
    match = _QUIET.fullmatch(node.value.strip()) if isinstance(node, ScalarNode) else None
    if match is None:
        problems.at(node, f'{written_as(node)} are no quiet hours; write them like "21:00-08:00"')
        return None
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    return first_hour * 60 + first_minute, last_hour * 60 + last_minute


def _unmarked(node: Node, problems: Problems) -> Unmarked | None:
    word = text(node, problems)
    if word is None or word in UNMARKED:
        return word  # type: ignore[return-value]  # one of the two words, as just checked
    problems.at(node, f"{written_as(node)} must be one of {', '.join(UNMARKED)}")
    return None


def _risk(node: Node, problems: Problems) -> RiskRules:
    given = Fields(node, "`risk`", problems)
    values = {
        field.name: given.get(field.name, whole_number(0, 1000), getattr(DEFAULT_RULES.risk, field.name))
        for field in fields(RiskRules)
    }
    given.finish()
    return RiskRules(**values)
