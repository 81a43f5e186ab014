"""What an answer to "Shall I book it?" comes to."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Context
from bot.conversation import Details, State
from bot.flow import Task
from bot.flows.stamp import stamp
from bot.message import Reply
from bot.steps import Step, ask_change, listen, proceed, return_to
from bot.taps import Heard
from bot.wording import text
from nlu.meaning import Meaning

_PLEASANTRIES = ("thank", "goodbye", "greet")


def decide(task: Task, state: State, said: Heard, context: Context) -> Step | None:
    """Do it, correct it, or ask what to change; None where the message is no answer to the proposal."""
    if said.stamp is not None:
        if state.asked != "confirmation" or said.stamp != stamp(state.details):
            return return_to(state, Reply(parts=(text("stale.open"),)))
        return _agree(task, state, said.meaning, context, reminders=said.reminders)
    if state.asked != "confirmation" or said.change is not None:
        return None
    if said.meaning.intent == "affirm":
        return _yes(task, state, said.meaning, context)
    if said.meaning.intent == "deny":
        return _no(task, state, said.meaning, context)
    return None


def _yes(task: Task, state: State, meaning: Meaning, context: Context) -> Step:
    """A yes counts for what was proposed. "Yes, but on the 9th" corrects; "yes, and one for Mark" is a further wish."""
    own = replace(meaning, then=None, people=meaning.people if _names_whom(meaning) else ())
    corrected = listen(task, state, own, context)
    further = meaning.then
    if further is not None and not _another_wish(further, state):
        corrected = listen(task, state.model_copy(update={"details": corrected}), further, context)
        further = None
    settled = _filled(task, corrected, context)
    if not _same(settled, state.details):
        return replace(proceed(task, corrected, state, context), then=further)
    return _agree(task, state.model_copy(update={"details": settled}), replace(meaning, then=further), context)


def _names_whom(meaning: Meaning) -> bool:
    """Whether a yes says for whom it is; "he delivered my son John" does not."""
    return meaning.additional or " for " in f" {meaning.text.lower()} "


def _no(task: Task, state: State, meaning: Meaning, context: Context) -> Step:
    """ "No, Friday" corrects; a bare no asks what to change."""
    corrected = listen(task, state, replace(meaning, then=None), context)
    if meaning.then is not None:
        corrected = listen(task, state.model_copy(update={"details": corrected}), meaning.then, context)
    if corrected == state.details:
        return ask_change(task, "", state, context)
    return proceed(task, corrected, state, context)


def _agree(task: Task, state: State, meaning: Meaning, context: Context, *, reminders: bool = True) -> Step:
    details = state.details.model_copy(update={"reminders": reminders})
    then = None if meaning.then and meaning.then.intent in _PLEASANTRIES else meaning.then
    agreed = state.model_copy(update={"details": details})
    return Step(agreed, None, (task.command(details, context),), "change", then)


def _another_wish(then: Meaning, state: State) -> bool:
    """Whether what follows the yes is something of its own, not a correction of what was proposed."""
    if then.additional or then.intent not in ("inform", "deny", "affirm", "book_appointment", "request_alternatives"):
        return True
    who = state.details.who
    named = [person for person in then.people if person.relation not in (None, "self")]
    return any(person.name != (who.name if who else None) for person in named)


def _filled(task: Task, details: Details, context: Context) -> Details:
    for slot in task.slots:
        details = slot.fill(details, context)
    return details


def _same(corrected: Details, before: Details) -> bool:
    """Whether it is still the very proposal, everything said since taken in."""
    names = ("chosen", "who", "appointment", "visit_type")
    return all(getattr(corrected, name) == getattr(before, name) for name in names)
