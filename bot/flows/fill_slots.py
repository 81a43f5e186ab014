"""What a message adds to, or corrects in, the appointment being talked about."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime

from bot.core.context import Context, PatientFacts
from bot.core.state import Anchor, ChosenTime, Details, State, Who
from bot.flows.add_up import added_up, is_exact
from bot.flows.shifted import compared, shifted
from bot.flows.week_in_sight import in_sight
from bot.flows.what_for import told
from models.names import is_name, name_key
from models.words import Relation
from nlu.core.days import plus_days
from nlu.core.meaning import DayRange, Meaning, Person, TimeRange, When
from nlu.core.words import split
from nlu.languages.speaking import grammar

_COMPARED = ("earlier", "later")
_REOPENS = ("doctors", "strange_doctor", "when", "visit_type", "kinds", "not_doctors", "genders", "languages", "age")


def hear(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    """The details with all the message says in them. What was settled on is open again where it was corrected."""
    heard = _doctors(_wanted(details, meaning), meaning, context)
    heard = _people(heard, meaning, state, context)
    seen = in_sight(meaning.when, details, state, context.now.date())
    heard = _time(heard, dataclasses.replace(meaning, when=seen), state)
    heard = _matter(heard, meaning, context)
    changed = [name for name in _REOPENS if getattr(heard, name) != getattr(details, name)]
    measured = meaning.when.says_something and heard.when.relative in _COMPARED
    if changed == ["when"] and not measured and _still_suits(details, meaning.when, heard.when):
        return heard
    if changed or measured:
        kept = _compared_with(details) if measured else ()
        offered = details.offered if _is_of(details.offered, meaning.when) else ()
        heard = heard.model_copy(update={"chosen": None, "shown": kept, "passed": kept, "offered": offered})
    return heard


def _is_of(offered: tuple[ChosenTime, ...], said: When) -> bool:
    """Whether a time is one of a list."""
    return any((said.date, said.time) == (one.start.date(), one.start.time()) for one in offered)


def _still_suits(details: Details, said: When, when: When) -> bool:
    """Whether what was settled on lies within the hours that are said now: "no later than 11" of 10:30."""
    if details.chosen is None or said.days or not (said.times or said.not_times) or any(map(is_exact, said.times)):
        return False
    clock = details.chosen.start.time()
    fits = any(clock in times for times in when.times) or not when.times
    return fits and not any(clock in times for times in when.not_times)


def _compared_with(details: Details) -> tuple[datetime, ...]:
    """What "earlier" and "later" are measured by: the time settled on, else those on offer."""
    return (details.chosen.start,) if details.chosen else details.shown


def _wanted(details: Details, meaning: Meaning) -> Details:
    """What the doctor is to be, and how old whoever it is for is. Who names a doctor later on wants that doctor."""
    said = meaning.genders or meaning.languages
    kept = ((), ()) if meaning.doctors and not said else (details.genders, details.languages)
    genders, languages = meaning.genders or kept[0], meaning.languages or kept[1]
    age = details.age if meaning.age is None else meaning.age
    return details.model_copy(update={"genders": genders, "languages": languages, "age": age})


def _matter(details: Details, meaning: Meaning, context: Context) -> Details:
    """What kind of visit it is, and why. A kind that the clinic has not is why."""
    strange = meaning.strange_visit or details.strange_visit
    why = details.reason or meaning.reason or meaning.strange_visit
    return told(details.model_copy(update={"reason": why, "strange_visit": strange}), meaning, context)


def _doctors(details: Details, meaning: Meaning, context: Context) -> Details:
    named = tuple(doctor.id for doctor in context.doctors if doctor.name in meaning.doctors)
    avoided = tuple(doctor.id for doctor in context.doctors if doctor.name in meaning.not_doctors)
    if avoided:
        left = tuple(doctor for doctor in details.doctors if doctor not in avoided)
        details = details.model_copy(update={"not_doctors": avoided, "doctors": left, "doctor_said": True})
    if named:
        kept = tuple(doctor for doctor in details.not_doctors if doctor not in named)
        theirs = _of(meaning.other_field, context)
        tie = bool(theirs) or (len(named) > 1 and not meaning.any_doctor)  # "one of them" is any of them
        update = {"doctors": (*theirs, *named), "doctor_said": True, "tie": tie, "specialty": None, "not_doctors": kept}
        return details.model_copy(update={**update, "other_field": meaning.other_field if theirs else None})
    if details.tie and (meant := _told_apart(details, meaning, context)):
        return details.model_copy(update={"doctors": meant, "tie": len(meant) > 1, "other_field": None})
    if meaning.any_doctor:
        field = meaning.specialties[0] if meaning.specialties else details.specialty  # "any gp" is any of these
        update = {"doctors": _of(field, context), "doctor_said": True, "tie": False, "specialty": field}
        return details.model_copy(update=update)
    if meaning.specialties and meaning.specialties[0] != details.specialty:
        specialty = meaning.specialties[0]
        update = {"doctors": _of(specialty, context), "doctor_said": True, "tie": False, "specialty": specialty}
        return details.model_copy(update=update)
    if meaning.strange_doctor and details.appointment is None:
        nobody = {"doctors": (), "doctor_said": False, "tie": False, "specialty": None}
        return details.model_copy(update={**nobody, "strange_doctor": meaning.strange_doctor})
    if meaning.strange_specialty and details.appointment is None and not details.doctor_said:
        return details.model_copy(update={"strange_specialty": meaning.strange_specialty})
    if meaning.guessed_specialty and not details.doctor_said:
        return details.model_copy(update={"suggested": meaning.guessed_specialty})
    return details


def namesakes(doctors: Collection[int], context: Context) -> bool:
    """Whether several doctors have a name in common, so that it does not tell which of them is meant."""
    words = (split(one.name) for one in context.doctors if one.id in doctors)
    named = [{word.text for word in name} - grammar().doctors.titles - grammar().care.named_for for name in words]
    return len(named) > 1 and bool(set.intersection(*named))


def _told_apart(details: Details, meaning: Meaning, context: Context) -> tuple[int, ...]:
    """Those of the doctors asked about who work in the field that is said: "the children's one"."""
    fields = meaning.specialties or (meaning.guessed_specialty,)
    return tuple(one.id for one in context.doctors if one.id in details.doctors and one.specialty in fields)


def _of(specialty: str | None, context: Context) -> tuple[int, ...]:
    return tuple(doctor.id for doctor in context.doctors if specialty and doctor.specialty == specialty)


def _people(details: Details, meaning: Meaning, state: State, context: Context) -> Details:
    """Whom it is for: somebody else rather than the writer, who then only says who they are."""
    if not meaning.people or _only_introduces(details.who, meaning):
        return _by_writer(details, meaning, context)
    people = [_not_the_last(who(person, context), person, meaning, state, context) for person in meaning.people]
    meant = next((person for person in people if person.relation != "self"), people[0])
    asked_for = details.who
    if asked_for and asked_for.known and asked_for.relation == "unknown" and not meant.known:  # "Mia": "my daughter"
        meant = asked_for.model_copy(update={"relation": meant.relation, "called": meant.called})
    if asked_for and not asked_for.known and meant.relation == "unknown":
        meant = meant.model_copy(update={"relation": asked_for.relation, "called": asked_for.called})
    return details.model_copy(update={"who": meant})


def _not_the_last(found: Who, person: Person, meaning: Meaning, state: State, context: Context) -> Who:
    """ "And my daughter", where a son was just booked: she is not him for being the only child that is known."""
    if found.id is None or person.name or person.relation == "self":
        return found
    served = {one.id: one.patient.id for one in context.appointments}
    others = [one for one in state.made if served.get(one.appointment) == found.id]
    another = any(one.called != person.called if one.called else meaning.additional for one in others)
    return Who(relation=person.relation or "unknown", called=person.called) if another else found


def _only_introduces(asked_for: Who | None, meaning: Meaning) -> bool:
    """ "Ann here", of a visit for somebody else: says who writes, and not that it is for them."""
    if asked_for is None or asked_for.relation == "self" or meaning.intent == "deny":
        return False
    corrects = any(act.kind == "correct" for act in meaning.acts)
    return not corrects and all(one.relation == "self" and one.called is None for one in meaning.people)


def _by_writer(details: Details, meaning: Meaning, context: Context) -> Details:
    """What is for nobody else is for whoever signs."""
    open_still = details.who is None or (details.who.relation == "self" and not details.who.known)
    if meaning.signed is None or not open_still:
        return details
    return details.model_copy(update={"who": who(Person(meaning.signed, "self"), context)})


def who(person: Person, context: Context) -> Who:
    """The person as this account knows them; somebody new where it does not.

    Nobody is the writer for being named without a word of who they are: it stays unknown till that is said. What cannot
    be kept as a name is asked for again.
    """
    name = person.name if person.name and is_name(person.name) else None
    if name:
        alike = [patient for patient in context.patients if _may_be(name, person.relation, patient)]
    else:
        alike = [patient for patient in context.patients if patient.relation == person.relation]
        alike = alike if len({name_key(patient.name) for patient in alike}) == 1 else []
    if not alike:
        return Who(name=name, relation=person.relation or "unknown", called=person.called)
    return known_as(alike[0], said=person.relation, called=person.called)


def _may_be(said: str, relation: Relation | None, patient: PatientFacts) -> bool:
    """Whether somebody named may be a patient of the account: by all of the name, or the first of it."""
    key, name = name_key(said), name_key(patient.name)
    fits = key in (name, name.partition(" ")[0])
    return fits and (relation in (None, patient.relation) or patient.relation == "unknown")


def known_as(patient: PatientFacts, *, said: Relation | None = None, called: str | None = None) -> Who:
    """A patient of the account. `said`: what they are, where the account does not know it yet."""
    relation = patient.relation if patient.relation != "unknown" else said or "unknown"
    return Who(id=patient.id, name=patient.name, relation=relation, called=called, holder=patient.relation == "self")


def holder(context: Context) -> Who | None:
    """Whoever writes here, where it is certain who that is."""
    own = [patient for patient in context.patients if patient.relation == "self"]
    return known_as(own[0]) if own else None


def _time(details: Details, meaning: Meaning, state: State) -> Details:
    said = meaning.when
    anchor = details.anchor or state.last
    if said.relative in ("same_time", "right_after", "right_before") or said.same_day:
        if anchor is not None:
            return _near(details, said, anchor)
        said = dataclasses.replace(said, relative=None, same_day=False)  # nothing was booked yet to stand next to
    if not said.says_something:
        when = dataclasses.replace(details.when, ambiguous=said.ambiguous or details.when.ambiguous)
        return details.model_copy(update={"when": when})
    if details.chosen is not None:
        said = dataclasses.replace(said, also=False)
    when = shifted(details, said) or added_up(details.when, compared(details, said))
    return details.model_copy(update={"when": when, "when_said": True})


def _near(details: Details, said: When, anchor: Anchor) -> Details:
    """Next to an appointment just made: with the same doctor unless another was named."""
    on = plus_days(anchor.start.date(), said.shift_days or 0)
    day = (DayRange(on, on),)
    times = (TimeRange(anchor.start.time(), anchor.start.time()),) if said.relative == "same_time" else said.times
    when = dataclasses.replace(said, days=said.days or day, times=times, shift_days=None, spans=())
    doctors = details.doctors if details.doctor_said else (anchor.doctor,)
    return details.model_copy(update={"when": when, "when_said": True, "anchor": anchor, "doctors": doctors})
