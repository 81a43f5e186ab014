"""Cancelling an appointment."""

from __future__ import annotations

from bot.core.commands import Cancel, CancelAll, Command, Done
from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.flow import Question, Task
from bot.core.messages import Join, Reply, Text
from bot.core.phrases import appointment_of, choice, proposal_of, text
from bot.core.state import Details, State
from bot.flows.stamp import stamp
from bot.flows.which import (
    WHICH,
    are_all_meant,
    as_told,
    kept_too,
    left_open,
    not_changed,
    of_context,
    told_again,
    which,
)
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar


def _begin(meaning: Meaning, state: State, context: Context) -> Details:
    return _hear(Details(), meaning, state, context)


def _hear(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    if grammar().wanting.wants_nothing_instead(meaning.text):
        details = details.model_copy(update={"nothing_instead": True})
    return _which_ones(details, meaning, state, context)


def _which_ones(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    if lines := picked(meaning, state):
        return _together(details, [one for one in context.appointments if one.id in lines], context)
    if other := told_again(as_told(meaning, context), details.appointment, context):
        return _about(details, other)
    kept = kept_too(meaning, context)
    wishes = tuple(as_told(wish, context) for wish in (meaning, *meaning.alike))
    told = [(wish, [one for one in which(wish, context) if one not in kept]) for wish in wishes]
    fitting = [one for one in context.appointments if any(one in these for _, these in told)]
    if len(fitting) > 1 and all(len(these) == 1 or are_all_meant(wish, these) for wish, these in told):
        return _together(details, fitting, context)
    if len(fitting) != 1:
        return left_open(details, fitting, context)
    return _about(details, fitting[0])


def picked(meaning: Meaning, state: State) -> tuple[int, ...]:
    """Which of the appointments just listed are meant by "1 and 2"; none where it is no such answer."""
    if state.flow != "cancel" or state.asked != "appointment":
        return ()
    listed = [one.value.partition(":")[2] for one in state.choices if one.value.startswith("appointment:")]
    lines = grammar().choices.pick_several(meaning.text)
    return tuple(int(listed[line - 1]) for line in lines) if lines and max(lines) <= len(listed) else ()


def _about(details: Details, appointment: AppointmentFacts) -> Details:
    return details.model_copy(update={"appointment": appointment.id, "together": (), "too_near": ()})


def _together(details: Details, meant: list[AppointmentFacts], context: Context) -> Details:
    """All of these, but for those that only the front desk may still change."""
    near = [one.id for one in meant if context.too_late(one.id)]
    first, *others = [one.id for one in meant if one.id not in near] or near
    kept = tuple(near) if first not in near else ()
    return details.model_copy(update={"appointment": first, "together": tuple(others), "too_near": kept})


def _confirm(details: Details, context: Context) -> Reply:
    old = of_context(context, details.appointment)
    assert old
    if details.together:
        return _confirm_all(details, context)
    move = () if details.nothing_instead else (choice("choice.move_instead", f"move:{old.id}"),)
    return Reply(
        parts=(*_not_these(details.too_near, context), text("cancel.shall_i", appointment=appointment_of(old))),
        expects="confirmation",
        choices=(choice("choice.cancel_it", f"yes:{stamp(details)}"), *move, choice("choice.keep", "keep")),
        appointment=proposal_of(old),
    )


def _confirm_all(details: Details, context: Context) -> Reply:
    """They are listed once, and one yes is for all of them."""
    meant = _standing((details.appointment, *details.together), context)
    lines = Join(items=tuple(text("appointments.line", appointment=appointment_of(one)) for one in meant), word="lines")
    both = len(meant) == 2
    asked = text("cancel.shall_i.both" if both else "cancel.shall_i.all", lines=lines, count=len(meant))
    agree = choice("choice.cancel_both" if both else "choice.cancel_all", f"yes:{stamp(details)}")
    return Reply(
        parts=(*_not_these(details.too_near, context), asked),
        expects="confirmation",
        choices=(agree, choice("choice.keep_all", "keep")),
        appointment=proposal_of(meant[0]),
    )


def _standing(numbers: tuple[int | None, ...], context: Context) -> list[AppointmentFacts]:
    return [one for one in context.appointments if one.id in numbers]


def _not_these(numbers: tuple[int, ...], context: Context) -> tuple[Text, ...]:
    """Which of those asked for stay, because they are too near."""
    standing = _standing(numbers, context)
    if not standing:
        return ()
    named = Join(items=tuple(map(appointment_of, standing)), word="and")
    return (text("cancel.too_near", appointment=named, phone=context.clinic.phone),)


def _command(details: Details, context: Context) -> Command:
    assert details.appointment
    if details.together:
        return CancelAll((details.appointment, *details.together))
    return Cancel(details.appointment)


def _done(details: Details, outcome: Done, context: Context) -> Reply:
    """What was called off; of several, which were not."""
    assert outcome.appointment
    done = (outcome.appointment, *outcome.others)
    several = (details.appointment, *details.together) if details.together else ()
    stay = _not_these(tuple(one for one in several if one is not None), context)
    named = Join(items=tuple(map(appointment_of, done)), word="and")
    again = () if details.nothing_instead else (text("cancel.again"),)
    choices = (choice("choice.book_again", "flow:book"),) if again else ()
    return Reply(parts=(text("cancel.done", appointment=named), *stay, *again), choices=choices, cancelled=done[0].id)


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
