"""Several wishes in one message, from what each comes to by itself to one chain of meanings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.acts.wishes import Wish
from nlu.core.acts import Act, Span
from nlu.core.meaning import Meaning, Person, When
from nlu.languages.readings import QUESTIONS
from nlu.languages.speaking import grammar

_ASKS = frozenset({"ask_table", "clinic_info", "list_appointments"})
PLEASANT = frozenset({"affirm", "confirm_appointment", "goodbye", "greet", "out_of_scope", "rate_visit", "thank"})
"""What is said after a yes without adding anything to it."""


def words_of(text: str, acts: Sequence[Act]) -> tuple[str, tuple[Span, ...]]:
    """The words of some acts as a text of their own, with their spans in it."""
    said, spans, end = "", list[Span](), 0
    for act in acts:
        between = text[end : act.start].strip()
        said += "" if not said else f" {between} " if grammar().assent.joins.fullmatch(between) else ", "
        end = act.end
        moved = len(said) - act.start
        spans += [Span(span.role, span.start + moved, span.end + moved) for span in act.spans]
        said += text[act.start : act.end]
    return said, tuple(spans)


def answered(part: Wish) -> str | None:
    """What words come to that only answer; a yes that is taken back is none. None where they do something else."""
    if part.kind != "answer":
        return None
    said = {"answer.yes": "affirm", "answer.no": "deny", "answer.dont_know": "undecided"}
    found = {said[act.kind] for act in part.acts if act.kind in said}
    return found.pop() if len(found) == 1 else "inform"


def one_visit_each(meaning: Meaning, kinds: Sequence[str]) -> Meaning:
    """ "A check-up and a jab": a booking of one kind, and right after it one of each other."""
    if meaning.intent != "book_appointment" or len(kinds) < 2 or len(meaning.people) > 1 or meaning.then:
        return meaning
    then: Meaning | None = None
    for kind in reversed(kinds[1:]):
        when = When(days=meaning.when.days, relative="right_after")
        then = replace(meaning, text="", visit_types=(kind,), when=when, additional=True, acts=(), then=then)
    return replace(meaning, visit_types=(kinds[0],), then=then)


def one_more(meaning: Meaning) -> Meaning:
    """A wish that is not the first: in "and my husband after me" nobody asks for themselves."""
    if meaning.intent not in ("book_appointment", "inform", "reschedule_appointment"):
        return replace(meaning, additional=False)
    others = tuple(one for one in meaning.people if one.relation != "self" or one.name)
    return replace(meaning, additional=True, people=others or meaning.people)


def in_a_row(said: str, asked: str | None, meanings: Sequence[Meaning]) -> Meaning | None:
    """One meaning with the others after it; None where it is only a yes after all, or nothing is left."""
    kept = list(meanings)
    if len(kept) > 1 and _says_nothing(kept[0]):
        kept = kept[1:]
    if kept[0].intent == "affirm":
        kept = _after_a_yes(said, asked, kept)
        if len(kept) == 1 and kept[0].intent == "affirm":
            return None
    kept = [one for one in kept if one is kept[0] or _asks_for_something(one, kept[0], said)]
    kept = _on_the_day_told(kept)
    if asked is None:
        kept[0] = _ones_own(kept[0], kept[1:])
    for place in range(1, len(kept)):
        kept[place] = _like(kept[place], kept[place - 1])
    then: Meaning | None = None
    for meaning in reversed(kept):
        then = replace(meaning, then=then, by_rasa=True)
    return then


def _like(one: Meaning, before: Meaning) -> Meaning:
    """ "Jabs for Tom with Dr Lee, and Jess too": who is only named besides wants the same, of the same doctor."""
    own = (
        *(one.doctors or one.specialties or one.not_doctors or one.strange_doctor or one.strange_specialty or ()),
        *(one.visit_types or one.strange_visit or one.reason or one.guessed_specialty or ()),
        *(one.genders or one.languages),
    )
    books = one.intent == before.intent == "book_appointment" and one.people and one.people != before.people
    if not books or own or one.any_doctor or one.same:
        return one
    return replace(
        one,
        doctors=before.doctors,
        any_doctor=before.any_doctor,
        specialties=before.specialties,
        visit_types=before.visit_types,
    )


def _on_the_day_told(meanings: Sequence[Meaning]) -> list[Meaning]:
    """ "Dr Lee in the morning and Dr Rao after lunch, Thursday": a day that is told once, at the end, is that of each
    booking of which only the hours are told, that it is the same day, or with whom it is."""
    days = {one.when.days for one in meanings if one.intent == "book_appointment" and one.when.days}
    if len(days) != 1 or meanings[0].when.days:
        return list(meanings)
    day = days.pop()
    return [
        replace(one, when=replace(one.when, days=day, same_day=False)) if _has_hours(one) else one for one in meanings
    ]


def _has_hours(meaning: Meaning) -> bool:
    """Whether a booking tells the hours it is to be at, or only with whom, and of no day but that it is another's."""
    when = meaning.when
    elsewhere = when.days or when.any_day or when.asap or when.relative or when.shift_days
    told = when.times or when.same_day or (meaning.doctors and not when.says_something)
    return meaning.intent == "book_appointment" and bool(told) and not elsewhere


def _ones_own(first: Meaning, others: Sequence[Meaning]) -> Meaning:
    """ "Dr Lee at nine, and Dr Rao for my son": beside those that are for others, what is for nobody named is for
    whoever writes."""
    books = first.intent == "book_appointment" and not first.people
    told = books and any(one.people and all(who.relation != "self" for who in one.people) for one in others)
    return replace(first, people=(Person(None, "self", "me"),)) if told else first


def _asks_for_something(meaning: Meaning, first: Meaning, said: str) -> bool:
    """Whether a further booking is really one: it says when, for or with whom or what for, or that it is one more."""
    told = meaning.when.says_something or meaning.doctors or meaning.specialties or meaning.visit_types
    if first.intent in ("deny", "stop") and meaning.intent in ("book_appointment", "cancel_appointment"):
        return bool(told or meaning.people)  # "no, nothing further is to be booked"
    if meaning.intent == "book_appointment" and first.intent in _ASKS and not (told or meaning.reason or meaning.same):
        return False  # "when is my mum's visit? Ida Kerr": who is asked about
    another = bool(meaning.people) and meaning.people != first.people
    more = told or another or meaning.reason or meaning.same or grammar().wishing.additional.search(said)
    return meaning.intent != "book_appointment" or bool(more)


def _says_nothing(meaning: Meaning) -> bool:
    """ "Hang on", before a question."""
    if meaning.intent == "undecided":
        return True
    told = meaning.when.says_something or meaning.doctors or meaning.not_doctors or meaning.specialties
    return meaning.intent == "inform" and not (told or meaning.visit_types or meaning.people or meaning.choice)


def _after_a_yes(said: str, asked: str | None, meanings: Sequence[Meaning]) -> list[Meaning]:
    """What was agreed to and what else is wished. A yes that only was polite is none; a pleasantry is no wish; whom it
    is for belongs to the yes, unless it is one more."""
    own, *more = meanings
    further = [one for one in more if one.intent not in PLEASANT]
    if not further:
        return [own]
    to_nothing = asked not in QUESTIONS
    polite = asked == "confirmation" and not grammar().assent.is_firm(said, said[len(own.text) :])
    one_more = grammar().wishing.additional.search(said) or any(
        one.relation not in (None, "self") for one in further[0].people
    )
    if to_nothing or (polite and not (further[0].intent == "book_appointment" and one_more)):
        return further
    if _only_names_whom(further[0]) and not grammar().wishing.additional.search(said):
        return [replace(own, people=further[0].people), *further[1:]]
    return [own, *further]


def _only_names_whom(meaning: Meaning) -> bool:
    said = meaning.when.says_something or meaning.doctors or meaning.specialties or meaning.visit_types
    names = grammar().wishing.for_whom.search(meaning.text)  # "put my wife in too" is another wish
    return meaning.intent == "book_appointment" and bool(meaning.people and names) and not (said or meaning.reason)
