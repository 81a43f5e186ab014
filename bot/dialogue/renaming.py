"""Putting a patient's name right: in what is being booked, and afterwards for a patient of the writer's own."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz

from bot.core.commands import Rename
from bot.core.context import Context, PatientFacts
from bot.core.flow import Task
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import Details, State, Who
from bot.dialogue.steps import Step, listen, proceed, return_to
from bot.flows.which import of_context
from models.names import is_name, name_key
from nlu.core.meaning import Meaning, Renamed
from nlu.people.patients import find_people

_ALIKE = 60
"""From this likeness of two words on (rapidfuzz, of 100) one may be the other heard or spelt wrong: Neeve and Niamh are
40, so that the wrong one has to be named for these; Brenan and Brennan are 92."""


def put_right(task: Task | None, state: State, meaning: Meaning, context: Context) -> Step | None:
    """What a correction of a name comes to; None where the message is none, or of no name that is spoken of here."""
    said = meaning.renamed
    if said is None or not is_name(said.new):
        return None
    if task is not None and task.about is None and state.details.who is not None and state.details.who.name:
        who = _proposed(state.details.who, said)
        return None if who is None else _with_the_rest(task, state, who, meaning, context)
    if task is not None and state.asked == "patient":  # the first that is heard of the name
        named = (state.details.who or Who()).model_copy(update={"name": said.new})
        return _with_the_rest(task, state, named, meaning, context)
    return _kept(state, said, context) if task is None else None


def _with_the_rest(task: Task, state: State, who: Who, meaning: Meaning, context: Context) -> Step:
    """The name put right, and with it whatever else the message corrects: "Friday instead, and it's Jo Marsh"."""
    named = state.model_copy(update={"details": state.details.model_copy(update={"who": who})})
    details = listen(task, named, replace(meaning, people=(), then=None), context)
    return replace(proceed(task, details, state, context), then=meaning.then)


def under_name(details: Details, name: str) -> Details:
    """The same for the same person by another name."""
    assert details.who
    return details.model_copy(update={"who": details.who.model_copy(update={"name": name})})


def named_in_full(who: Who | None, meaning: Meaning) -> str | None:
    """The longer name of whom a proposal is for, where a message says it: "yes, Yusuf Demir" of Yusuf. A patient we
    know keeps the name they have."""
    if who is None or who.name is None or who.id is not None:
        return None
    found = [one for clause in re.split(r"[,.;!]", meaning.text) for one in find_people(clause, asked="patient").people]
    known = name_key(who.name)
    names = (*(one.name for one in found), meaning.signed)
    longer = (name for name in names if name and name_key(name).startswith(f"{known} "))
    return next(filter(is_name, longer), None)


def _proposed(who: Who, said: Renamed) -> Who | None:
    """Whom it is for under the right name. A patient we know is not made into another person by it."""
    name = str(who.name)
    if said.old is not None and not _is_of(said.old, name):
        return None
    right = _right(name, said)
    if who.id is None or _may_be(name, said):
        return who.model_copy(update={"name": right})
    return Who(name=said.new)


def _kept(state: State, said: Renamed, context: Context) -> Step | None:
    """The patient who is meant is renamed at once; to put somebody else in their place is for the front desk."""
    patient = _meant(state, said, context)
    if patient is None and said.old is None and context.patients:
        return return_to(state, Reply(parts=(text("name.whose"),)))
    if patient is None:
        return None
    if not _may_be(patient.name, said):
        return return_to(state, Reply(parts=(text("name.other", phone=context.clinic.phone),)))
    name = _right(patient.name, said)
    step = return_to(state, Reply(parts=(text("name.now", name=name),)))
    return replace(step, commands=(Rename(patient.id, name),))


def _meant(state: State, said: Renamed, context: Context) -> PatientFacts | None:
    """The one whose wrong name was said; else who was booked last, else the only one there is."""
    if said.old is not None:
        found = [one for one in context.patients if _is_of(said.old, one.name)]
        return found[0] if len(found) == 1 else None
    last = of_context(context, state.last.appointment) if state.last else None
    own = [one for one in context.patients if last is None or one.id == last.patient.id]
    return own[0] if len(own) == 1 else None


def _may_be(name: str, said: Renamed) -> bool:
    """Whether it can be the same person's name: its wrong part was said, or a part of it is nearly the same."""
    if said.old is not None or said.part is not None:
        return True
    pairs = ((old, new) for old in name_key(name).split() for new in name_key(said.new).split())
    return any(fuzz.ratio(old, new) >= _ALIKE for old, new in pairs)


def _is_of(old: str, name: str) -> bool:
    """Whether these are words of the name."""
    return set(name_key(old).split()) <= set(name_key(name).split())


def _right(name: str, said: Renamed) -> str:
    """The name with what was said in its place: the wrong words, the first or the last of it, or all of it."""
    words = name.split()
    if said.old is not None:
        wrong = set(name_key(said.old).split())
        first = next(place for place, word in enumerate(words) if name_key(word) in wrong)
        kept = [word for word in words if name_key(word) not in wrong]
        return " ".join([*kept[:first], said.new, *kept[first:]])
    if said.part == "surname":
        return " ".join([*words[: max(1, len(words) - 1)], said.new])
    alike = [fuzz.ratio(name_key(word), name_key(said.new)) for word in words]
    if said.part is None and " " not in said.new and max(alike) >= _ALIKE:  # "it's Thorne, with an e"
        words[alike.index(max(alike))] = said.new
        return " ".join(words)
    if said.part == "first" or (len(words) > 1 and " " not in said.new):
        return " ".join([said.new, *words[1:]])
    return said.new
