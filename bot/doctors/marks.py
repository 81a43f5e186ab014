"""Marking who came: by the time, the place in the day, or the name."""

from __future__ import annotations

from bot.core.doctor_state import DoctorState, Mark
from bot.core.messages import Choice, Day, Moment, Reply, Text
from bot.core.phrases import choice, text
from bot.doctors.desk import Answer, Desk
from models.errors import IllegalChange, TooEarly
from models.views import Appointment
from models.words import ACTIVE, Status

LISTED = 5
_MARKED = {
    Status.ARRIVED: "doctor.marked.arrived",
    Status.COMPLETED: "doctor.marked.done",
    Status.NO_SHOW: "doctor.marked.no_show",
}


def mark(desk: Desk, command: Mark) -> Answer:
    """Note it for the one patient that is meant; ask which where several could be."""
    day = command.at.date() if command.at else desk.book.today
    appointments = desk.book.appointments(day)
    meant = _meant(command, appointments, desk)
    if len(meant) == 1:
        return _marked(desk, command.status, meant[0])
    if not meant:
        return Answer(Reply(parts=(text("doctor.mark.nobody", day=Day(day=day)),), choices=_open(desk, command.status)))
    reply = Reply(parts=(text("doctor.mark.which"),), choices=_choices(desk, command.status, meant))
    return Answer(reply, DoctorState(mark=command.status))


def _meant(command: Mark, appointments: list[Appointment], desk: Desk) -> list[Appointment]:
    """Those that fit what was said; all that are still open where nothing was."""
    if command.appointment is not None:
        return [one for one in appointments if one.id == command.appointment]
    if command.at is not None:
        return [one for one in appointments if one.starts_at == command.at]
    if command.number is not None:
        return appointments[command.number - 1 : command.number]
    named = [one for one in appointments if set(one.patient.lower().split()) & set(command.words)]
    return named or [one for one in appointments if one.status in ACTIVE and one.status != command.status]


def _marked(desk: Desk, status: Status, one: Appointment) -> Answer:
    said: dict[str, Text | Moment | str] = {"start": Moment(at=one.starts_at), "who": desk.book.who(one)}
    try:
        desk.visits.mark(desk.actor, one.id, status)
    except TooEarly:
        return Answer(Reply(parts=(text("doctor.mark.early", **said),)))
    except IllegalChange:
        return Answer(Reply(parts=(text("doctor.mark.impossible", **said),)))
    return Answer(Reply(parts=(text(_MARKED[status], **said),)))


def _open(desk: Desk, status: Status) -> tuple[Choice, ...]:
    """Today's patients that could have been meant."""
    return _choices(desk, status, [one for one in desk.book.appointments(desk.book.today) if one.status in ACTIVE])


def _choices(desk: Desk, status: Status, appointments: list[Appointment]) -> tuple[Choice, ...]:
    """The patients nearest to now."""
    near = sorted(appointments, key=lambda one: abs(one.starts_at - desk.now))[:LISTED]
    return tuple(
        choice(
            "choice.doctor.patient",
            f"dr:{status}:{one.id}",
            start=Moment(at=one.starts_at),
            who=desk.book.who(one),
        )
        for one in sorted(near, key=lambda one: one.starts_at)
    )
