"""What an answer to "Shall I book it?" comes to."""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard
from bot.core.context import Context
from bot.core.flow import Task
from bot.core.messages import Reply
from bot.core.phrases import text
from bot.core.state import Details, State, Who
from bot.dialogue.by_person import is_same
from bot.dialogue.renaming import named_in_full, under_name
from bot.dialogue.steps import Step, ask_change, drop, listen, proceed, return_to, says_details
from bot.flows.stamp import stamp
from bot.flows.which import of_context
from nlu.core.meaning import Meaning, Person
from nlu.languages.speaking import grammar

_PLEASANTRIES = ("thank", "goodbye", "greet")
_ASKED_BACK = {"book": "asked_back.book", "reschedule": "asked_back.reschedule", "cancel": "asked_back.cancel"}
_PUT_OFF = {"book": "put_off.book", "reschedule": "put_off.reschedule", "cancel": "put_off.cancel"}
_LIKE_A_MOVE = "reschedule"
"""By whose words it is said of any other change that nothing is done yet."""

_UNDECIDED = (
    "undecided",
    "affirm",
    "deny",
    "inform",
    "help",
    "greet",
    "goodbye",
    "thank",
    "out_of_scope",
    "request_alternatives",
)


def decide(task: Task, state: State, said: Heard, context: Context) -> Step | None:
    """Do it, correct it, or ask what to change; None where the message is no answer to the proposal."""
    if said.stamp is not None:
        if state.asked != "confirmation" or said.stamp != stamp(state.details):
            return return_to(state, Reply(parts=(text("stale.open"),)))
        return agree(task, state, said.meaning, context, reminders=said.reminders)
    if state.asked != "confirmation" or said.change is not None:
        return None
    meaning = said.meaning
    full = named_in_full(state.details.who, meaning) if task.about is None else None
    if full is not None:
        return _in_full(task, state, full, said, context)
    if meaning.intent == "affirm" and _is_of_another(task, state, meaning, context):
        return return_to(state, Reply(parts=(text(_said_of(task, _ASKED_BACK)),)))
    if meaning.intent == "affirm":
        return drop(state, context) if _turns_it_down(task, meaning) else _yes(task, state, meaning, context)
    if _is_repeated(task, state, meaning, context):
        return agree(task, state, replace(meaning, then=None), context)
    if _is_left_open(task, state, meaning, context):
        lead = _ASKED_BACK if grammar().assent.asks_about_it(meaning.text) else _PUT_OFF
        return return_to(state, Reply(parts=(text(_said_of(task, lead)),)))
    if meaning.intent == "deny":
        return _no(task, state, meaning, context)
    return None


def _said_of(task: Task, keys: dict[str, str]) -> str:
    return keys.get(task.name, keys[_LIKE_A_MOVE])


def _in_full(task: Task, state: State, name: str, said: Heard, context: Context) -> Step | None:
    """The proposal under the longer name that was just said: a yes agrees to it, else it is said once more."""
    state = state.model_copy(update={"details": under_name(state.details, name)})
    meaning = replace(said.meaning, people=())
    if meaning.intent == "affirm":
        return _yes(task, state, meaning, context)
    return replace(proceed(task, listen(task, state, meaning, context), state, context), then=meaning.then)


def _turns_it_down(task: Task, meaning: Meaning) -> bool:
    """Whether a yes goes on to call off what was proposed: "yes, cancel it" where it was to be booked."""
    then = meaning.then
    return bool(then and then.intent == "cancel_appointment" and task.about is None and not says_details(then))


def _is_of_another(task: Task, state: State, meaning: Meaning, context: Context) -> bool:
    """Whether a yes to calling off speaks of another appointment, or of booking: "yes, Friday at 3", "book me in"."""
    if state.details.chosen is not None or state.details.together or task.about is None:
        return False
    meant, when = of_context(context, state.details.appointment), meaning.when
    if meant is None or grammar().assent.repeats(meaning.text, "book"):
        return meant is not None
    start = meant.start.astimezone(context.now.tzinfo)
    named = when.date in (None, start.date()) and when.time in (None, start.time())
    return not named or bool(meaning.doctors and meant.doctor.name not in meaning.doctors)


def _is_repeated(task: Task, state: State, meaning: Meaning, context: Context) -> bool:
    """Whether the very thing proposed is said once more: "cancel it", "10:20 please". Nothing else may be in it."""
    if meaning.then is not None or meaning.intent not in ("inform", *task.intents):
        return False
    if not _same(_filled(task, listen(task, state, meaning, context), context), state.details):
        return False
    if meaning.intent in task.intents and grammar().assent.repeats(meaning.text, task.name):
        return True
    chosen = state.details.chosen is not None
    return chosen and _names_a_time(meaning) and not grammar().assent.says_otherwise(meaning.text)


def _names_a_time(meaning: Meaning) -> bool:
    when = meaning.when
    return bool(when.date or when.time) and not (when.not_days or when.not_times or when.relative or when.from_days)


def _is_left_open(task: Task, state: State, meaning: Meaning, context: Context) -> bool:
    """Whether the answer only asks back or puts it off: "are you sure?", "hang on". Then nothing is done, and it is
    asked once more."""
    if meaning.intent not in _UNDECIDED or not (meaning.by_rasa or meaning.intent != "deny"):
        return False
    if not (
        meaning.intent == "undecided"
        or grammar().assent.asks_about_it(meaning.text)
        or grammar().assent.hesitates(meaning.text)
    ):
        return False
    return listen(task, state, replace(meaning, then=None), context) == state.details


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
    return agree(task, state.model_copy(update={"details": settled}), replace(meaning, then=further), context)


def _names_whom(meaning: Meaning) -> bool:
    """Whether a yes says for whom it is; "he delivered my son John" does not."""
    return meaning.additional or " for " in f" {meaning.text.lower()} "


def _no(task: Task, state: State, meaning: Meaning, context: Context) -> Step:
    """ "No, Friday" corrects; a bare no asks what to change."""
    corrected = listen(task, state, replace(meaning, then=None), context)
    further = meaning.then
    if further is not None and not _another_wish(further, state):
        corrected = listen(task, state.model_copy(update={"details": corrected}), further, context)
        further = None
    same = corrected == state.details
    step = ask_change(task, "", state, context) if same else proceed(task, corrected, state, context)
    return replace(step, then=further)


def agree(task: Task, state: State, meaning: Meaning, context: Context, *, reminders: bool = True) -> Step:
    """Do what was proposed, and then what else the message asks for."""
    details = state.details.model_copy(update={"reminders": reminders})
    then = meaning.then
    if then and (then.intent in _PLEASANTRIES or (then.intent in task.intents and _says_no_more(then))):
        then = None
    agreed = state.model_copy(update={"details": details})
    return Step(agreed, None, (task.command(details, context),), "change", then)


def _says_no_more(then: Meaning) -> bool:
    """Whether what follows a yes names what was agreed to and nothing new: "yes, cancel my appointment"."""
    return not (says_details(then) or then.additional or then.people)


def _another_wish(then: Meaning, state: State) -> bool:
    """Whether what follows the yes is something of its own, not a correction of what was proposed."""
    if then.additional or then.intent not in ("inform", "deny", "affirm", "book_appointment", "request_alternatives"):
        return True
    named = [person for person in then.people if person.relation not in (None, "self")]
    return not all(_is_meant(person, state.details.who) for person in named)


def _is_meant(person: Person, who: Who | None) -> bool:
    """Whether somebody spoken of may be whom the proposal is for: "my boy" is Sean, my son."""
    unnamed = who is not None and person.name is None and person.relation == who.relation
    return unnamed or is_same(person, who)


def _filled(task: Task, details: Details, context: Context) -> Details:
    for slot in task.slots:
        details = slot.fill(details, context)
    return details


def _same(corrected: Details, before: Details) -> bool:
    """Whether it is still the very proposal, everything said since taken in."""
    names = ("chosen", "who", "appointment", "together", "visit_type")
    return all(getattr(corrected, name) == getattr(before, name) for name in names)
