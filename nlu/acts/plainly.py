"""What a message means by its plain words alone, whatever a model makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from nlu.acts import rules
from nlu.acts.details import Details
from nlu.core.acts import Act
from nlu.core.meaning import Asked, Meaning
from nlu.languages.alarms import danger_in
from nlu.languages.speaking import grammar

LONGEST = 2000
"""Characters of a message that are read; of a longer one the first and the last half of these."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S*", re.IGNORECASE)
"""Web addresses: nobody's wish about a time stands in one."""

_IDENTIFIER = re.compile(r"\b\w*?[^\W_]_+[^\W_]\w*|_{2,}")
"""A program's word or a line to write on, not a person's: cancel_appointment, ______."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

_INSTEAD = frozenset({"cancel_appointment", "human_handoff", "request_alternatives", "stop"})

_FEW_WORDS = 5
"""So short, "both please" only answers which appointment is meant."""

_SURE_OF_ANGER = 0.3
"""And that somebody is angry, where nothing else was understood."""


def promise_in(said: str, asked: str | None, found: Details) -> str | None:
    """What has one answer whatever else is said: refusals, what is nobody's to ask for, and to be told again."""
    if grammar().wanting.asks_for_what_is_not_theirs(said) or (
        found.doctors and grammar().wanting.asks_for_the_book_of(said[: found.doctors_at])
    ):
        return "others_data"
    if grammar().wanting.refuses_to_be_kept(said):
        return "no_consent"
    if asked == "patient" and not any(one.name for one in found.people) and grammar().wanting.refuses_a_name(said):
        return "no_name"
    about = found.of_clinic or set(grammar().asking.topics(said)) - {"phone"}  # "my phone went dead" asks for no number
    return "repeat" if grammar().asking.asks_once_more(said) and not about else None


def by_rules_alone(text: str) -> Meaning:
    """What is understood where understanding itself failed."""
    said = clean(text)
    danger = danger_in(said)
    intent = "emergency" if danger else rules.parse(said).ranking[0][0]
    return Meaning(text=said, intent=intent, danger=danger, degraded=True)


def clean(text: str) -> str:
    """The text without control characters, web addresses and programs' words, and no longer than is read."""
    readable = _IDENTIFIER.sub(" ", _ADDRESS.sub(" ", _CONTROL.sub(" ", text))).strip()
    if len(readable) <= LONGEST:
        return readable
    half = LONGEST // 2
    return f"{readable[:half]} {readable[-half:]}"


def answered_directly(said: str, asked: Asked | None, found: Details) -> Meaning | None:
    """What answers the question asked so plainly that Rasa need not be asked."""
    if asked == "rating" and found.choice in range(1, 6):
        return as_meaning(said, "rate_visit", 1.0, found)
    if asked == "appointment" and grammar().choices.says_all(said, 2) and len(said.split()) <= _FEW_WORDS:
        return as_meaning(said, "inform", 1.0, found)
    listed = asked is not None and asked not in ("phone", "patient", "reason", "comment")
    besides = bool(found.people) or bool(
        grammar().wishing.additional.search(said)
    )  # "the first, and the second for my son"
    called = asked == "phone" and sum(char.isdigit() for char in said) >= 7
    if called or (listed and found.choice is not None and not besides and not _asks(said)):
        return as_meaning(said, "inform", 1.0, found)
    of_two = besides and len(found.when.times) > 1
    about_doctor = bool(found.doctors) and "there" in grammar().asking.aspects(said)  # "is Dr Rao in that day"
    if found.answers(asked) and not (of_two or about_doctor) and not grammar().assent.says_more(found.masked):
        return as_meaning(said, "inform", 1.0, found)
    return None


def is_angry(said: str, acts: Sequence[Act]) -> bool:
    """Whether somebody tells of what has angered them, in more than a curse: the desk reads it."""
    anger = any(act.kind == "social.anger" and act.sure >= _SURE_OF_ANGER for act in acts)
    return anger and len(said.split()) > _FEW_WORDS


def _asks(said: str) -> bool:
    """Whether it asks something, by itself or beside an answer: "the last one. can I stay in the room with him"."""
    return grammar().asking.asks_something(said) or grammar().assent.begins_asking(said, after=1)


def counts_alone(said: str, answer: Literal["yes", "no"], rest: str, asked: str | None, further: Meaning) -> bool:
    """Whether what follows the yes or no is all that is meant."""
    if answer == "no":
        return further.intent in _INSTEAD
    return (
        asked == "anything_else"
        or further.intent == "stop"
        or (not further.additional and not grammar().assent.is_firm(said, rest))
    )


def as_meaning(said: str, intent: str, confidence: float, found: Details) -> Meaning:
    """The meaning that has this intent, with all that was found in the text."""
    others = any(person.relation not in (None, "self") for person in found.people)
    besides = bool(grammar().wishing.additional.search(said)) and (others or intent in ("book_appointment", "inform"))
    if besides and others and intent == "inform":
        intent = "book_appointment"
    return Meaning(
        text=said,
        intent=intent,
        confidence=round(min(confidence, 1.0), 4),
        when=found.when,
        doctors=found.doctors,
        not_doctors=found.not_doctors,
        from_doctors=found.from_doctors,
        from_fields=found.from_fields,
        any_doctor=found.any_doctor,
        other_field=found.other_field,
        strange_doctor=found.strange_doctor,
        strange_specialty=found.strange_specialty,
        strange_visit=found.strange_visit,
        genders=found.genders,
        languages=found.languages,
        age=found.age,
        specialties=found.specialties,
        visit_types=found.visit_types,
        length=found.length,
        people=found.people,
        additional=besides,
        other_day=bool(grammar().wishing.other_day.search(said)),
        choice=found.choice,
        reason=found.reason,
        guessed_specialty=found.guessed_specialty,
        series=found.series,
        same=found.same,
        side_by_side=found.side_by_side,
    )


def without_details(meaning: Meaning) -> Meaning:
    """The same with nothing but its intent: what else was said is a further wish."""
    return Meaning(text=meaning.text, intent=meaning.intent, by_rasa=meaning.by_rasa, degraded=meaning.degraded)
