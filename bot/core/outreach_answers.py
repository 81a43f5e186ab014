"""Answers to what was sent unasked: what their buttons stand for, and what is written instead of tapping one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.state import State
from nlu.core.meaning import Meaning, When
from nlu.languages.speaking import grammar

_NUMBER = "[0-9]{1,9}"
_VALUES = {
    "confirm": re.compile(rf"({_NUMBER}(?:\+{_NUMBER})*)"),
    "late": re.compile(rf"({_NUMBER}):([0-9]{{1,3}})"),
    "rate": re.compile(rf"({_NUMBER}):([1-5])"),
    "call": re.compile(rf"({_NUMBER})"),
}


_COMING = frozenset({"confirm_appointment", "goodbye", "greet", "inform", "out_of_scope", "thank"})
"""How "see you then" may be understood where a yes or a no was expected."""

_NO_COMMENT = frozenset({"deny", "stop", "thank", "goodbye"})

WORDS_OF_A_REMARK = 5
"""A no, a thank you or a goodbye of so many words has a remark in it."""

_SOMETHING_ELSE = frozenset(
    {
        "book_appointment", "reschedule_appointment", "cancel_appointment", "list_appointments", "clinic_info",
        "find_doctor", "human_handoff", "help", "emergency", "running_late", "wrong_person", "deceased",
    }
)  # fmt: skip
"""What is not meant as a remark on a visit. Understanding leans to a remark by itself where one was asked for."""


@dataclass(frozen=True)
class Answering:
    """An answer, and the appointments it is about."""

    meaning: Meaning
    about: tuple[int, ...]


def tapped_answer(kind: str, rest: str) -> Answering | None:
    """A button of an unasked message: `confirm:12+13`, `late:12:15`, `rate:12:4`, `call:12`. None for any other."""
    found = _VALUES[kind].fullmatch(rest) if kind in _VALUES else None
    if found is None:
        return None
    about = tuple(int(number) for number in found[1].split("+"))
    match kind:
        case "confirm":
            return Answering(_meaning("confirm_appointment"), about)
        case "late":
            return Answering(_meaning("late_then", when=When(shift_minutes=int(found[2]))), about)
        case "rate":
            return Answering(_meaning("rate_visit", choice=int(found[2])), about)
    return Answering(_meaning("call_me"), about)


def written_answer(meaning: Meaning, state: State) -> Answering | str | None:
    """What a written message answers to the open question of an unasked one: a remark, a rating, or a choice's value.

    None where there is none, or where the message is about something else.
    """
    if state.flow is not None:
        return None
    if state.about and (answer := _about_those(meaning, state)):
        return answer
    asks = state.asked is not None and state.question is not None and state.question.choices
    if asks and not meaning.when.says_something:
        return _yes_or_no(meaning, state)
    return None


def _about_those(meaning: Meaning, state: State) -> Answering | None:
    """A remark or a rating where one was asked for, and being late for what was spoken of."""
    if state.asked == "comment" and meaning.intent not in _SOMETHING_ELSE:
        nothing = grammar().contact.nothing_to_say.fullmatch(meaning.text.strip(" .,!")) or (
            meaning.intent in _NO_COMMENT and len(meaning.text.split()) < WORDS_OF_A_REMARK
        )
        intent = "no_remark" if nothing else "remark"
        return Answering(_as(meaning, intent), state.about)
    if state.asked == "rating" and meaning.intent in ("rate_visit", "inform"):
        stars = grammar().contact.stars(meaning.text)
        return Answering(_as(meaning, "rate_visit", choice=stars), state.about)
    if meaning.intent == "running_late":
        return Answering(meaning, state.about)
    return None


def _yes_or_no(meaning: Meaning, state: State) -> str | None:
    """A yes takes the first answer that was offered, a no the last."""
    assert state.question is not None
    choices, intent = state.question.choices, meaning.intent
    if intent == "affirm" or (state.asked == "confirmation" and _will_come(meaning)):
        return choices[0].value
    return choices[-1].value if intent == "deny" else None


def _will_come(meaning: Meaning) -> bool:
    if meaning.intent == "confirm_appointment":
        return True
    said = grammar().contact.will_come.search(meaning.text) and not grammar().assent.says_otherwise(meaning.text)
    return bool(said) and meaning.intent in _COMING


def _as(meaning: Meaning, intent: str, *, choice: int | None = None) -> Meaning:
    return Meaning(text=meaning.text, intent=intent, choice=choice)


def _meaning(intent: str, *, choice: int | None = None, when: When | None = None) -> Meaning:
    return Meaning(text="", intent=intent, choice=choice, when=when or When())
