"""Appointments that stay as they are: what was about to be changed, and what a message says shall stay beside it."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.context import AppointmentFacts, Context
from bot.core.flow import Task
from bot.core.messages import Join, Reply
from bot.core.phrases import text, their_appointment
from bot.core.state import State
from bot.dialogue.steps import Step, drop, join, listen, says_details
from bot.flows import TASKS
from bot.flows.which import as_told, kept_too, of_context, told_again
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_KEEP = "confirm_appointment"
_CHANGES = frozenset({"cancel_appointment", "reschedule_appointment"})
_NEVER_MIND = frozenset({"deny", "out_of_scope", "rate_visit", "request_alternatives"})
"""What "leave it alone" may be taken for besides."""

_READ = 0.4
"""How likely an act must be that leaves things as they are: to change nothing costs little."""


def left_as_is(task: Task, state: State, said: Heard, context: Context) -> Step | None:
    """ "No, keep it", while an appointment is about to be moved or called off: it stays, and that is said."""
    meaning = said.meaning
    if task.about is None or said.stamp is not None or said.change is not None or not meaning.text:
        return None
    stays = _stays(task, state, meaning) or _refuses(task, state, meaning, context)
    return drop(state, context) if stays and not _asks_for_more(task, state, meaning, context) else None


def _stays(task: Task, state: State, meaning: Meaning) -> bool:
    """Whether nothing is to be changed after all. "Confirm" agrees to a move; of calling off it is the contrary."""
    if task is TASKS["cancel"] and grammar().wanting.wants_nothing_instead(meaning.text):
        return False
    if grammar().wanting.leaves_as_is(meaning.text):
        return True
    if grammar().assent.hesitates(meaning.text) or grammar().assent.asks_about_it(meaning.text):
        return False
    read = {act.kind for act in meaning.acts if act.sure >= _READ}
    comes = "want.confirm" in read and (task is TASKS["cancel"] or state.asked != "confirmation")
    return meaning.intent == _KEEP or (meaning.intent in _NEVER_MIND and (comes or "manage.never_mind" in read))


def _refuses(task: Task, state: State, meaning: Meaning, context: Context) -> bool:
    """A no to a change of which nothing could be otherwise but which appointment it is: "no", and not "no, Leo's"."""
    if meaning.intent != "deny" or state.asked != "confirmation" or meaning.then or not _says_no(meaning):
        return False
    only_which = all(slot.name == "appointment" for slot in task.slots)
    return only_which and listen(task, state, meaning, context).appointment == state.details.appointment


def _says_no(meaning: Meaning) -> bool:
    """Whether it is a no by its words, not only by a guess."""
    found = grammar().assent.leading(meaning.text, "confirmation")
    return found is not None and found[0] == "no"


def _asks_for_more(task: Task, state: State, meaning: Meaning, context: Context) -> bool:
    """Whether the message also says what else shall be: a line, another time or doctor, or a wish of its own."""
    one: Meaning | None = meaning
    while one is not None:
        if any(one.intent in other.intents and other is not task for other in TASKS.values()):
            return True
        one = one.then
    meant = of_context(context, state.details.appointment)
    return meaning.choice is not None or _differs(meaning, meant)


def _differs(meaning: Meaning, meant: AppointmentFacts | None) -> bool:
    when = meaning.when
    if when.asap or when.relative or when.shift_days or when.shift_minutes or when.any_day or when.any_time:
        return True
    if meant is None:
        return bool(when.days or when.times)
    other_day = any(meant.start.date() not in days for days in when.days)
    other_time = any(meant.start.time() not in times for times in when.times)
    return other_day or other_time or any(name != meant.doctor.name for name in meaning.doctors)


def moved_instead(task: Task | None, state: State, said: Heard, context: Context) -> Heard:
    """ "No, make it Friday", where an appointment was to be called off: it is moved."""
    calling_off = task is TASKS["cancel"] and state.asked == "confirmation" and not state.details.together
    meaning = said.meaning
    if not calling_off or meaning.intent != "deny" or said.change is not None or not _says_no(meaning):
        return said
    move = meaning.then if meaning.then and meaning.then.intent == "reschedule_appointment" else meaning
    if move is meaning and (not says_details(meaning) or _is_another(meaning, state, context)):
        return said
    move = replace(move, intent="reschedule_appointment")
    return replace(said, meaning=move, appointment=state.details.appointment)


def _is_another(meaning: Meaning, state: State, context: Context) -> bool:
    """ "No, Wednesday's": another one is meant, and this one is not moved."""
    told = told_again(as_told(meaning, context), state.details.appointment, context)
    return told is not None and not grammar().wanting.says_to_change(meaning.text)


def in_order(meaning: Meaning) -> Meaning:
    """The wishes of a message in the order in which they are seen to: those called off together, what stays last."""
    return _change_first(_moved_after_all(_with_its_like(meaning)))


def _with_its_like(meaning: Meaning) -> Meaning:
    """Those that are called off one by one are called off together."""
    alike, then = list(meaning.alike), meaning.then
    while meaning.intent == "cancel_appointment" and then is not None and then.intent == meaning.intent:
        alike.append(replace(then, then=None))
        then = then.then
    return replace(meaning, alike=tuple(alike), then=then)


def _moved_after_all(meaning: Meaning) -> Meaning:
    """ "Cancel Thursday; actually no, move it to Friday" is a move."""
    move = meaning.then
    if meaning.intent != "cancel_appointment" or move is None or move.intent != "reschedule_appointment":
        return meaning
    when, was = move.when, meaning.when
    own = move.people or move.from_doctors or when.from_days or when.from_times or move.side_by_side
    if own or meaning.alike:
        return meaning
    when = replace(when, from_days=was.from_days, from_times=was.from_times)
    told = replace(move, people=meaning.people, from_doctors=meaning.from_doctors, when=when, additional=False)
    return replace(told, text=meaning.text, words=meaning.words, acts=meaning.acts)


def _change_first(meaning: Meaning) -> Meaning:
    """ "Keep mine but cancel Leo's": what is to be changed goes first, and what stays is said beside it."""
    then = meaning.then
    if meaning.intent != _KEEP or then is None or then.intent not in _CHANGES:
        return meaning
    stays = replace(meaning, text=meaning.own_words, then=None, words=None, acts=())
    return replace(then, then=replace(stays, then=then.then))


def said_to_stay(step: Step, context: Context) -> Step:
    """The step, with a sentence on what the same message says shall stay, and with what else it asks for."""
    then = step.then
    if then is None or then.intent != _KEEP or step.state.flow not in ("cancel", "reschedule"):
        return step
    stay = kept_too(Meaning(text="", intent="", then=then), context)
    rest = replace(step, then=then.then)
    if not stay:
        return rest
    kept = Join(items=tuple(map(their_appointment, stay)), word="and")
    said = text("kept.beside" if len(stay) == 1 else "kept.beside.all", kept=kept)
    return replace(rest, reply=join(Reply(parts=(said,)), step.reply))
