"""Two appointments that take each other's times: both do, or neither. Where that cannot be, the front desk is asked."""

from __future__ import annotations

from dataclasses import replace

from bot.core.commands import AskPerson, Command, Done, Swap
from bot.core.context import AppointmentFacts, Context, Refusal
from bot.core.flow import Answer, Answered, Question, Slot, Task
from bot.core.messages import Moment, Reply
from bot.core.phrases import appointment_of, choice, proposal_of, text
from bot.core.state import Details, State
from bot.flows.person import staff_hours
from bot.flows.stamp import stamp
from bot.flows.which import of_context, told_somehow, which
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_SAID_OTHERWISE = frozenset(
    {
        *("reschedule_appointment", "inform", "deny", "request_alternatives", "out_of_scope", "book_appointment"),
        *("clinic_info", "help", "list_appointments"),
    }
)
"""What a wish to swap may be taken for."""

Pair = tuple[AppointmentFacts, AppointmentFacts]


def as_swap(meaning: Meaning, state: State, context: Context) -> Meaning:
    """The message as a wish of its own, where appointments of this account shall change places with one another.

    While something is being booked, "the other way round" is about that.
    """
    booking = state.flow == "book" or bool(state.waiting)
    if booking or len(context.appointments) < 2 or meaning.intent not in _SAID_OTHERWISE:
        return meaning
    pair = _told(meaning, context)
    told = pair and grammar().wanting.trades(meaning.text) and told_somehow(meaning, context)
    if not grammar().wanting.swaps(meaning.text) and not (pair and told and _wants_nothing_else(meaning, pair)):
        return meaning
    intent = "swap" if pair and can_swap(*pair, context) else "swap_at_desk"
    return replace(meaning, intent=intent, then=None)


def _told(meaning: Meaning, context: Context) -> Pair | None:
    """The two that are told, each in its own way, or all there are."""
    two = (which(replace(meaning, side_by_side=2), context), told_somehow(meaning, context), context.appointments)
    return next(((meant[0], meant[1]) for meant in two if len(meant) == 2), None)


def _wants_nothing_else(meaning: Meaning, pair: Pair) -> bool:
    """Whether no other time and no other doctor is wished for than these two have."""
    days, doctors = {one.start.date() for one in pair}, {one.doctor.name for one in pair}
    elsewhere = [one for one in meaning.when.days if not any(day in one for day in days)]
    return not elsewhere and not meaning.when.times and doctors.issuperset(meaning.doctors)


def can_swap(one: AppointmentFacts, other: AppointmentFacts, context: Context) -> bool:
    """Whether each fits the other's time by all the rules. Each keeps its doctor."""
    if context.too_late(one.id) or context.too_late(other.id) or one.start == other.start:
        return False
    return all(_fits(mine, theirs, context) for mine, theirs in ((one, other), (other, one)))


def _fits(mine: AppointmentFacts, theirs: AppointmentFacts, context: Context) -> bool:
    gone = theirs.id if mine.doctor.id == theirs.doctor.id else mine.id
    return context.why_not(mine.doctor.id, mine.visit_type.id, theirs.start, moving=gone) is None


def _begin(meaning: Meaning, state: State, context: Context) -> Details:
    pair = _told(meaning, context)
    return Details(appointment=pair[0].id, together=(pair[1].id,)) if pair else Details()


def _pair(details: Details, context: Context) -> Pair | None:
    """The two as they stand now, if they still can change places."""
    one, others = of_context(context, details.appointment), details.together
    other = of_context(context, others[0]) if len(others) == 1 else None
    return (one, other) if one and other and can_swap(one, other, context) else None


def _not_possible(details: Details, context: Context) -> Question:
    return Question(Reply(parts=(text("swap.not_possible", phone=context.clinic.phone),)), details)


def _confirm(details: Details, context: Context) -> Reply:
    pair = _pair(details, context)
    assert pair
    one, other = pair
    proposal = text(
        "swap.proposal",
        one=appointment_of(one),
        start=Moment(at=other.start),
        other=appointment_of(other),
        back=Moment(at=one.start),
    )
    return Reply(
        parts=(proposal, text("swap.shall_i")),
        expects="confirmation",
        choices=(choice("choice.swap_them", f"yes:{stamp(details)}"), choice("choice.keep_all", "keep")),
        appointment=proposal_of(one),
    )


def _command(details: Details, context: Context) -> Command:
    assert details.appointment
    return Swap(details.appointment, details.together[0])


def _done(details: Details, outcome: Done, context: Context) -> Reply:
    assert outcome.appointment
    one, other = appointment_of(outcome.appointment), appointment_of(outcome.others[0])
    return Reply(parts=(text("swap.done", one=one, other=other),), booked=outcome.appointment.id)


def _refused(details: Details, why: Refusal, context: Context) -> Question:
    return _not_possible(details, context)


def _passed_on(meaning: Meaning, state: State, context: Context) -> Answered:
    parts = (text("swap.passed_on"), text("request.answered"), staff_hours(context))
    return Answered(Reply(parts=parts), (AskPerson("swap"),), drops=True)


SWAP = Task(
    name="swap",
    intents=frozenset({"swap"}),
    slots=(
        Slot(
            name="appointment",
            missing=lambda details, context: _pair(details, context) is None,
            ask=_not_possible,
            clear=lambda details: details,
        ),
    ),
    about=lambda details, appointment: details,
    begin=_begin,
    hear=lambda details, meaning, state, context: details,
    confirm=_confirm,
    command=_command,
    done=_done,
    refused=_refused,
)
SWAP_AT_DESK = Answer(name="swap_at_desk", intents=frozenset({"swap_at_desk"}), reply=_passed_on)
