"""Reading a clinic file: all mistakes at once, each with its line and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from ruamel.yaml.nodes import Node

from models.clinic_file.doctor_reader import doctor, nobody_does
from models.clinic_file.document import (
    DEFAULT_VISIT_TYPES,
    ClinicFile,
    ClinicPart,
    VisitTypePart,
)
from models.clinic_file.holidays import Holidays, holidays
from models.clinic_file.nodes import Fields, Problems, compose, items, text, whole_number, written_as, yes_or_no
from models.clinic_file.profiles import specialty, texts, unused_or_double
from models.clinic_file.reminders import leads, reminder_rules
from models.errors import ClinicFileError
from models.names import name_key
from models.reminding import DEFAULT_RULES
from models.words import AGENDA_NAMES, AgendaNames

Part = TypeVar("Part")

_EMAIL = re.compile(r"[^@\s:]+@[^@\s:]+\.[^@\s:.]+")
_MINUTES_OF_A_DAY = 24 * 60
_MONTH_FIRST = ("+1",)  # the United States write 6/4 for the 4th of June; most of the world does not


def load_clinic(file: str | Path, zone: ZoneInfo | None = None) -> ClinicFile:
    """Read a clinic file. Raises ClinicFileError with every mistake in it.

    `zone` is the clinic's, where it has one already: a file may then leave it out.
    """
    problems = Problems()
    fields = Fields(compose(Path(file)), "the clinic file", problems)
    nameless = ClinicPart(name="")
    clinic = fields.need("clinic", lambda node, found: _clinic(node, found, zone), nameless)
    here = ZoneInfo(clinic.timezone)
    visit_types = fields.get("visit_types", _list_of("visit_types", _visit_type), DEFAULT_VISIT_TYPES)
    kinds = tuple(one.name for one in visit_types)
    doctors = fields.need("doctors", _list_of("doctors", lambda node, found: doctor(node, found, here, kinds)), ())
    specialties = fields.get("specialties", _list_of("specialties", specialty), ())
    closed = fields.get("holidays", holidays, Holidays())
    reminders = fields.get("reminders", reminder_rules, DEFAULT_RULES)
    fields.finish()
    if not problems:
        problems += nobody_does(visit_types, doctors, fields)
        problems += unused_or_double(specialties, doctors, visit_types, fields)
    if problems:
        raise ClinicFileError(str(file), problems)
    return ClinicFile(clinic, visit_types, doctors, closed.days, reminders, closed.hours, specialties)


def _clinic(node: Node, problems: Problems, zone: ZoneInfo | None) -> ClinicPart:
    fields, default = Fields(node, "`clinic`", problems), ClinicPart(name="")
    phone = fields.get("phone", text, default.phone)
    part = ClinicPart(
        name=fields.need("name", text, default.name),
        timezone=_zone_of(fields, default.timezone) if zone is None else fields.get("timezone", _timezone, zone.key),
        phone=phone,
        address=fields.get("address", text, default.address),
        emergency_number=fields.get("emergency_number", text, default.emergency_number),
        crisis_number=fields.get("crisis_number", text, default.crisis_number),
        out_of_hours_number=fields.get("out_of_hours_number", text, default.out_of_hours_number),
        min_notice_minutes=fields.get("min_notice_minutes", whole_number(0, 525_600), default.min_notice_minutes),
        change_notice_minutes=fields.get(
            "change_notice_minutes", whole_number(0, 525_600), default.change_notice_minutes
        ),
        horizon_days=fields.get("horizon_days", whole_number(1, 730), default.horizon_days),
        day_first=fields.get("day_first", yes_or_no, not phone.startswith(_MONTH_FIRST)),
        info=fields.get("info", _info, default.info),
        agenda_names=fields.get("agenda_names", _agenda_names, default.agenda_names),
        most_appointments=fields.get("most_appointments", whole_number(1, 1000), default.most_appointments),
        most_holds=fields.get("most_holds", whole_number(0, 100), default.most_holds),
        email=fields.get("email", _email, default.email),
    )
    fields.finish()
    return part


def _zone_of(fields: Fields, default: str) -> str:
    """Without a time zone no hour means anything, and a guess would be wrong for most."""
    return fields.need("timezone", _timezone, default, such_as="Europe/London")


def _visit_type(node: Node, problems: Problems) -> VisitTypePart:
    fields = Fields(node, "a visit type", problems)
    part = VisitTypePart(
        name=fields.need("name", text, ""),
        minutes=fields.get("minutes", whole_number(1, _MINUTES_OF_A_DAY), 30),
        buffer_minutes=fields.get("buffer_minutes", whole_number(0, _MINUTES_OF_A_DAY), 0),
        preparation=fields.get("preparation", text, ""),
        reminders=fields.get("reminders", leads, None),
        also_called=fields.get("also_called", texts, ()),
    )
    fields.finish()
    if part.minutes + part.buffer_minutes > _MINUTES_OF_A_DAY:
        problems.at(node, "a visit and its buffer take at most a day together; make one of them shorter")
    return part


def _list_of(what: str, parse: Callable[[Node, Problems], Part]) -> Callable[[Node, Problems], tuple[Part, ...]]:
    """A parser of lists whose items have names, each used once."""

    def parse_list(node: Node, problems: Problems) -> tuple[Part, ...]:
        nodes = items(node, problems, f"`{what}`")
        parts = tuple(parse(one, problems) for one in nodes)
        names: set[str] = set()
        for one, part in zip(nodes, parts, strict=True):
            name = name_key(str(getattr(part, "name", "")))
            if name and name in names:
                problems.at(one, f"this name is used twice in `{what}`; give one of them another")
            names.add(name)
        if not nodes:
            problems.at(node, f"`{what}` is empty; give at least one")
        return parts

    return parse_list


def _info(node: Node, problems: Problems) -> dict[str, str]:
    fields = Fields(node, "`info`", problems)
    found = {name: text(value, problems) for _, name, value in fields.rest()}
    return {name: words for name, words in found.items() if words}


def _email(node: Node, problems: Problems) -> str | None:
    address = text(node, problems)
    if address is None or _EMAIL.fullmatch(address):
        return address
    problems.at(node, f"{written_as(node)} is no e-mail address; write one like desk@clinic.example")
    return None


def _agenda_names(node: Node, problems: Problems) -> AgendaNames | None:
    name = text(node, problems)
    if name is None or name in AGENDA_NAMES:
        return name  # type: ignore[return-value]  # one of the words, as just checked
    problems.at(node, f"`{name}` must be one of {', '.join(AGENDA_NAMES)}")
    return None


def _timezone(node: Node, problems: Problems) -> str | None:
    name = text(node, problems)
    if name is None or name in available_timezones():
        return name
    problems.at(node, f"`{name}` is not a time zone; write one like Europe/London")
    return None
