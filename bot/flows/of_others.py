"""What is nobody's to be told: other people's appointments and data, the clinic's book."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from models.names import name_key
from nlu.core.meaning import Meaning, Person


def _refused(meaning: Meaning, state: State, context: Context) -> Answered:
    return Answered(Reply(parts=(text("others.refused"),)))


def of_a_stranger(meaning: Meaning, context: Context) -> Reply | None:
    """The answer to a question about somebody's appointment who is not known here as one of the writer's people."""
    strangers = [one for one in meaning.people if one.relation not in (None, "self") or one.name]
    if not strangers or any(_is_known(one, context) for one in strangers):
        return None
    one = next((one for one in strangers if one.called), strangers[0])
    who = text("others.called", called=one.called) if one.called else str(one.name)
    return Reply(parts=(text("others.stranger", who=who, phone=context.clinic.phone),))


def _is_known(person: Person, context: Context) -> bool:
    if person.name is None:
        return any(one.relation == person.relation for one in context.patients)
    said = set(name_key(person.name).split())
    return any(said & set(name_key(one.name).split()) for one in context.patients)


OTHERS = Answer(name="others_data", intents=frozenset({"others_data"}), reply=_refused)
