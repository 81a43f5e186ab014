"""A wish as it is said back among others: whose it is, with whom, when."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.messages import Clock, Day, Text
from bot.core.phrases import NOTHING, doctor_of, text
from bot.core.state import State
from bot.flows import TASKS
from nlu.core.meaning import Meaning, When


def wish(meaning: Meaning) -> Text:
    """ "Your mum with Dr Lee on Tue 2 Jun at 10:00", as far as it was said."""
    kind = kind_of(meaning)
    who = person_said(meaning) or (kind_said(kind) if kind else text("several.one"))
    doctor = meaning.doctors[0] if len(meaning.doctors) == 1 else None
    return _put(who, doctor, meaning.specialties[0] if meaning.specialties else None, meaning.when)


def open_wish(state: State, context: Context) -> Text:
    """The same of what is being arranged."""
    details = state.details
    who = person_of(state) or kind_said(str(state.flow))
    if state.flow != "book":
        return _put(kind_said(str(state.flow)), None, None, When())
    doctor = doctor_of(context, details.doctors[0]).name if len(details.doctors) == 1 else None
    return _put(who, doctor, details.specialty, details.when)


def _put(who: Text | str, doctor: str | None, specialty: str | None, when: When) -> Text:
    if when.relative == "right_after" and not when.time:  # with whom and on which day is said of the one before
        return text("several.wish.after", who=who)
    by = text("with.doctor", doctor=doctor) if doctor else text("with.specialty", specialty=specialty or "")
    day: Text | str = text("several.day", day=Day(day=when.date)) if when.date else NOTHING
    clock: Text | str = text("window.at", clock=Clock(time=when.time)) if when.time else NOTHING
    return text(
        "several.wish", **{"who": who, "with": by if doctor or specialty else NOTHING, "day": day, "window": clock}
    )


def kind_of(meaning: Meaning) -> str | None:
    """Which flow a wish is for, where it makes or changes an appointment."""
    return next((name for name, task in TASKS.items() if meaning.intent in task.intents and name in _SAID), None)


_SAID = {
    "book": text("several.book"),
    "reschedule": text("several.move"),
    "cancel": text("several.cancel"),
}


def kind_said(flow: str) -> Text:
    """ "The one to move": an appointment by what is to be done with it."""
    return _SAID[flow]


def person_of(state: State) -> Text | str | None:
    """Whom what is open is for: "you", "Fin", "your dad"; None where that is not known."""
    who = state.details.who
    if who is None:
        return None
    return text("you") if who.relation == "self" else who.name or _called(who.called)


def person_said(meaning: Meaning) -> Text | str | None:
    """The same of a wish that waits."""
    if len(meaning.people) != 1:
        return None
    person = meaning.people[0]
    return text("you") if person.relation == "self" else person.name or _called(person.called)


def _called(called: str | None) -> Text | None:
    return text("several.called", called=called) if called else None
