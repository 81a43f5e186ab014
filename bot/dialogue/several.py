"""Several wishes in one message: one is seen to, the others wait, and none is lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from bot.core.context import AppointmentFacts, Context
from bot.core.messages import Join, Reply, Text
from bot.core.phrases import appointment_of, doctor_of, text
from bot.core.state import State, Who
from bot.dialogue.by_person import is_same
from bot.dialogue.row import made_already
from bot.dialogue.series import next_said, row_said
from bot.dialogue.steps import Step, join
from bot.dialogue.wish_said import kind_of, kind_said, open_wish, person_of, person_said, wish
from bot.flows.which import is_for
from nlu.core.meaning import Meaning, Person

_NEXT_TO = ("right_after", "right_before", "same_time")
_BOOKS = ("book_appointment", "find_doctor", "inform")


def put_off(step: Step, context: Context) -> Step:
    """What else a message asks for waits while its first wish is open; that is said."""
    before, asked = step.state.waiting, [one for one in _each(step.then) if not _waits(one, step.state.waiting)]
    done = [made for one in asked if (made := made_already(one, step.state, context))]
    asked = [one for one in asked if made_already(one, step.state, context) is None]
    again = {place: one for one in asked if (place := _told_before(one, before)) is not None}
    renewed = tuple(_renewed(one, again[place]) if place in again else one for place, one in enumerate(before))
    waiting = _in_turn(renewed, tuple(one for one in asked if one not in again.values()))
    state = step.state.model_copy(update={"waiting": waiting})
    already = tuple(text("already_booked", appointment=appointment_of(one)) for one in done)
    order: tuple[Text, ...] = ()
    if len(waiting) > len(before):
        row = row_said(waiting)
        order = (in_which_order(step.state, waiting, context),) if row is None else row
    lead = Reply(parts=(*already, *order)) if already or order else None
    return replace(step, state=state, reply=join(lead, step.reply), then=None)


def _in_turn(waiting: tuple[Meaning, ...], more: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """What waits with what is asked for too. Who comes right after the one that is open goes before all others."""
    if not more or more[0].when.relative not in _NEXT_TO:
        return (*waiting, *more)
    place = next((place for place, one in enumerate(waiting) if one.when.relative not in _NEXT_TO), len(waiting))
    return (*waiting[:place], *more, *waiting[place:])


def take_next(step: Step, act: Callable[[State, Meaning], Step]) -> Step:
    """With nothing open any more, what waits is taken up, until something is asked."""
    state = step.state
    if not state.waiting or state.flow is not None or state.asked is not None or step.awaiting is not None:
        return step
    following = act(state.model_copy(update={"waiting": state.waiting[1:]}), state.waiting[0])
    done = step.reply and step.reply.model_copy(update={"parts": tuple(filter(_tells, step.reply.parts))})
    reply = join(done, join(Reply(parts=(_next(state.waiting[0]),)), following.reply))
    joined = replace(following, reply=reply, commands=(*step.commands, *following.commands))
    return take_next(joined, act)


def in_which_order(state: State, waiting: tuple[Meaning, ...], context: Context) -> Text:
    """ "First you, then Fin": whatever tells the two apart. Where nothing does, that one comes after the other.

    Three or more are told one by one, so that whoever asked sees that none is lost.
    """
    if len(waiting) > 1:
        items = (open_wish(state, context), *(wish(one) for one in waiting))
        return text("several.all", wishes=Join(items=items, word="comma"), count=len(items))
    then = waiting[0]
    kind = kind_of(then)
    if kind is not None and kind != state.flow:
        return text("several.order", one=kind_said(str(state.flow)), other=kind_said(kind))
    first = person_of(state)
    after = person_said(then)
    if first and after and first != after:
        return text("several.order", one=first, other=after)
    doctors = [doctor_of(context, one).name for one in state.details.doctors]
    if len(doctors) == len(then.doctors) == 1 and doctors[0] != then.doctors[0]:
        return text("several.order", one=doctors[0], other=then.doctors[0])
    return text("several.first")


def _next(meaning: Meaning) -> Text:
    """ "Now Fin, with Nurse Munro": whom or what comes now."""
    if meaning.series:
        return next_said(meaning.series)
    doctor = meaning.doctors[0] if len(meaning.doctors) == 1 else ""
    if person := person_said(meaning):
        return text("several.next.with", who=person, doctor=doctor) if doctor else text("several.next.who", who=person)
    if doctor and kind_of(meaning) is not None:
        return text("several.next.doctor", doctor=doctor)
    kind = kind_of(meaning)
    return text("several.next.who", who=kind_said(kind)) if kind else text("several.next")


def _tells(part: Text) -> bool:
    """Whether a sentence may stand before another matter: an offer to go on with the first may not."""
    return part.key != "cancel.again"


def still_wanted(state: State, made: AppointmentFacts, who: Who | None) -> State:
    """What waits, without the wish that has just been granted: it was taken up in other words before its turn."""
    waiting = tuple(one for one in state.waiting if not _is_granted(one, made, who))
    return state if waiting == state.waiting else state.model_copy(update={"waiting": waiting})


def still_to_change(state: State, changed: AppointmentFacts, intents: Collection[str]) -> State:
    """What waits, without the change that has just been made, told once more before its turn."""
    waiting = tuple(one for one in state.waiting if not (one.intent in intents and _is_of_it(one, changed)))
    return state if waiting == state.waiting else state.model_copy(update={"waiting": waiting})


def _is_of_it(one: Meaning, changed: AppointmentFacts) -> bool:
    """Whether nothing that a wish tells is untrue of an appointment as it was, or as it is now."""
    doctors = (*one.doctors, *one.from_doctors)
    theirs = not one.people or any(is_for(person, changed) for person in one.people)
    days = one.when.days and not any(changed.start.date() in day for day in one.when.days)
    with_them = not doctors or changed.doctor.name in doctors
    return theirs and with_them and not days and not (one.when.from_days or one.when.from_times)


def _is_granted(one: Meaning, made: AppointmentFacts, who: Who | None) -> bool:
    theirs = one.intent == "book_appointment" and not one.series and any(is_same(person, who) for person in one.people)
    with_them = not one.doctors or made.doctor.name in one.doctors
    return theirs and with_them and (not one.visit_types or made.visit_type.name in one.visit_types)


def _each(meaning: Meaning | None) -> Iterator[Meaning]:
    while meaning is not None:
        yield replace(meaning, then=None)
        meaning = meaning.then


def _told_before(one: Meaning, waiting: tuple[Meaning, ...]) -> int | None:
    """The place of the visit that waits already for the same person, of which a message tells once more."""
    if len(one.people) != 1 or one.intent not in _BOOKS:
        return None
    who = one.people[0]
    return next((place for place, other in enumerate(waiting) if other.intent in _BOOKS and is_of(who, other)), None)


def is_of(who: Person, other: Meaning) -> bool:
    """Whether a wish is somebody's, as far as both are named."""
    theirs = other.people[0] if len(other.people) == 1 else None
    if theirs is None:
        return False
    if who.name and theirs.name:
        return who.name.startswith(theirs.name) or theirs.name.startswith(who.name)
    return who.relation is not None and (who.relation, who.called) == (theirs.relation, theirs.called)


def _renewed(before: Meaning, said: Meaning) -> Meaning:
    """A wish as it is told now, with what was told of it before and is not now."""
    return replace(
        said,
        when=said.when if said.when.says_something else before.when,
        doctors=said.doctors or before.doctors,
        specialties=said.specialties or before.specialties,
        visit_types=said.visit_types or before.visit_types,
        reason=said.reason or before.reason,
    )


def _waits(one: Meaning, waiting: tuple[Meaning, ...]) -> bool:
    """Whether the same is waiting already, said once more."""
    told = (one.intent, one.people, one.visit_types, one.doctors, one.when)
    return any((other.intent, other.people, other.visit_types, other.doctors, other.when) == told for other in waiting)
