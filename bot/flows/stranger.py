"""A contact that is somebody else's now, or a patient who has died: nothing more is sent there, the desk is told."""

from __future__ import annotations

from bot.core.commands import AskPerson, Quieten, Release, StopWriting
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import State
from bot.flows.whose_contact import meant
from nlu.core.meaning import Meaning


def _wrong_person(meaning: Meaning, state: State, context: Context) -> Answered:
    """Nothing of the appointment is said to a stranger, and nothing they write reaches it."""
    reply = Reply(parts=(text("stranger.sorry"),))
    return Answered(reply, (Release(), StopWriting(), AskPerson("wrong_person", urgent=True, mute=True)))


def _deceased(meaning: Meaning, state: State, context: Context) -> Answered:
    reply = Reply(parts=(text("deceased.sorry", phone=context.clinic.phone),))
    return Answered(reply, (Release(), StopWriting(), AskPerson("deceased", urgent=True, mute=True)))


def _one_of_several(meaning: Meaning, state: State, context: Context) -> Answered:
    """Nothing more is said of them by ourselves, and the desk sees to the rest; the others go on."""
    gone = {one.id for one in meant(meaning, context)}
    theirs = tuple(one.id for one in context.appointments if one.patient.id in gone)
    quiet = (Quieten(theirs),) if theirs else ()
    return Answered(Reply(parts=(text("deceased.desk"),)), (*quiet, AskPerson("deceased", urgent=True)))


def _bereaved(meaning: Meaning, state: State, context: Context) -> Answered:
    """Somebody has died who is no patient of this account: we are sorry, and stay at hand."""
    return Answered(Reply(parts=(text("deceased.sorry_for"),)))


WRONG_PERSON = Answer(name="wrong_person", intents=frozenset({"wrong_person"}), reply=_wrong_person)
DECEASED = Answer(name="deceased", intents=frozenset({"deceased"}), reply=_deceased)
DECEASED_PATIENT = Answer(name="deceased_patient", intents=frozenset({"deceased_patient"}), reply=_one_of_several)
BEREAVED = Answer(name="bereaved", intents=frozenset({"bereaved"}), reply=_bereaved)
