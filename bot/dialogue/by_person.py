"""Whose wish is whose: each of several people has a wish of their own, and one more is not a change of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.context import Context
from bot.core.phrases import doctor_of
from bot.core.state import Details, State, Who
from models.names import name_key
from nlu.core.meaning import Meaning, Person, Relation, When
from nlu.languages.speaking import grammar

_BOOKS = ("book_appointment", "find_doctor", "inform")


def each_apart(meaning: Meaning, state: State) -> Meaning:
    """ "Me and my son": a wish for each, one after the other. Within a booking whoever is named beside another may only
    be named more closely, unless names were asked for."""
    people = _wanting(meaning, state)
    corrects = any(act.kind == "correct" for act in meaning.acts)  # "not for me, for my son"
    if len(people) < 2 or meaning.intent not in _BOOKS or corrects:
        return meaning
    asked = state.asked == "patient"
    if state.flow is not None and not (asked or meaning.additional or people[0].relation == "self"):
        return meaning
    then = meaning.then
    for place in range(len(people) - 1, 0, -1):
        then = replace(_beside(meaning, people[place], place), then=then)
    return replace(meaning, people=people[:1], additional=False, then=then)


def named_apart(meaning: Meaning, state: State, context: Context) -> Meaning:
    """The same of the names that were to come, whatever was asked: what is known of the appointment is known of each.
    Of several of whom one is named, another is to be named still."""
    several = _are_several(state.details.who)
    people = _related(meaning.people, state)
    then = meaning.then
    if several and then is not None and then.people and then.intent in _BOOKS:  # "Ivo at 9 and Jan at 10"
        meaning = replace(meaning, people=people, then=replace(then, people=_related(then.people, state)))
    elif several and len(people) == 1 and people[0].name and people[0].relation != "self":
        people = (*people, _the_other(state.details.who))
    nobody = state.flow is not None and state.details.who is None
    named = several or (nobody and all(one.name for one in people))
    if not (named or state.asked == "patient") or len(people) < 2:
        return each_apart(meaning, state)
    acts = () if named else meaning.acts  # with nobody named before nobody is corrected
    known = replace(_as_said(state.details, context), people=people, acts=acts)
    said = each_apart(known, state.model_copy(update={"asked": "patient"}))
    return replace(meaning, people=said.people, additional=False, then=_last_of(said.then, meaning.then))


def _are_several(who: Who | None) -> bool:
    """Whether it is for several who are not named yet: "my kids"."""
    return who is not None and not who.known and who.called in grammar().relations.groups


def _the_other(who: Who | None) -> Person:
    """Whoever of two is not named yet: "your other kid"."""
    assert who
    relation: Relation | None = None if who.relation == "unknown" else who.relation
    return Person(
        None, relation, f"{grammar().relations.other} {grammar().relations.one_of.get(str(who.called), 'one')}"
    )


def _last_of(first: Meaning | None, further: Meaning | None) -> Meaning | None:
    """Two chains of wishes as one."""
    return further if first is None else replace(first, then=_last_of(first.then, further))


def is_another(meaning: Meaning, state: State, context: Context) -> bool:
    """Whether a message within a booking asks for one more, and changes nothing of the one that is open."""
    details = state.details
    names = state.asked == "patient" and not _are_others(meaning, details.who)
    if not meaning.additional or meaning.intent not in _BOOKS or names:
        return False
    if meaning.people:
        return not any(is_same(person, details.who) for person in meaning.people) and _of_somebody(meaning, details)
    begins = meaning.intent != "find_doctor" and any(act.kind == "want.book" for act in meaning.acts)
    settled = details.chosen is not None and details.who is not None and details.who.known
    return begins and (settled or _is_of_its_own(meaning, details, context))


def _are_others(meaning: Meaning, who: Who | None) -> bool:
    """Whether those named are others than whoever's name is asked for: "also my husband", of the writer's own."""
    known = who is not None and who.relation != "unknown"
    return known and bool(meaning.people) and all(one.relation and not is_same(one, who) for one in meaning.people)


def is_same(person: Person, who: Who | None) -> bool:
    """Whether somebody spoken of is whom the appointment is for, as far as they were named."""
    if who is None:
        return False
    if person.name is None or who.name is None:
        return person.relation is not None and person.relation == who.relation and _is_called(person, who)
    said, known = name_key(person.name), name_key(who.name)
    return said == known or known.startswith(f"{said} ") or said.startswith(f"{known} ")


def _is_called(person: Person, who: Who) -> bool:
    """ "My daughter" and "my son" are two children; "me" is the writer however they are called."""
    return person.relation == "self" or None in (person.called, who.called) or person.called == who.called


def _of_somebody(meaning: Meaning, details: Details) -> bool:
    """Whether it is clear that there are two: somebody else, or the writer where it is for somebody else."""
    others = any(person.relation not in (None, "self") for person in meaning.people)
    return others or details.who is not None


def _is_of_its_own(meaning: Meaning, details: Details, context: Context) -> bool:
    """Whether it is with another doctor than the one open, or of another kind."""
    doctors = {doctor_of(context, one).name for one in details.doctors}
    kinds = {kind.name for kind in context.visit_types if kind.id == details.visit_type}
    pairs = ((doctors, meaning.doctors), (kinds, meaning.visit_types))
    return any(known and said and not known & set(said) for known, said in pairs)


def _wanting(meaning: Meaning, state: State) -> tuple[Person, ...]:
    """Whom a message asks for, the writer first. Who only says their name beside it asks for nobody else's visit."""
    own = [one for one in meaning.people if one.relation == "self"]
    others = [one for one in meaning.people if one.relation != "self"]
    own = [one for one in own if one.called or not (one.name and others)]
    return (*own, *others)


def _related(people: Sequence[Person], state: State) -> tuple[Person, ...]:
    """The names of an answer with what those asked for are: "Isla and Freya", of my daughters."""
    who = state.details.who
    if who is None or who.relation == "unknown" or who.relation == "self":
        return tuple(people)
    known: Relation = who.relation
    called = grammar().relations.one_of.get(str(who.called))
    return tuple(one if one.relation else replace(one, relation=known, called=called) for one in people)


def _as_said(details: Details, context: Context) -> Meaning:
    doctors = tuple(doctor_of(context, one).name for one in details.doctors)
    kinds = tuple(kind.name for kind in context.visit_types if kind.id == details.visit_type)
    return Meaning("", "book_appointment", when=details.when, doctors=doctors, visit_types=kinds)


def _beside(meaning: Meaning, person: Person, place: int) -> Meaning:
    """The wish of another person of the same sentence: right after the one before, or at the next of the times."""
    exact = [times for times in meaning.when.times if times.start is not None and times.start == times.end]
    loose = tuple(times for times in meaning.when.times if times not in exact)
    if len(exact) > place:
        when = replace(meaning.when, times=(exact[place],), spans=())
    else:
        when = When(days=meaning.when.days, times=loose, relative="right_after")
    return Meaning(
        text="",
        intent="book_appointment",
        additional=True,
        people=(person,),
        when=when,
        doctors=meaning.doctors,
        any_doctor=meaning.any_doctor,
        specialties=meaning.specialties,
        visit_types=meaning.visit_types,
    )
