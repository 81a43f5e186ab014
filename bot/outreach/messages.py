"""What is said unasked about appointments: the least that serves. No specialty, no reason, no kind of visit."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.core.messages import Choice, Day, Join, Proposal, Reply, Text
from bot.core.phrases import choice, moment, text
from bot.core.state import Anchor
from clinic.whereabouts import Whereabouts
from models.crypto import UNREADABLE
from models.errors import CannotBeRead
from models.views import Clinic, Planned
from models.words import Status

STARS = range(1, 6)


def say(rows: Sequence[Planned], clinic: Clinic, *, prepare: bool = False, where: Whereabouts | None = None) -> Reply:
    """The message for these rows of one kind and one person; `prepare` adds what to do before the visit, `where` the
    place of each visit."""
    match rows[0].kind:
        case "rating":
            return _rating(rows[0], clinic)
        case "no_show":
            return _no_show(rows[0], clinic)
    parts = [_reminder(rows, clinic, where)]
    if where and len(rows) == 1 and (place := where.of(rows[0].appointment)):
        parts.append(text("place.said", place=place))
    for words in dict.fromkeys(row.preparation for row in rows if prepare and row.preparation):
        parts.append(text("reminder.preparation", words=words))
    proposal = _proposal(rows[0], clinic.timezone)
    return Reply(parts=tuple(parts), expects="confirmation", choices=answers(rows), appointment=proposal)


def ask_again(rows: Sequence[Planned]) -> Reply | None:
    """The question that stays open once the message is out, in few words; None where it is not to be asked again."""
    if rows[0].kind == "rating":
        return None
    if rows[0].kind == "no_show":
        return Reply(parts=(text("cancel.again"),), expects="anything_else", choices=_book_again())
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


def anchor(row: Planned) -> Anchor:
    """The appointment spoken of, for "the same time" and "a day later"."""
    one = row.appointment
    return Anchor(appointment=one.id, doctor=one.doctor_id, start=one.starts_at, end=one.ends_at)


def first_name(name: str) -> str:
    """The part of a name that is enough for those who know it. Raises CannotBeRead: nobody is to be greeted so."""
    if name == UNREADABLE:
        raise CannotBeRead("name")
    return name.split()[0]


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


def _rating(row: Planned, clinic: Clinic) -> Reply:
    one = row.appointment
    words = text(
        "rating.you" if row.relation == "self" else "rating.other",
        clinic=clinic.name,
        name=first_name(one.patient),
        doctor=one.doctor,
        day=Day(day=one.starts_at.astimezone(clinic.timezone).date()),
    )
    return Reply(parts=(words,), expects="rating", choices=stars(one.id))


def stars(appointment: int) -> tuple[Choice, ...]:
    """One to five."""
    return tuple(choice("choice.star", f"rate:{appointment}:{count}", stars=count) for count in STARS)


def _no_show(row: Planned, clinic: Clinic) -> Reply:
    words = text(
        "no_show.you" if row.relation == "self" else "no_show.other",
        clinic=clinic.name,
        name=first_name(row.appointment.patient),
        start=moment(row.appointment.starts_at),
    )
    return Reply(parts=(words,), expects="anything_else", choices=_book_again())


def _book_again() -> tuple[Choice, ...]:
    return (choice("choice.book_again", "flow:book"), choice("choice.no_thanks", "keep"))
