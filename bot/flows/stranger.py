"""A contact that is somebody else's now, or a patient who has died: nothing more is sent there, the desk is told."""

from __future__ import annotations

from bot.commands import AskPerson, Release, StopWriting
from bot.context import Context
from bot.conversation import State
from bot.flow import Answer, Answered
from bot.message import Reply
from bot.wording import text
from nlu.meaning import Meaning


def _wrong_person(meaning: Meaning, state: State, context: Context) -> Answered:
    """Nothing of the appointment is said to a stranger, and nothing they write reaches it."""
    reply = Reply(parts=(text("stranger.sorry"),))
    return Answered(reply, (Release(), StopWriting(), AskPerson("wrong_person", urgent=True, mute=True)))


def _deceased(meaning: Meaning, state: State, context: Context) -> Answered:
    reply = Reply(parts=(text("deceased.sorry", phone=context.clinic.phone),))
    return Answered(reply, (Release(), StopWriting(), AskPerson("deceased", urgent=True, mute=True)))


WRONG_PERSON = Answer(name="wrong_person", intents=frozenset({"wrong_person"}), reply=_wrong_person)
DECEASED = Answer(name="deceased", intents=frozenset({"deceased"}), reply=_deceased)
