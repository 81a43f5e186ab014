"""Several appointments to be moved at once: one after the other, and none is dropped without a word."""

from __future__ import annotations

from dataclasses import replace

from bot.core.context import AppointmentFacts, Context
from bot.core.messages import Join, Reply, Text
from bot.core.phrases import appointment_of, text
from bot.core.state import Details, Parked, State
from bot.dialogue.steps import Step, join, proceed
from bot.flows.reschedule import RESCHEDULE, begun_with
from bot.flows.which import of_context


def announced(before: State, step: Step, context: Context) -> Step:
    """Where a message has just asked to move several: that they go one by one, and which is the first."""
    details, was = step.state.details, before.details
    first = of_context(context, details.appointment)
    if step.state.flow != RESCHEDULE.name or first is None:
        return step
    left = _too_near(details.too_near, context) if not was.too_near else ()
    begins = details.together and not was.together
    lead = (*left, text("move.one_by_one", appointment=appointment_of(first))) if begins else left
    return replace(step, reply=join(Reply(parts=lead), step.reply)) if lead else step


def next_move(details: Details, closed: State, context: Context) -> Step | None:
    """The move of the next one; of those that cannot be moved any more it is said. None where there is none left."""
    standing = [one for number in details.together if (one := of_context(context, number)) is not None]
    gone = (text("appointment.gone"),) if len(standing) < len(details.together) else ()
    near = tuple(one.id for one in standing if context.too_late(one.id))
    lead = (*gone, *_too_near(near, context))
    ready = [one for one in standing if one.id not in near]
    if not ready:
        return Step(closed, Reply(parts=lead)) if lead else None
    return _begun(ready, details, closed, lead, context)


def kept_for_later(details: Details, closed: State, context: Context) -> State:
    """The conversation in which the next move waits until a further wish of the same message is seen to."""
    standing = [number for number in details.together if of_context(context, number) is not None]
    if not standing or closed.parked is not None:
        return closed
    left = Details(together=tuple(standing[1:]), each=details.each)
    waits = Parked(flow=RESCHEDULE.name, details=begun_with(standing[0], left, closed, context))
    return closed.model_copy(update={"parked": waits})


def _begun(
    ready: list[AppointmentFacts], details: Details, closed: State, lead: tuple[Text, ...], context: Context
) -> Step:
    first, *others = ready
    left = Details(together=tuple(one.id for one in others), each=details.each)
    step = proceed(RESCHEDULE, begun_with(first.id, left, closed, context), closed, context)
    named = text("move.next", appointment=appointment_of(first))
    return replace(step, reply=join(Reply(parts=(*lead, named)), step.reply))


def _too_near(numbers: tuple[int, ...], context: Context) -> tuple[Text, ...]:
    near = [one for one in context.appointments if one.id in numbers]
    if not near:
        return ()
    named = Join(items=tuple(map(appointment_of, near)), word="and")
    return (text("move.too_near", appointment=named, phone=context.clinic.phone),)
