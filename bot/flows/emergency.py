"""Somebody is in danger: whom to call, in words for the one who is meant."""

from __future__ import annotations

from datetime import datetime

from bot.core.commands import AskPerson
from bot.core.context import Context
from bot.core.flow import Answer, Answered
from bot.core.messages import Reply, Text
from bot.core.phrases import text
from bot.core.state import Alarm, State
from models.words import ALARM
from nlu.core.meaning import Danger, Meaning
from nlu.languages.readings import Aftermath
from nlu.languages.speaking import grammar


def alarm_of(meaning: Meaning, now: datetime) -> Alarm:
    """The alarm that a message raises."""
    who = grammar().red_flags.endangered(meaning.text)
    return Alarm(
        kind=meaning.danger or "now",
        at=now,
        whom=who.relation or "unknown",
        them=who.them,
        child=grammar().red_flags.is_child(meaning.text),
        answered=1,
    )


def called_for(alarm: Alarm, number: str, crisis_number: str) -> Text:
    """Whom to call, said for the first time: at once, and first of all."""
    them = spoken_of(alarm)
    if alarm.child and alarm.kind == "now":
        return text("emergency.child", number=number)
    if alarm.kind == "now":
        return text("emergency.other", number=number, them=them) if them else text("emergency", number=number)
    line = crisis_number or number
    worse = text("harm.if_worse", number=number) if line != number else ""
    if alarm.child:
        return text("harm.child", line=line, if_worse=worse)
    if them:
        return text("harm.other", line=line, if_worse=worse, them=them)
    return text("harm.self", line=line, if_worse=worse)


def spoken_of(alarm: Alarm) -> Text | str:
    """ "him", "her" or "them"; nothing where it may be whoever writes."""
    return "" if alarm.them is None else text(_THEM[alarm.them])


_THEM = {"him": "alarm.him", "her": "alarm.her", "them": "alarm.them"}


def line_of(kind: Danger, context: Context) -> str:
    """Whom to call: who listens, where somebody would hurt themselves and the clinic knows of such a line."""
    clinic = context.clinic
    return (clinic.crisis_number if kind == "harm" else "") or clinic.emergency_number


def sentence(alarm: Alarm, context: Context, told: Aftermath | None) -> Text:
    """What is said while an alarm is open: what fits what was told, or the number in other words."""
    line, them = line_of(alarm.kind, context), spoken_of(alarm)
    if told == "refused":
        return text(_REFUSED[alarm.kind], line=line)
    if told is not None:
        return text("alarm.arrived") if told == "arrived" else text(_CALLED[alarm.kind, bool(them)], them=them)
    if alarm.helped_at is not None:
        return text("alarm.there") if alarm.arrived else text(_HELPED[alarm.kind], line=line)
    if alarm.child:
        return text(_AGAIN_TO_A_CHILD[alarm.kind], line=line)
    return text(_AGAIN[alarm.kind, bool(them)], line=line, them=them)


_REFUSED = {"now": "alarm.refused.now", "harm": "alarm.refused.harm"}
_HELPED = {"now": "alarm.helped.now", "harm": "alarm.helped.harm"}
_CALLED = {
    ("now", False): "alarm.called.now",
    ("now", True): "alarm.called.now.other",
    ("harm", False): "alarm.called.harm",
    ("harm", True): "alarm.called.harm.other",
}
_AGAIN = {
    ("now", False): "alarm.again.now",
    ("now", True): "alarm.again.now.other",
    ("harm", False): "alarm.again.harm",
    ("harm", True): "alarm.again.harm.other",
}
_AGAIN_TO_A_CHILD = {"now": "alarm.again.now.child", "harm": "alarm.again.harm.child"}


def _emergency(meaning: Meaning, state: State, context: Context) -> Answered:
    """The number at once, whatever is open; the desk is told."""
    clinic = context.clinic
    told = called_for(alarm_of(meaning, context.now), clinic.emergency_number, clinic.crisis_number)
    return Answered(Reply(parts=(told,)), (AskPerson(ALARM, urgent=True),))


EMERGENCY = Answer(name="emergency", intents=frozenset({"emergency"}), reply=_emergency)
