"""The conversation's engine: which flow a message belongs to, and what happens between its questions.

Pure: it reads the context, and returns what to remember, to say and to do. Correcting, wandering off and back,
stopping, being lost and starting something else live here, so that no flow has to know of them.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.button_payloads import Heard, heard, tapped
from bot.core.commands import Done, Outcome, Refused, Release
from bot.core.context import Context
from bot.core.flow import Answer, Task
from bot.core.messages import Reply, Text
from bot.core.phrases import appointment_of, text
from bot.core.quotes import raised
from bot.core.state import Anchor, State, Who
from bot.dialogue import fallback
from bot.dialogue.beginning import ASIDES, BY_INTENT, about, begun_by, introduced, start, with_whom_to_call
from bot.dialogue.by_person import each_apart, is_another, named_apart
from bot.dialogue.careful import answer_carefully, notice_carefully, still_careful
from bot.dialogue.confirmation import decide
from bot.dialogue.how_many import no_more, what_waits
from bot.dialogue.instead import in_its_place
from bot.dialogue.keeping import in_order, left_as_is, moved_instead, said_to_stay
from bot.dialogue.of_the_book import asks_whether_it_stands, pointed_at
from bot.dialogue.one_by_one import announced, kept_for_later, next_move
from bot.dialogue.polish import polish
from bot.dialogue.present import present
from bot.dialogue.quoted import of_the_quoted
from bot.dialogue.renaming import named_in_full, put_right, under_name
from bot.dialogue.row import made_already, with_one_more
from bot.dialogue.said_back import said_back
from bot.dialogue.series import in_turn
from bot.dialogue.set_aside import as_of_now, come_back, set_aside
from bot.dialogue.several import put_off, still_to_change, still_wanted, take_next
from bot.dialogue.steps import (
    Step,
    Turn,
    about_appointment,
    answer,
    ask,
    ask_change,
    closed,
    drop,
    join,
    listen,
    menu_step,
    once_more,
    proceed,
    reopened,
    return_to,
    says_details,
    says_whom,
    stale,
    unseen,
)  # fmt: skip
from bot.dialogue.undoing import as_undone, changed
from bot.flows import FLOWS, TASKS
from bot.flows.appointments import APPOINTMENTS
from bot.flows.cancel import picked
from bot.flows.doctor_days import there_that_day
from bot.flows.emergency import alarm_of
from bot.flows.info import DOCTORS
from bot.flows.subject import doctor_meant, of_whom
from bot.flows.swap import as_swap
from bot.flows.whose_contact import STRANGERS, as_meant
from nlu.core.meaning import Meaning
from nlu.languages.speaking import grammar

_WANTS_SOMETHING, _IN_WORDS = ("date", "doctor", "patient", "specialty", "visit_type"), 3


_COMPARING = ("slot", "confirmation")


_HEARD_LATE = ("human_handoff", "clinic_info")
"""What is true whenever it was written, and undoes nothing that was written after it."""


def advance(state: State, turn: Turn, context: Context) -> Step:
    """Take one turn. While a person has the conversation, only an emergency is answered.

    After an alarm all that is written is answered with care, until it is over.
    """
    if turn.quoting and turn.quoting.where == "beneath":
        state = raised(state)
    state, old = as_of_now(state, context)
    said = _heard(unseen(state) if turn.unseen or old else state, turn, context)
    state = still_careful(state, context)
    if said is not None and said.meaning.intent == "emergency" and state.alarm is None:
        return polish(state, _alarm(said.meaning, state, context), context)
    if context.muted and (said is None or said.meaning.intent != "emergency"):
        return Step(state)
    if state.alarm is not None:
        return polish(state, _carefully(state, said, turn, context, old=old), context)
    if said is None:
        notice = return_to(state, Reply(parts=(text(f"notice.{turn.notice}"),) if turn.notice else ()))
        return polish(state, notice, context)
    step = _respond(state, said, turn, context, old=old)
    if turn.notice is not None:
        step = replace(step, reply=join(Reply(parts=(text("notice.words_beside"),)), step.reply))
    return polish(state, step, context)


def _alarm(meaning: Meaning, state: State, context: Context) -> Step:
    """The number at once, whatever is open; and from now on the conversation is careful."""
    step = _aside("emergency", meaning, state, context)
    return replace(step, state=step.state.model_copy(update={"alarm": alarm_of(meaning, context.now)}))


def _carefully(state: State, said: Heard | None, turn: Turn, context: Context, *, old: bool) -> Step:
    if said is None:
        return notice_carefully(state, Reply(parts=(text(f"notice.{turn.notice}"),)), context)
    if turn.unseen and state.alarm:  # a yes that was written before we asked says nothing of help
        state = state.model_copy(update={"alarm": state.alarm.model_copy(update={"asked_help": False})})
    return answer_carefully(state, said, context, lambda then: _respond(then, said, turn, context, old=old))


def _respond(state: State, said: Heard, turn: Turn, context: Context, *, old: bool) -> Step:
    """A message while nobody is in danger."""
    if turn.late and said.meaning.intent not in _HEARD_LATE:
        return once_more(state, "late_message")
    step = _unseen(state, said, context, _lead(turn)) if turn.unseen or old else _act(state, said, context)
    if said.anew:
        step = replace(step, reply=join(Reply(parts=(text("undo.anew"),)), step.reply))
    return _onwards(set_aside(state, announced(state, step, context)), context)


def _lead(turn: Turn) -> str:
    """Why a bare answer is asked for once more."""
    if turn.unseen and turn.quoting:
        return "quoted.over"
    return "crossed" if turn.unseen else "aged"


def settled(step: Step, outcome: Outcome, context: Context) -> Step:
    """Go on after the step's last command: say that it is done, or what can be had instead."""
    state = step.state
    task = TASKS[str(state.flow)]
    if isinstance(outcome, Refused):
        return polish(state, ask(task, task.refused(state.details, outcome.why, context), state), context)
    if step.awaiting == "hold":
        return replace(step, commands=(), awaiting=None)
    return polish(state, _onwards(_after(task, step, outcome, context), context), context)


def _onwards(step: Step, context: Context) -> Step:
    """With nothing open any more: to what was asked for too, and then back to what was set aside."""
    return come_back(take_next(step, lambda state, then: _act(state, Heard(then), context)), context)


def _unseen(state: State, said: Heard, context: Context, lead: str) -> Step:
    """A message whose writer had not seen what is open: what it says by itself counts, a bare answer is asked anew."""
    meaning = said.meaning
    if (
        said.change is not None
        or said.instead is not None
        or (not meaning.text and meaning.intent in ("stop", "request_alternatives"))
    ):
        return stale(state, context)
    bare = meaning.choice is not None or meaning.intent in ("affirm", "deny")
    if bare and not said.about and said.stamp is None and not (says_details(meaning) or meaning.then):
        nothing_open = lead == "quoted.over" and state.question is None and not state.choices
        step = menu_step(state, context) if nothing_open else None
        again = once_more(state, lead)
        return again if step is None else replace(step, reply=join(again.reply, step.reply))
    return _act(unseen(state), said, context)


def _heard(state: State, turn: Turn, context: Context) -> Heard | None:
    if turn.tap is not None:
        return tapped(turn.tap, state, context)
    if turn.meaning is None:
        return None
    own = of_whom(turn.meaning, state, context)
    said = as_undone(heard(as_swap(own, state, context), state, context), state, context)
    return said if turn.quoting is None else of_the_quoted(said, turn.quoting, state)


def _after(task: Task, step: Step, outcome: Done, context: Context) -> Step:
    """The change is made: say so, then turn to whoever is next, or to what else the message asked."""
    details, made = step.state.details, outcome.appointment
    if made is None:
        return drop(step.state, context)
    reply = join(step.reply, task.done(details, outcome, context))
    assert reply
    anchor = Anchor(appointment=made.id, doctor=made.doctor.id, start=made.start, end=made.end, made_at=context.now)
    kept = anchor if reply.booked else None
    before = step.state
    after = closed(
        changed(task, before, outcome).model_copy(update={"met": True, "last": kept or before.last, "said": None})
    )
    if kept and task is TASKS["book"]:
        after = after.model_copy(update={"made": with_one_more(before, kept, details.who)})
    after = after.model_copy(update={"choices": reply.choices})
    after = still_wanted(after, made, details.who) if kept else after
    after = after if task.about is None else still_to_change(after, made, task.intents)
    following = None
    if step.then is not None:
        following = _act(kept_for_later(details, after, context) if kept else after, Heard(step.then), context)
    elif details.together and task is TASKS["reschedule"]:
        following = next_move(details, after, context)
    return replace(following, reply=join(reply, following.reply)) if following else Step(after, reply)


def _act(state: State, said: Heard, context: Context) -> Step:
    """Hand the message to the flow it belongs to."""
    meaning, task = said.meaning, TASKS.get(state.flow or "")
    said = replace(said, meaning=in_turn(in_order(said.meaning), state, context))
    said = moved_instead(task, state, said, context)
    said = as_meant(task, state, said, context)
    meaning = said.meaning
    if (counted := no_more(task, state, said, context, lambda kept, rest: _act(kept, rest, context))) is not None:
        return counted
    if meaning.intent in STRANGERS and said.change is None:
        return _aside(meaning.intent, meaning, State(met=True), context)
    corrected = put_right(task, state, meaning, context)
    if corrected is not None:
        return corrected
    if said.about:
        return _follow(_answer_unasked(said, state, context), context)
    if said.appointment is not None:
        return about(said, task, state, context)
    if task is None:
        return _fresh(state, _each_apart(said, state, context), context)
    return _with_open(task, state, said, context)


def _with_open(task: Task, state: State, said: Heard, context: Context) -> Step:
    """A message while a task is open: for it, beside it, or against it."""
    if (told := what_waits(state, said.meaning)) is not None:
        return told
    said = _of_the_wish(task, said, context)
    if task is TASKS["book"] and is_another(said.meaning, state, context):
        return _follow(_besides(task, said.meaning, state, context), context)
    said = _each_apart(said, state, context) if task is TASKS["book"] else said
    meaning = said.meaning
    if state.asked != "confirmation" and task is TASKS["book"]:
        full = named_in_full(state.details.who, meaning)
        if full is not None:
            return _follow(_in_full(task, state, full, meaning, context), context)
    if present(state.details, context)[1] and _goes_on(said):
        return _follow(_without_those_gone(task, state, said, context), context)
    step = (
        in_its_place(task, state, said, context)
        or left_as_is(task, state, said, context)
        or decide(task, state, said, context)
    )
    if step is not None:
        return _follow(step, context)
    if said.change is not None:
        return ask_change(task, said.change, state, context)
    if meaning.intent == "stop" or _wants_none(meaning, state, task, context):
        return _follow(replace(drop(state, context), then=meaning.then), context)
    return _follow(replace(_within(task, state, said, context), then=meaning.then), context)


def _in_full(task: Task, state: State, name: str, meaning: Meaning, context: Context) -> Step:
    """ "Kim Lam", of Kim, whatever was asked: the name is taken, and what was asked is asked again."""
    named = state.model_copy(update={"details": under_name(state.details, name)})
    details = listen(task, named, replace(meaning, people=()), context)
    return replace(proceed(task, details, named, context), then=meaning.then)


def _each_apart(said: Heard, state: State, context: Context) -> Heard:
    return replace(said, meaning=named_apart(said.meaning, state, context))


def _besides(task: Task, meaning: Meaning, state: State, context: Context) -> Step:
    """One more appointment, asked for while another is open: that one stays as it is. It is the writer's own where
    nobody was named for it yet."""
    own = state.details.model_copy(update={"who": state.details.who or Who(relation="self")})
    step = return_to(state, Reply(parts=())) if own == state.details else proceed(task, own, state, context)
    return replace(step, then=each_apart(replace(meaning, intent="book_appointment"), State()))


def _of_the_wish(task: Task, said: Heard, context: Context) -> Heard:
    """To move something, within a booking and with nothing in the book, is to correct the wish on the table."""
    if said.meaning.intent != "reschedule_appointment" or task.about is not None or context.appointments:
        return said
    if says_details(said.meaning):
        return replace(said, meaning=replace(said.meaning, intent="inform"))
    return replace(said, change="")


def _of_the_book(meaning: Meaning, context: Context) -> bool:
    """Whether calling off, said within a booking, is about what is booked: a day or a doctor of it, or all there is."""
    return says_details(meaning) or bool(
        context.appointments and grammar().choices.says_all(meaning.text, len(context.appointments))
    )


def _goes_on(said: Heard) -> bool:
    """Whether the message goes on with what is open: a detail, a yes or a no, more times."""
    other = BY_INTENT.get(said.meaning.intent)
    return not isinstance(other, Answer) and said.meaning.intent not in ("stop", "cancel_appointment")


def _without_those_gone(task: Task, state: State, said: Heard, context: Context) -> Step:
    """A doctor or kind of visit is gone since it was spoken of: a yes to it agrees to nothing, the rest is heard."""
    step = proceed(task, listen(task, state, said.meaning, context), state, context)
    return replace(step, commands=(Release(), *step.commands), then=said.meaning.then)


def _within(task: Task, state: State, said: Heard, context: Context) -> Step:
    """A message while a task is open: details for it, an aside, another task, or nothing we understand."""
    meaning = said.meaning
    other = BY_INTENT.get(meaning.intent)
    if isinstance(other, Task) and other is not task and meaning.intent != "find_doctor":
        return start(other, meaning, state, context)
    if isinstance(other, Answer) and meaning.intent not in ASIDES:
        return answer(other, meaning, state, context)
    if fallback.elsewhere(meaning) and not picked(meaning, state):
        return fallback.not_understood(state, meaning, context)
    details = listen(task, state, meaning, context)
    asked_what_else = state.asked == "anything_else" and (says_details(meaning) or other is task)
    if details != state.details or asked_what_else:  # what is said again, after "What shall I change?", is confirmed
        step = said_back(state, proceed(task, details, state, context))
        step = replace(step, reply=join(Reply(parts=_compared(meaning, state, context)), step.reply))
        return with_whom_to_call(task, step, meaning, context)
    if state.asked == "slot" and meaning.when.time and not details.any_doctor_then:
        insisting = details.model_copy(update={"any_doctor_then": True})  # the time matters more than who it is with
        return proceed(task, insisting, state, context)
    if meaning.intent == "find_doctor":
        return answer(DOCTORS, meaning, state, context)
    if _wants_others(meaning, state):
        return proceed(task, reopened(state.details, other_day=meaning.other_day), state, context)
    if isinstance(other, Answer):
        return answer(other, meaning, state, context)
    if meaning.intent == "affirm":
        return _yes_to_no_such_question(task, state, context)
    return fallback.not_understood(state, meaning, context)


def _compared(meaning: Meaning, state: State, context: Context) -> tuple[Text, ...]:
    """Whether a doctor who is asked about while times are compared is in at all that day."""
    doctor = doctor_meant(meaning, state, context) if meaning.intent == "find_doctor" and meaning.doctors else None
    day = meaning.when.date or (state.details.chosen.start.date() if state.details.chosen else state.details.when.date)
    return there_that_day(doctor, day, context) if doctor and day and state.asked in _COMPARING else ()


def _wants_others(meaning: Meaning, state: State) -> bool:
    return meaning.intent == "request_alternatives" or (meaning.intent == "deny" and state.asked == "slot")


def _wants_none(meaning: Meaning, state: State, task: Task, context: Context) -> bool:
    """Whether what is being arranged is not wanted: it is called off, or "no appointment wanted" is said to a question
    that a bare no does not answer."""
    if meaning.intent == "cancel_appointment":
        return task.about is None and not _of_the_book(meaning, context)
    return meaning.intent == "deny" and state.asked in _WANTS_SOMETHING and len(meaning.text.split()) >= _IN_WORDS


def _yes_to_no_such_question(task: Task, state: State, context: Context) -> Step:
    """A yes to a single offered time takes it; to any other question it answers nothing, so it is asked again."""
    times = [choice for choice in state.choices if choice.start]
    if state.asked == "slot" and len(times) == 1:
        return _within(task, state, tapped(times[0].value, state, context), context)
    return return_to(state, Reply(parts=()))


def _yes_to_times(state: State, context: Context) -> Step | None:
    """A yes to times that the clinic offered by itself: the only one is taken, of several it is asked which."""
    times = [choice for choice in state.choices if choice.start]
    if len(times) == 1:
        return _act(state, tapped(times[0].value, state, context), context)
    again = Reply(parts=(text("slot.which"),), expects="slot", choices=state.choices)
    return Step(state.model_copy(update={"asked": "slot"}), again) if times else None


def _fresh(state: State, said: Heard, context: Context) -> Step:
    """A message while nothing is open."""
    meaning = said.meaning
    tapped_more = meaning.intent == "request_alternatives" and not meaning.text
    if said.stamp is not None or said.change is not None or said.instead is not None or tapped_more:
        return stale(state, context)
    if (of_book := _of_what_is_booked(meaning, state, context)) is not None:
        return of_book
    flow = begun_by(meaning, state, context)
    if isinstance(flow, Task):
        step = start(flow, meaning, state, context)
        if meaning.intent == "find_doctor" and not says_details(meaning) and not says_whom(meaning):
            step = replace(step, reply=join(DOCTORS.reply(meaning, state, context).reply, step.reply))
        return _follow(replace(step, then=meaning.then), context)
    if isinstance(flow, Answer):
        step = answer(flow, meaning, state, context)
    elif meaning.people:
        step = introduced(meaning, state, context)
    elif meaning.intent in ("deny", "stop"):
        step = Step(closed(state), Reply(parts=(text("nothing_else"),)))
    elif meaning.intent == "affirm":
        step = _yes_to_times(state, context) or menu_step(state, context)
    else:
        return fallback.not_understood(state, meaning, context)
    return _follow(replace(step, then=meaning.then), context)


def _of_what_is_booked(meaning: Meaning, state: State, context: Context) -> Step | None:
    """What is said of an appointment that stands: whether it does, which it is, or what was booked just now."""
    if asks_whether_it_stands(meaning, state, context):
        return answer(APPOINTMENTS, replace(meaning, intent="list_appointments"), state, context)
    if one := pointed_at(meaning, context):
        return about_appointment(one, state)
    made = made_already(meaning, state, context)
    if made is None:
        return None
    again = return_to(state, Reply(parts=(text("already_booked", appointment=appointment_of(made)),)))
    return _follow(replace(again, then=meaning.then), context)


def _answer_unasked(said: Heard, state: State, context: Context) -> Step:
    """An answer to what was sent unasked closes its question. A task that is open goes on after it."""
    flow = BY_INTENT[said.meaning.intent]
    assert isinstance(flow, Answer)
    state = (closed(state) if state.flow is None else state).model_copy(update={"about": said.about})
    return replace(answer(flow, said.meaning, state, context), then=said.meaning.then)


def _aside(name: str, meaning: Meaning, state: State, context: Context) -> Step:
    flow = next(flow for flow in FLOWS if flow.name == name)
    assert isinstance(flow, Answer)
    return answer(flow, meaning, state, context)


def _follow(step: Step, context: Context) -> Step:
    """Go on with a further wish in the same message, unless an outcome has to come first.

    A yes or no in it cannot be about a proposal that was not read yet.
    """
    step = said_to_stay(step, context)
    if step.then is None or step.awaiting == "change" or step.then.intent in ("affirm", "deny"):
        return step
    if step.state.flow is not None and isinstance(BY_INTENT.get(step.then.intent), Task):
        return put_off(step, context)
    following = _listed(step, _act(step.state, Heard(step.then), context))
    reply = join(_without_question(step, following), following.reply)
    if following.awaiting is None and following.state.flow == step.state.flow:
        # the hold comes last: its outcome decides
        commands = (*following.commands, *step.commands)
        return replace(following, reply=reply, commands=commands, awaiting=step.awaiting)
    return replace(following, reply=reply, commands=(*step.commands, *following.commands))


def _listed(step: Step, following: Step) -> Step:
    """An answer that comes in one message with times to choose from: they have not been read out before."""
    if not following.unlisted or step.reply is None or following.reply is None:
        return following
    told = following.reply.model_copy(update={"parts": following.reply.parts[:-1], "expects": None})
    return replace(following, reply=join(told, following.state.question), unlisted=False)


def _without_question(step: Step, following: Step) -> Reply | None:
    """What a step says before its question, where what follows puts that very question at its end."""
    if step.reply is None or following.reply is None or step.state.question is None:
        return step.reply
    asked = step.state.question.parts
    twice = step.reply.parts[-len(asked) :] == asked == following.reply.parts[-len(asked) :]
    return step.reply.model_copy(update={"parts": step.reply.parts[: -len(asked)]}) if twice and asked else step.reply
