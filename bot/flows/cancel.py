"""Cancelling an appointment."""

from __future__ import annotations

from bot.commands import Cancel, Command
from bot.context import AppointmentFacts, Context, Refusal
from bot.conversation import Details, State
from bot.flow import Question, Task
from bot.flows.stamp import stamp
from bot.flows.which import WHICH, not_changed, of_context, which
from bot.message import Reply
from bot.wording import appointment_of, choice, proposal_of, text
from nlu.meaning import Meaning


def _begin(meaning: Meaning, state: State, context: Context) -> Details:
    return _hear(Details(), meaning, state, context)


def _hear(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    fitting = which(meaning, context)
    if len(fitting) != 1:
        return details
    return _about(details, fitting[0])


def _about(details: Details, appointment: AppointmentFacts) -> Details:
    return details.model_copy(update={"appointment": appointment.id})


def _confirm(details: Details, context: Context) -> Reply:
    old = of_context(context, details.appointment)
    assert old
    return Reply(
        parts=(text("cancel.shall_i", appointment=appointment_of(old)),),
        expects="confirmation",
        choices=(
            choice("choice.cancel_it", f"yes:{stamp(details)}"),
            choice("choice.move_instead", f"move:{old.id}"),
            choice("choice.keep", "keep"),
        ),
        appointment=proposal_of(old),
    )


def _command(details: Details, context: Context) -> Command:
    assert details.appointment
    return Cancel(details.appointment)


def _done(details: Details, appointment: AppointmentFacts, context: Context) -> Reply:
    return Reply(
        parts=(text("cancel.done", appointment=appointment_of(appointment)), text("cancel.again")),
        choices=(choice("choice.book_again", "flow:book"),),
        cancelled=appointment.id,
    )


def _refused(details: Details, why: Refusal, context: Context) -> Question:
    return not_changed(details, why, context) or Question(Reply(parts=(text("appointment.gone"),)), details)


CANCEL = Task(
    name="cancel",
    intents=frozenset({"cancel_appointment"}),
    slots=(WHICH,),
    about=_about,
    begin=_begin,
    hear=_hear,
    confirm=_confirm,
    command=_command,
    done=_done,
    refused=_refused,
)
