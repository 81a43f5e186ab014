"""A patient is reminded of appointments: the least that serves. No specialty, no reason, no kind of visit."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.messages import Choice, Join, Proposal, Reply, Text
from bot.core.phrases import choice, moment, text
from bot.outreach.kind import Kind, Planning, Saying
from bot.outreach.names import first_name
from clinic.planning import reminders_due
from clinic.quota import REMINDER as KEY
from clinic.whereabouts import Whereabouts
from models.reminding import ReminderRules
from models.views import Appointment, Clinic, Planned
from models.words import ACTIVE, Status


def say(rows: Sequence[Planned], saying: Saying) -> Reply:
    """One reminder of all these appointments of one person."""
    clinic, where = saying.clinic, saying.where
    parts = [_reminder(rows, clinic, where)]
    if where and len(rows) == 1 and (place := where.of(rows[0].appointment)):
        parts.append(text("place.said", place=place))
    for words in dict.fromkeys(row.preparation for row in rows if saying.prepare and row.preparation):
        parts.append(text("reminder.preparation", words=words))
    proposal = _proposal(rows[0], clinic.timezone)
    return Reply(parts=tuple(parts), expects="confirmation", choices=answers(rows), appointment=proposal)


def ask_again(rows: Sequence[Planned]) -> Reply:
    """Whether they come, in few words."""
    one = rows[0]
    start = moment(one.appointment.starts_at)
    if len(rows) > 1:
        question = text("reminder.question.several")
    elif _confirmed(one):
        question = text("reminder.question.confirmed", start=start)
    elif one.relation == "self":
        question = text("reminder.question.you", start=start)
    else:
        question = text("reminder.question.other", name=first_name(one.appointment.patient), start=start)
    return Reply(parts=(question,), expects="confirmation", choices=answers(rows))


def answers(rows: Sequence[Planned]) -> tuple[Choice, ...]:
    """Coming, moving, not coming. The first stands for a yes, the last for a no."""
    numbers = [row.appointment.id for row in rows]
    if len(numbers) > 1:
        all_of_them = "confirm:" + "+".join(map(str, numbers))
        move_one, call_off = choice("choice.move", "flow:reschedule"), choice("choice.cancel", "flow:cancel")
        return (choice("choice.all_there", all_of_them), move_one, call_off)
    return (
        choice("choice.all_well" if _confirmed(rows[0]) else "choice.be_there", f"confirm:{numbers[0]}"),
        choice("choice.move_this", f"move:{numbers[0]}"),
        choice("choice.cannot_come", f"cancel:{numbers[0]}"),
    )


def _stands(one: Appointment, rules: ReminderRules) -> bool:
    return one.status in ACTIVE


def _reminder(rows: Sequence[Planned], clinic: Clinic, where: Whereabouts | None) -> Text:
    if len(rows) > 1:
        lines = tuple(_line(row, where.of(row.appointment) if where else "") for row in rows)
        return text("reminder.several", clinic=clinic.name, lines=Join(items=lines, word="lines"))
    one = rows[0].appointment
    to_self, to_other = "reminder.you", "reminder.other"
    if _confirmed(rows[0]):
        to_self, to_other = "reminder.you.confirmed", "reminder.other.confirmed"
    return text(
        to_self if rows[0].relation == "self" else to_other,
        clinic=clinic.name,
        name=first_name(one.patient),
        start=moment(one.starts_at),
        doctor=one.doctor,
    )


def _confirmed(row: Planned) -> bool:
    """Whether the patient has said that they come: they are reminded, and not asked again."""
    return row.appointment.status == Status.CONFIRMED


def _line(row: Planned, place: str) -> Text:
    one = row.appointment
    key = "reminder.line.place" if place else "reminder.line"
    return text(key, name=first_name(one.patient), start=moment(one.starts_at), doctor=one.doctor, place=place)


def _proposal(row: Planned, zone: ZoneInfo) -> Proposal:
    one = row.appointment
    start = one.starts_at.astimezone(zone)
    return Proposal(doctor=one.doctor, start=start, patient=one.patient, visit_type=one.visit_type)


REMINDER = Kind(
    KEY,
    asks=True,
    planning=Planning(due=reminders_due, holds=_stands, say=say, ask_again=ask_again, ahead=True),
)
