"""What a doctor's agenda says: pure, from the day's visits to its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.messages import Choice, Clock, Day, Join, Moment, Reply, Text
from bot.core.phrases import choice, text
from models.crypto import UNREADABLE
from models.words import AgendaNames, Status


@dataclass(frozen=True)
class Visit:
    """An appointment as its doctor sees it; `who` is already written as the clinic wants it."""

    id: int
    start: datetime
    end: datetime
    who: str
    kind: str
    new: bool  # the first time this patient comes
    status: Status
    displaced: bool = False  # the doctor has blocked its time, and the patient has not settled on another yet


@dataclass(frozen=True)
class Gap:
    """A stretch of working time in which nobody is booked."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class DayAgenda:
    """One day of one doctor, in the clinic's zone, visits and gaps each by their start."""

    day: date
    visits: tuple[Visit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    away: bool = False  # no working time is left that day


@dataclass(frozen=True)
class Change:
    """How a day differs from what its doctor was last told. `start` is the time as it was, of a new one as it is."""

    what: Literal["new", "moved", "moved_away", "gone"]
    start: datetime
    who: str
    to: datetime | None = None  # where it moved within the day


_STATUS = {
    Status.BOOKED: "agenda.status.booked",
    Status.CONFIRMED: "agenda.status.confirmed",
    Status.ARRIVED: "agenda.status.arrived",
    Status.COMPLETED: "agenda.status.completed",
    Status.NO_SHOW: "agenda.status.no_show",
}
_CHANGE = {
    "new": "agenda.change.new",
    "moved": "agenda.change.moved",
    "moved_away": "agenda.change.moved_away",
    "gone": "agenda.change.gone",
}


def written(name: str, names: AgendaNames) -> str:
    """A patient's name as the clinic's agendas write it: "J. M.", "John M." or "John Miller"."""
    words = name.split()
    if names == "full" or not words or name == UNREADABLE:
        return name
    initials = [f"{word[0].upper()}." for word in words]
    return " ".join(initials if names == "initials" else [words[0], *initials[1:][-1:]])


def choices() -> tuple[Choice, ...]:
    """What a doctor most often wants next."""
    return choice("choice.doctor.tomorrow", "dr:tomorrow"), choice("choice.doctor.block", "dr:block time")


def morning(doctor: str, agenda: DayAgenda, changes: Sequence[Change] = (), *, greet: bool = True) -> Reply:
    """The agenda as it is sent in the morning, with what changed since the evening before; later without greeting."""
    head, lines = _head(agenda), _lines(agenda)
    parts = [
        text("agenda.morning", doctor=doctor, head=head, lines=lines)
        if greet
        else text("agenda.day", head=head, lines=lines)
    ]
    if changes:
        parts.append(text("agenda.changed", changes=_changes(changes)))
    return Reply(parts=tuple(parts), choices=choices())


def of_day(agenda: DayAgenda) -> Reply:
    """One day, when the doctor asks for it."""
    return Reply(parts=(text("agenda.day", head=_head(agenda), lines=_lines(agenda)),), choices=choices())


def of_week(days: Iterable[DayAgenda]) -> Reply:
    """A line a day."""
    lines = tuple(_week_line(one) for one in days)
    return Reply(parts=(text("agenda.week", lines=Join(items=lines, word="lines")),), choices=choices())


def changed(changes: Sequence[Change]) -> Reply:
    """What has changed during the day, put together."""
    today = choice("choice.doctor.today", "dr:today")
    return Reply(parts=(text("agenda.now_changed", changes=_changes(changes)),), choices=(today,))


def differences(
    before: Mapping[int, datetime], now: Mapping[int, datetime], who: Mapping[int, str], called_off: frozenset[int]
) -> tuple[Change, ...]:
    """How the starts of a day's appointments, by their ids, differ; `who` names all of them, and `called_off` tells
    which of those that are gone were called off and not moved to another day or doctor."""
    found = [Change("new", start, who[one]) for one, start in now.items() if one not in before]
    for one, start in before.items():
        if one not in now:
            found.append(Change("gone" if one in called_off else "moved_away", start, who[one]))
        elif now[one] != start:
            found.append(Change("moved", start, who[one], now[one]))
    return tuple(sorted(found, key=lambda change: change.start))


def _head(agenda: DayAgenda) -> Text:
    day = Day(day=agenda.day)
    if not agenda.visits:
        return text("agenda.head.away" if agenda.away else "agenda.head.nobody", day=day)
    first, last = agenda.visits[0].start, agenda.visits[-1].start
    return text("agenda.head", day=day, count=len(agenda.visits), start=Moment(at=first), until=Moment(at=last))


def _lines(agenda: DayAgenda) -> Join:
    """Visits and gaps in the order of the day. A day with nobody in it needs no list of gaps."""
    if not agenda.visits:
        return Join(items=(), word="lines")
    lines = [(visit.start, visit_line(visit)) for visit in agenda.visits]
    lines += [(gap.start, _gap_line(gap)) for gap in agenda.gaps]
    return Join(items=tuple(line for _, line in sorted(lines, key=lambda line: line[0])), word="lines")


def visit_line(visit: Visit) -> Text:
    """ "09:40 M. T. · Consultation · new · not confirmed"."""
    return text(
        "agenda.line",
        start=Moment(at=visit.start),
        who=visit.who,
        kind=visit.kind,
        known=text("agenda.new" if visit.new else "agenda.returning"),
        status=text("agenda.status.displaced" if visit.displaced else _STATUS[visit.status]),
    )


def _gap_line(gap: Gap) -> Text:
    midnight = gap.end.date() > gap.start.date()
    return text("agenda.free", start=Moment(at=gap.start), end=Clock(time=gap.end.time()) if not midnight else "24:00")


def _week_line(agenda: DayAgenda) -> Text:
    day = Day(day=agenda.day)
    if not agenda.visits:
        return text("agenda.week.away" if agenda.away else "agenda.week.nobody", day=day)
    first, last = agenda.visits[0].start, agenda.visits[-1].start
    return text("agenda.week.day", day=day, count=len(agenda.visits), start=Moment(at=first), until=Moment(at=last))


def _changes(changes: Sequence[Change]) -> Join:
    lines = tuple(
        text(_CHANGE[one.what], start=Moment(at=one.start), until=Moment(at=one.to or one.start), who=one.who)
        for one in changes
    )
    return Join(items=lines, word="comma")
