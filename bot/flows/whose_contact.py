"""Who is meant by "wrong person" and "has died": a stranger and the patient silence us, others do not."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.context import Context, PatientFacts
from bot.core.flow import Task
from bot.core.state import State
from models.names import name_key
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

STRANGERS = ("wrong_person", "deceased")
"""What ends our writing there, where it is said of this contact and of its patient."""


def as_meant(task: Task | None, state: State, said: Heard, context: Context) -> Heard:
    """The message as what it is here; any other than these two is as it was."""
    match said.meaning.intent:
        case "wrong_person" if task is not None and not _is_stranger(state, said.meaning):
            return _corrected(task, said)
        case "deceased":
            return replace(said, meaning=replace(said.meaning, intent=_mourned(state, said.meaning, context)))
    return said


def meant(meaning: Meaning, context: Context) -> list[PatientFacts]:
    """The patients of this account who are named, or are what is said of them to its holder."""
    names = {name_key(word) for person in meaning.people if person.name for word in person.name.split()}
    named = [one for one in context.patients if names & set(name_key(one.name).split())]
    relations = {person.relation for person in meaning.people if person.relation not in (None, "self")}
    return named or [one for one in context.patients if one.relation in relations]


def _is_stranger(state: State, meaning: Meaning) -> bool:
    """Whoever arranges something speaks of whom it is for, unless they speak of the contact, or of a reminder to it."""
    return bool(state.about or grammar().contact.of_a_contact.search(meaning.text))


def _corrected(task: Task, said: Heard) -> Heard:
    """The person in what is being arranged is the wrong one: it is for whoever is named, else that is asked."""
    if said.meaning.people:
        return replace(said, meaning=replace(said.meaning, intent="inform"))
    return replace(said, change="patient" if task.about is None else "appointment")


def _mourned(state: State, meaning: Meaning, context: Context) -> str:
    """Of whom it is said: the patient, one of several, somebody else, or nobody can tell."""
    if grammar().wanting.asks_to_be_seen(meaning.text):
        return "book_appointment"
    found, alone = meant(meaning, context), len(context.patients) == 1
    if found:
        return "deceased" if alone else "deceased_patient"
    if alone and (state.about or not meaning.people):
        return "deceased"
    if meaning.people or not context.patients:
        return "bereaved"
    return "deceased_patient"
