"""Writing the clinic's memory as a clinic file again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from models.clinic_file.reminders import flow, told
from models.hours import Hours
from models.places import Place
from models.profile import profile_to_json
from models.rules import Interval
from models.store import Store
from models.views import Clinic, Doctor, VisitType
from models.walltime import WEEKDAYS, Minutes


def export_clinic(store: Store) -> str:
    """The clinic file that would bring all of this about. Raises NotFound before a clinic file was imported."""
    clinic = store.clinic.require()
    document: dict[str, Any] = {
        "clinic": _clinic(clinic),
        "visit_types": [_visit_type(one) for one in store.clinic.visit_types()],
        **_specialties(store),
        "doctors": _doctors(store, clinic),
        "holidays": [*(f"{day}" for day in store.clinic.holidays()), *_closed(store)],
    }
    if rules := told(clinic.reminders):
        document["reminders"] = rules
    yaml, text = YAML(), StringIO()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(document, text)
    return text.getvalue()


def _clinic(clinic: Clinic) -> dict[str, Any]:
    return {
        "name": clinic.name,
        "timezone": clinic.timezone.key,
        **{name: value for name in ("phone", "address") if (value := getattr(clinic, name))},
        "emergency_number": clinic.emergency_number,
        **{
            name: value
            for name in ("crisis_number", "out_of_hours_number", "email")
            if (value := getattr(clinic, name))
        },
        "min_notice_minutes": _minutes(clinic.min_notice.total_seconds()),
        "change_notice_minutes": _minutes(clinic.change_notice.total_seconds()),
        "horizon_days": clinic.horizon.days,
        "day_first": clinic.day_first,
        "agenda_names": clinic.agenda_names,
        "most_appointments": clinic.most_appointments,
        "most_holds": clinic.most_holds,
        **({"info": dict(clinic.info)} if clinic.info else {}),
    }


def _visit_type(one: VisitType) -> dict[str, Any]:
    return {
        "name": one.name,
        "minutes": one.minutes,
        "buffer_minutes": one.buffer_minutes,
        **({"preparation": one.preparation} if one.preparation else {}),
        **({} if one.reminders is None else {"reminders": flow(one.reminders)}),
        **({"also_called": flow(one.also_called)} if one.also_called else {}),
    }


def _specialties(store: Store) -> dict[str, Any]:
    named = [
        {"name": name, "also_called": flow(also)} for name, also in store.clinic.specialties_called().items() if also
    ]
    return {"specialties": named} if named else {}


def _doctors(store: Store, clinic: Clinic) -> list[dict[str, Any]]:
    doctors, hours = store.clinic.doctors(), store.clinic.hours()
    ever = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    away = store.clinic.time_off([doctor.id for doctor in doctors], *ever)
    kinds = store.clinic.visit_types()
    return [
        {
            "name": doctor.name,
            "specialty": doctor.specialty,
            **_told_of(doctor),
            **_does(doctor, kinds),
            **_where(doctor),
            **_works(hours.get(doctor.id, Hours({}))),
            **({"time_off": [_interval(one, clinic) for one in away[doctor.id]]} if doctor.id in away else {}),
        }
        for doctor in doctors
    ]


def _told_of(doctor: Doctor) -> dict[str, Any]:
    told = profile_to_json(doctor.profile)
    return {name: flow(tuple(value)) if isinstance(value, list) else value for name, value in told.items()}


def _does(doctor: Doctor, kinds: Sequence[VisitType]) -> dict[str, Any]:
    names = tuple(kind.name for kind in kinds if doctor.visit_types and doctor.does(kind.id))
    return {"visit_types": flow(names)} if names else {}


def _where(doctor: Doctor) -> dict[str, Any]:
    places = {date.fromisoformat(day) if day[0].isdigit() else day: _place(one) for day, one in doctor.places.items()}
    return {**_place(doctor.place), **({"places": places} if places else {})}


def _place(place: Place) -> dict[str, str]:
    return {name: value for name, value in asdict(place).items() if value}


def _works(hours: Hours) -> dict[str, Any]:
    other, single = hours.other_weeks, _hours_on(hours)
    return {
        "hours": _week(hours.week),
        **({"every_other_week": {"from": other.anchor, **_week(other.week)}} if other else {}),
        **({"hours_on": single} if single else {}),
    }


def _week(week: Mapping[int, Sequence[Minutes]]) -> dict[str, CommentedSeq]:
    return {WEEKDAYS[weekday]: _stretches(stretches) for weekday, stretches in sorted(week.items())}


def _hours_on(hours: Hours) -> dict[date, CommentedSeq]:
    return {day: _stretches(stretches) for day, stretches in sorted(hours.dates.items())}


def _stretches(stretches: Sequence[Minutes]) -> CommentedSeq:
    line = CommentedSeq(f"{_clock(start)}-{_clock(end)}" for start, end in stretches)
    line.fa.set_flow_style()
    return line


def _closed(store: Store) -> list[dict[str, str]]:
    return [
        {"date": f"{day}", "from": _clock(start), "to": _clock(end)}
        for day, stretches in store.clinic.closed_hours().items()
        for start, end in stretches
    ]


def _interval(interval: Interval, clinic: Clinic) -> dict[str, str]:
    start, end = (f"{moment.astimezone(clinic.timezone):%Y-%m-%dT%H:%M}" for moment in interval)
    return {"from": start, "to": end}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minutes(seconds: float) -> int:
    return int(seconds // 60)
