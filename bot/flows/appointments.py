"""What a person has booked, and saying that they will come."""

from __future__ import annotations

from bot.core.commands import Confirm
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import SHARE_PHONE, Join, Reply
from bot.core.phrases import appointment_choice, appointment_line, appointment_of, choice, text
from bot.core.state import State
from bot.flows.which import of_context, which
from nlu.core.meaning import Meaning

LISTED = 5


def _list(meaning: Meaning, state: State, context: Context) -> Answered:
    mine = context.appointments
    if not mine:
        return Answered(_none(context))
    lines = tuple(map(appointment_line, mine[:LISTED]))
    parts = [text("appointments.some", lines=Join(items=lines, word="lines"), count=len(mine))]
    if len(mine) > LISTED:
        parts.append(text("appointments.more", count=len(mine) - LISTED))
    choices = (choice("choice.move", "flow:reschedule"), choice("choice.cancel", "flow:cancel"))
    return Answered(Reply(parts=tuple(parts), choices=choices))


def _none(context: Context) -> Reply:
    """Nothing is known here; what the desk booked for a phone number is found once the number is proven."""
    choices = [choice("choice.book", "flow:book")]
    if context.phone_shareable:
        choices.append(choice("choice.share_phone", SHARE_PHONE))
    return Reply(parts=(text("appointments.none"),), choices=tuple(choices))


def _confirm(meaning: Meaning, state: State, context: Context) -> Answered:
    """ "See you then": what was asked about, or the next appointment that fits, is marked as confirmed."""
    if state.about:
        return _confirm_these(state.about, context)
    fitting = which(meaning, context)
    if not fitting:
        return Answered(_none(context))
    if len(fitting) > 1 and fitting[0].start.date() == fitting[1].start.date():
        choices = tuple(appointment_choice(one) for one in fitting[:LISTED])
        return Answered(Reply(parts=(text("appointment.which"),), expects="appointment", choices=choices))
    confirmed = text("appointments.confirmed", appointment=appointment_of(fitting[0]))
    return Answered(Reply(parts=(confirmed,)), (Confirm(fitting[0].id),))


def _confirm_these(numbers: tuple[int, ...], context: Context) -> Answered:
    meant = [one for one in context.appointments if one.id in numbers]
    if not meant:
        return Answered(Reply(parts=(text("appointment.gone"),), choices=(choice("choice.book", "flow:book"),)))
    all_of_them = Join(items=tuple(appointment_of(one) for one in meant), word="and")
    confirmed = text("appointments.confirmed", appointment=all_of_them)
    return Answered(Reply(parts=(confirmed,)), tuple(Confirm(one.id) for one in meant))


def _table(meaning: Meaning, state: State, context: Context) -> Answered:
    """What was said, once more: the open question is put again by itself; else what was booked, or all there is."""
    made = of_context(context, state.last.appointment) if state.last else None
    if state.question is not None:
        return Answered(Reply(parts=()))
    if made is not None:
        return Answered(Reply(parts=(text("table.booked", appointment=appointment_of(made)),)))
    return _list(meaning, state, context)


APPOINTMENTS = Answer(name="appointments", intents=frozenset({"list_appointments"}), reply=_list)
TABLE = Answer(name="table", intents=frozenset({"ask_table"}), reply=_table)
COMING = Answer(name="coming", intents=frozenset({"confirm_appointment"}), reply=_confirm)
