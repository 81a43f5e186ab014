"""After an alarm: nothing else goes first until help is on its way, or it was none.

Whatever is written then is answered with the number again, or with a sentence that fits what was said; never with
small talk, a menu or a shrug. Wishes about appointments are heard, after the number; who insists on them is believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.core.button_payloads import Heard
from bot.core.context import Context
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import Alarm, State
from bot.dialogue.steps import Step, join, return_to, says_details
from bot.flows import TASKS
from bot.flows.emergency import line_of, sentence
from nlu.core.meaning import Meaning
from nlu.languages.readings import Aftermath
from nlu.languages.speaking import grammar

AFTER_HELP = timedelta(hours=2)
"""So long after help was called the conversation stays careful: ambulances come within it, or are called again."""

AT_MOST = timedelta(hours=24)
"""An alarm of which nothing more was heard is not spoken of the next day; the desk still has it."""

INSISTED = 2
"""From so many messages about appointments on, somebody is taken to be well enough to arrange one."""

SURE = 0.6
"""From this confidence on a message that is taken to be about appointments ends an alarm; below it, it gets the number
and an answer."""

_WISHES = frozenset(
    {
        "book_appointment", "reschedule_appointment", "cancel_appointment", "list_appointments", "find_doctor",
        "confirm_appointment", "request_alternatives", "clinic_info", "running_late", "human_handoff",
    }
)  # fmt: skip
_ONLY_ANSWERED = frozenset({"clinic_info", "find_doctor", "human_handoff", "running_late"})
"""Of these, what is answered after the number and says nothing of whether the danger is over."""

_SMALL_TALK = (
    "goodbye", "hello", "help", "thanks", "nothing_else", "dropped", "stale", "unsure", "crossed", "aged",
    "appointments.none", "info.unknown",
)  # fmt: skip
"""Texts that would sound as if nothing had happened."""


def still_careful(state: State, context: Context) -> State:
    """The state without an alarm that is over by now: helped some time ago, too old, or released by the desk."""
    alarm = state.alarm
    if alarm is None:
        return state
    helped = alarm.helped_at is not None and context.now - alarm.helped_at >= AFTER_HELP
    if helped or context.now - alarm.at >= AT_MOST or not context.desk_has_alarm:
        return state.model_copy(update={"alarm": None})
    return state


def answer_carefully(state: State, said: Heard, context: Context, go_on: Callable[[State], Step]) -> Step:
    """What a message comes to while an alarm is open. `go_on`: as it would be answered otherwise."""
    meaning = said.meaning
    state = _of_a_child(state, meaning)
    alarm = state.alarm
    assert alarm is not None
    told = grammar().red_flags.aftermath(meaning.text) or _in_a_word(meaning, alarm, state)
    if told == "none" and not _is_alarming(meaning):
        return _was_none(state.model_copy(update={"alarm": None}), said, go_on)
    if told == "over" or (told == "well" and not _is_alarming(meaning)):
        reply = Reply(parts=(text(_OVER[alarm.kind], line=line_of(alarm.kind, context)),))
        return return_to(state.model_copy(update={"alarm": None}), reply)
    if told not in (None, "none", "well"):
        return _answered(state, alarm, context, told)
    if not _is_alarming(meaning) and _is_wish(said, state, context):
        if _insists(meaning, alarm, state):
            return go_on(state.model_copy(update={"alarm": None}))
        return _number_first(state, meaning, context, go_on)
    worse = meaning.danger == "now" and alarm.kind == "harm"
    if _is_alarming(meaning) and (worse or alarm.arrived):  # it begins anew: whoever had come may be gone again
        alarm = alarm.model_copy(update={"kind": meaning.danger or alarm.kind, "helped_at": None, "arrived": False})
    return _answered(state, alarm, context, None)


def _of_a_child(state: State, meaning: Meaning) -> State:
    """The state, with a child as the writer where they tell of it only now."""
    if state.alarm is None or not grammar().red_flags.is_child(meaning.text):
        return state
    return state.model_copy(update={"alarm": state.alarm.model_copy(update={"child": True})})


def _insists(meaning: Meaning, alarm: Alarm, state: State) -> bool:
    """Whether appointments are spoken of again, after the number was said: then nobody is in danger any more."""
    if meaning.intent in _ONLY_ANSWERED and state.asked is None:
        return False
    return alarm.wishes + 1 >= INSISTED and (meaning.confidence >= SURE or state.asked is not None)


def _was_none(state: State, said: Heard, go_on: Callable[[State], Step]) -> Step:
    """We took it wrongly: that is said, and what was wished with it is seen to."""
    sorry = Reply(parts=(text("alarm.none"),))
    if said.meaning.intent not in _WISHES:
        return return_to(state, sorry)
    step = go_on(state)
    return replace(step, reply=join(sorry, step.reply))


def notice_carefully(state: State, notice: Reply, context: Context) -> Step:
    """Something came that cannot be read: the number, then that."""
    assert state.alarm is not None
    step = _answered(state, state.alarm, context, None)
    return replace(step, reply=join(step.reply, notice))


def _is_alarming(meaning: Meaning) -> bool:
    return meaning.intent == "emergency"


def _in_a_word(meaning: Meaning, alarm: Alarm, state: State) -> Aftermath | None:
    """A yes or a no is about whether help is coming, where that was asked; else a no refuses to call. Who would hurt
    themselves and says "done" may have done that."""
    if _is_alarming(meaning) or state.asked is not None:
        return None
    done = alarm.kind == "now" and grammar().red_flags.is_done(meaning.text)
    if alarm.asked_help and (
        done or (meaning.intent == "affirm" and not grammar().red_flags.is_only_heard(meaning.text))
    ):
        return "called"
    return "refused" if meaning.intent in ("deny", "stop") and not alarm.asked_help else None


def _is_wish(said: Heard, state: State, context: Context) -> bool:
    """Whether it is about appointments or the clinic, or answers what was asked about one since. Who is late to no
    appointment, "they say 10 minutes", speaks of those who were called."""
    meaning = said.meaning
    if meaning.intent == "running_late" and not context.appointments:
        return False
    if said.about or said.appointment is not None or said.stamp is not None or said.change is not None:
        return True
    if meaning.intent in _WISHES or _takes_up(meaning, state):
        return True
    if state.asked is not None:
        return meaning.intent in ("affirm", "deny", "inform", "stop") or meaning.choice is not None
    details = says_details(meaning) or meaning.choice is not None or bool(meaning.people)
    return details and (state.flow is not None or bool(meaning.when.days))


def _takes_up(meaning: Meaning, state: State) -> bool:
    """Whether a yes, once help is there, is to what was open before: "yes book it"."""
    there = state.alarm is not None and state.alarm.arrived and state.question is not None
    return there and meaning.intent == "affirm" and not grammar().red_flags.is_only_heard(meaning.text)


def _number_first(state: State, meaning: Meaning, context: Context, go_on: Callable[[State], Step]) -> Step:
    """The number, shortly, and then the wish. Where that would only be small talk, what is open is asked again."""
    alarm, step = state.alarm, go_on(state)
    assert alarm is not None
    if _is_small_talk(step) and state.question is not None and meaning.intent not in ("cancel_appointment", "stop"):
        step = return_to(state, Reply(parts=()))
    if step.reply is None or _is_small_talk(step):
        return _answered(state, alarm, context, None)
    kept = alarm.model_copy(update={"wishes": alarm.wishes + 1, "answered": alarm.answered + 1, "asked_help": False})
    first = text(_FIRST[alarm.kind], line=line_of(alarm.kind, context))
    lead = () if alarm.wishes else (first.model_copy(update={"again": alarm.answered}),)  # once is enough
    reply = join(Reply(parts=lead), step.reply)
    assert reply is not None
    if step.state.flow not in TASKS:
        reply = reply.model_copy(
            update={"choices": tuple(one for one in reply.choices if not one.value.startswith("flow:"))}
        )
    return replace(step, reply=reply, state=step.state.model_copy(update={"alarm": kept, "choices": reply.choices}))


def _is_small_talk(step: Step) -> bool:
    return step.reply is None or any(part.key.startswith(_SMALL_TALK) for part in step.reply.parts)


def _answered(state: State, alarm: Alarm, context: Context, told: Aftermath | None) -> Step:
    """One sentence that fits, and nothing else: what was open is taken up when they speak of it."""
    helped = told in ("called", "arrived")
    kept = alarm.model_copy(
        update={
            "answered": alarm.answered + 1,
            "asked_help": told is None and alarm.helped_at is None,
            "helped_at": context.now if helped else None if told == "refused" else alarm.helped_at,
            "arrived": told == "arrived" or (alarm.arrived and told != "refused"),
        }
    )
    said = sentence(alarm, context, told).model_copy(update={"again": alarm.answered})
    quiet = state.model_copy(update={"alarm": kept, "asked": None, "choices": (), "misses": 0})
    return Step(quiet, Reply(parts=(said,)))


_OVER = {"now": "alarm.over.now", "harm": "alarm.over.harm"}
_FIRST = {"now": "alarm.first.now", "harm": "alarm.first.harm"}
