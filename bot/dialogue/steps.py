"""The moves a conversation is made of: ask, propose, answer and return, change, drop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.core.commands import AskPerson, Command, Release
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Answer, Question, Task
from bot.core.messages import SHARE_PHONE, Choice, Join, Reply
from bot.core.phrases import appointment_of, choice, text, their_appointment
from bot.core.quotes import Quoting
from bot.core.state import Details, Spoken, State
from bot.dialogue.present import present
from bot.dialogue.series import without_rows
from bot.flows.candidates import visit_type
from bot.flows.person import staff_hours
from bot.flows.small_talk import menu
from bot.flows.which import of_context
from nlu.core.meaning import DayRange, Meaning, When


@dataclass(frozen=True)
class Turn:
    """One message, understood: a tap has the value of its button, anything else a meaning."""

    meaning: Meaning | None = None
    tap: str | None = None
    # with neither, the open question is only put again
    notice: Literal["attachment", "edited", "group"] | None = (
        None  # what came, or came with it, is not to be understood
    )
    unseen: bool = False  # it was written before the open question was on its writer's screen
    late: bool = False  # and something written after it was taken up before it
    quoting: Quoting | None = None  # the message of ours that it quotes


@dataclass(frozen=True)
class Step:
    """What one turn comes to. With `awaiting`, the last command's outcome decides how it goes on."""

    state: State
    reply: Reply | None = None
    commands: tuple[Command, ...] = ()
    awaiting: Literal["hold", "change"] | None = None
    then: Meaning | None = None  # a further wish in the same message, still to be taken up
    unlisted: bool = False  # the times on offer are before their reader still, and not read out once more


def proceed(task: Task, details: Details, state: State, context: Context) -> Step:
    """Ask for the first thing that is missing; with everything there, say it back and ask whether to do it."""
    details, changed = present(details, context)
    if changed:
        step = proceed(task, details, state, context)
        return replace(step, reply=join(Reply(parts=changed), step.reply))
    if task.about and not context.appointments:
        return nothing_to_change(state, context)
    if barred := task.barred(context):
        return Step(closed(state), barred, (Release(),))
    for slot in task.slots:
        details = slot.fill(details, context)
        if slot.missing(details, context):
            return ask(task, slot.ask(details, context), state)
        if slot.name == "appointment" and (refusal := _unchangeable(details, state, context)):
            return refusal
    reply = task.confirm(details, context)
    commands = task.on_the_way(details, context)
    return Step(_asking(task, Question(reply, details), state), reply, commands, "hold" if commands else None)


def nothing_to_change(state: State, context: Context) -> Step:
    """Nothing is there to be moved or called off: ask whether to book. The desk's bookings may be under a phone."""
    share = (choice("choice.share_phone", SHARE_PHONE),) if context.phone_shareable else ()
    choices = (choice("choice.book", "flow:book"), *share, choice("choice.no_thanks", "keep"))
    parts = (text("appointments.none"), text("appointments.none.book"))
    reply = Reply(parts=parts, expects="anything_else", choices=choices)
    asked = {"asked": reply.expects, "question": reply, "choices": choices}
    return Step(closed(state).model_copy(update=asked), reply, (Release(),))


def ask(task: Task, question: Question, state: State) -> Step:
    """Ask, and remember what was asked."""
    if question.reply.expects is None:
        return Step(closed(state), question.reply, (Release(),))
    return Step(_asking(task, question, state), question.reply)


def _asking(task: Task, question: Question, state: State) -> State:
    return state.model_copy(
        update={
            "flow": task.name,
            "details": question.details,
            "asked": question.reply.expects,
            "question": _as_asked_again(question.reply),
            "choices": question.reply.choices,
            "misses": 0,
            "spoken": None,
        }
    )


_SAID_ONCE = ("move.stays", "specialty.unknown", "doctor.unknown")


def _as_asked_again(reply: Reply) -> Reply:
    """The question without what is said only the first time: which appointment is being moved, whom we do not have."""
    return reply.model_copy(update={"parts": tuple(part for part in reply.parts if part.key not in _SAID_ONCE)})


def take(task: Task, details: Details, state: State, context: Context) -> Step:
    """Do it at once: what was offered said everything there is to agree to. A time that cannot be had is asked anew."""
    chosen = details.chosen
    assert chosen
    details = details.model_copy(update={"doctors": (chosen.doctor,)})
    if refusal := _unchangeable(details, state, context):
        return refusal
    kind = visit_type(details, context)
    why = context.why_not(chosen.doctor, kind, chosen.start, moving=details.appointment)
    if why is not None:
        return ask(task, task.refused(details, why, context), state)
    open_now = _asking(task, Question(Reply(parts=()), details), state)
    return Step(open_now, None, (task.command(details, context),), "change")


def _unchangeable(details: Details, state: State, context: Context) -> Step | None:
    """An appointment that is gone, or so close that only the front desk may change it."""
    meant = of_context(context, details.appointment)
    if meant is None:
        return Step(closed(state), Reply(parts=(text("appointment.gone"),), choices=menu(context)))
    if not context.too_late(meant.id):
        return None
    near = [one for one in context.appointments if one.id in (meant.id, *details.together)]
    if state.said and any(part.key.startswith("too_late") for part in state.said.parts):  # said a moment ago
        again = (
            text("too_late.told", appointment=their_appointment(meant)),
            text("too_late.urgent", phone=context.clinic.phone),
        )
        return Step(closed(state), Reply(parts=again), (AskPerson("too_late", urgent=True),))
    parts = (
        text("too_late", appointment=Join(items=tuple(map(appointment_of, near)), word="and")),
        staff_hours(context),
        text("too_late.urgent", phone=context.clinic.phone),
    )
    return Step(closed(state), Reply(parts=parts), (AskPerson("too_late", urgent=True),))


def closed(state: State) -> State:
    """The conversation with nothing open."""
    kept = {"met", "last", "made", "before", "said", "parked", "waiting", "alarm", "spoken"}
    return State(**{name: getattr(state, name) for name in kept})


def answer(flow: Answer, meaning: Meaning, state: State, context: Context) -> Step:
    """Answer, then come back to the open question."""
    answered = flow.reply(meaning, state, context)
    if answered.spoken is not None:
        before = state.spoken.appointment if state.spoken else None
        spoken = answered.spoken.model_copy(update={"appointment": answered.spoken.appointment or before})
        state = state.model_copy(update={"spoken": spoken})
    if answered.drops:
        over = closed(state.model_copy(update={"waiting": (), "parked": None}))
        return Step(over, answered.reply, (Release(), *answered.commands))
    stays_quiet = any(isinstance(one, AskPerson) and (one.mute or one.urgent) for one in answered.commands)
    if (stays_quiet or answered.alone) and answered.reply.expects is None:
        # what was open is asked again later: a "yes" that comes next is not an answer to it
        return Step(state.model_copy(update={"asked": None, "choices": ()}), answered.reply, answered.commands)
    return replace(_back_to(state, answered.reply), commands=answered.commands)


def return_to(state: State, reply: Reply) -> Step:
    """Say something, then ask again what was open."""
    if state.question is None:
        asks = reply if reply.expects == "confirmation" else None  # a yes or a no answers it
        update = {"choices": reply.choices, "asked": reply.expects, "question": asks, "misses": 0}
        return Step(state.model_copy(update=update), reply)
    question = state.question
    asked = state.model_copy(update={"misses": 0, "asked": question.expects, "choices": question.choices})
    return Step(asked, join(reply, question))


def _back_to(state: State, reply: Reply) -> Step:
    """After an answer: of times that are on offer only which of them is asked, as they were just read out."""
    step = return_to(state, reply)
    if state.question is None or state.question.expects != "slot" or state.asked != "slot" or reply.choices:
        return step
    still = Reply(parts=(*reply.parts, text("slot.still")), expects="slot")
    return replace(step, reply=still, unlisted=True)


def unseen(state: State) -> State:
    """The conversation for a message whose writer had not seen its question: no number, yes or no answers it."""
    return state.model_copy(update={"asked": None, "choices": ()})


def once_more(state: State, lead: str) -> Step:
    """Put what is open once more, as it stands; where nothing is asked, what was said last with its choices."""
    again = state.question
    if again is None and state.said is not None and state.choices:
        said = state.said
        again = Reply(parts=said.parts[-1:], expects=said.expects, choices=state.choices, appointment=said.appointment)
    first = Reply(parts=(text(lead),))
    reply = join(first, again) or first
    asked = {"asked": reply.expects, "choices": reply.choices, "misses": 0}
    return Step(state.model_copy(update=asked), reply)


def join(first: Reply | None, second: Reply | None) -> Reply | None:
    """Two replies as one message: what the second asks stands, what the first reports is kept."""
    if first is None or second is None:
        return first or second
    return second.model_copy(
        update={
            "parts": (*first.parts, *second.parts),
            "booked": second.booked or first.booked,
            "cancelled": second.cancelled or first.cancelled,
            "choices": second.choices or first.choices,
        }
    )


def drop(state: State, context: Context) -> Step:
    """Stop what was being talked about. Nothing was changed; what stays is said with its day and time."""
    numbers = (state.details.appointment, *state.details.together)
    stay = [their_appointment(one) for one in context.appointments if one.id in numbers]
    nothing = "dropped.nothing" if state.asked == "appointment" else "dropped"
    left = state.model_copy(update={"waiting": without_rows(state.waiting)})
    if left.waiting != state.waiting and context.appointments:
        return Step(closed(left), Reply(parts=(text("series.left"),)), (Release(),))
    key = "dropped.stay" if len(stay) > 1 else "dropped.stays" if stay else nothing
    reply = Reply(parts=(text(key, kept=Join(items=tuple(stay), word="and")),))
    left = closed(left)
    if len(stay) == 1 and state.details.appointment is not None:
        left = left.model_copy(update={"spoken": Spoken(appointment=state.details.appointment)})
    return Step(left, reply, (Release(),))


def ask_change(task: Task, slot_name: str, state: State, context: Context) -> Step:
    """ "Change something": ask what, or open again the slot that was named."""
    for slot in task.slots:
        if slot.name == slot_name:
            return proceed(task, slot.clear(state.details), state, context)
    choices = tuple(_change_choice(slot.name) for slot in task.slots if slot.name not in _CHANGED_IN_WORDS)
    choices += (choice("choice.keep", "keep"),) if task.about else ()
    reply = Reply(parts=(text("change.what"),), expects="anything_else", choices=choices)
    return Step(_asking(task, Question(reply, state.details), state), reply)


_CHANGED_IN_WORDS = ("slot", "appointment", "visit_type")
"""What is not offered to be changed: it is changed by being named."""


def _change_choice(slot: str) -> Choice:
    return choice(f"choice.change.{slot}", f"change:{slot}")


def listen(task: Task, state: State, meaning: Meaning, context: Context) -> Details:
    """The open task's details with what the message says."""
    return task.hear(state.details, meaning, state, context)


def reopened(details: Details, *, other_day: bool = False) -> Details:
    """The same wish with its time open again, so that others are offered; `other_day`: of other days."""
    if other_day:
        details = details.model_copy(update={"when": _other_days(details)})
    times = tuple(times for times in details.when.times if times.start != times.end)
    when = replace(details.when, times=times, relative=None, asap=False) if details.chosen else details.when
    shown = (*details.shown, details.chosen.start) if details.chosen else details.shown
    return details.model_copy(update={"chosen": None, "when": when, "shown": shown, "passed": shown})


def _other_days(details: Details) -> When:
    """The same wish for any day but the one proposed or named; of a longer stretch, any but those offered."""
    when, day = details.when, details.chosen.start.date() if details.chosen else details.when.date
    days = [day] if day else sorted({start.date() for start in details.shown})
    not_days = (*when.not_days, *(DayRange(one, one) for one in days))
    return replace(when, days=() if day else when.days, any_day=True, not_days=not_days, relative=None)


def says_details(meaning: Meaning) -> bool:
    """Whether the message names a time, a doctor or a specialty."""
    return meaning.when.says_something or bool(meaning.doctors or meaning.specialties)


def says_whom(meaning: Meaning) -> bool:
    """Whether the message says what the doctor is to be: then those who are not are not listed."""
    return bool(meaning.genders or meaning.languages or meaning.strange_specialty or meaning.age is not None)


def stale(state: State, context: Context) -> Step:
    """An old button: what it once agreed to is done already, or no longer open."""
    made = of_context(context, state.last.appointment) if state.last else None
    if made is not None and state.question is None:
        return Step(state, Reply(parts=(text("already_booked", appointment=appointment_of(made)),)))
    if state.question is None:
        return Step(state, Reply(parts=(text("stale"),), choices=menu(context)))
    return return_to(state, Reply(parts=(text("stale.open"),)))


def menu_step(state: State, context: Context) -> Step:
    """What most people want, to choose from."""
    reply = Reply(parts=(text("hello.what"),), choices=menu(context))
    return Step(state.model_copy(update={"choices": reply.choices}), reply)


def about_appointment(meant: AppointmentFacts, state: State) -> Step:
    """An appointment was pointed at with nothing open: say it, and what can be done with it."""
    choices = (
        choice("choice.move_it", f"move:{meant.id}"),
        choice("choice.cancel_it", f"cancel:{meant.id}"),
        choice("choice.keep", "keep"),
    )
    reply = Reply(parts=(text("appointment.what", appointment=appointment_of(meant)),), choices=choices)
    spoken = Spoken(appointment=meant.id)
    return Step(state.model_copy(update={"choices": choices, "spoken": spoken}), reply)


__all__ = [
    "Step", "Turn", "about_appointment", "answer", "ask", "ask_change", "closed", "drop", "join", "listen",
    "menu_step", "nothing_to_change", "once_more", "proceed", "reopened", "return_to", "says_details",
    "says_whom", "stale", "take", "unseen",
]  # fmt: skip
