"""The spans that the reader found, put right by what the clinic, the book and the question make of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.acts.details import Finder, question
from nlu.core.acts import Act, Situation, Span
from nlu.core.meaning import Asked
from nlu.core.words import fold
from nlu.languages.speaking import grammar
from nlu.people.name_reader import known_name, may_be_first_name, ordinary
from nlu.people.patients import find_people
from nlu.people.strange_doctors import strange_doctor

SHORTEST = 2  # characters of somebody's name; the s of "her name's" is none


def as_known(finder: Finder, text: str, acts: Sequence[Act], asked: str | None) -> tuple[Act, ...]:
    """The acts with their people told apart by who works at the clinic: before what belongs together is looked for."""

    def known(act: Act) -> Act:
        wished = [_as_wished(text, act, span) for span in act.spans]
        parts = [part for span in wished for part in (*_parted(text, span), *_after_doctor(finder, text, span))]
        spans = tuple(_as_known(finder, text, part, question(asked)) for part in parts)
        return act if spans == act.spans else replace(act, spans=spans)

    return tuple(map(known, acts))


def of_the_book(text: str, spans: Sequence[Span], here: Situation) -> list[Span]:
    """What tells which appointment is meant, told apart from what it should be: of several that are changed, "the
    Wednesday one" is one of them; where it goes "to", or is put right by, is no time that it has."""
    told: list[Span] = []
    of_several = here.booked > 1 and here.arranging in ("move", "cancel") and here.asked != "slot"
    for span in sorted(spans, key=lambda one: one.start):
        words, before = text[span.start : span.end], told[-1] if told else None
        role = span.role
        if role == "option" and of_several and grammar().choices.pick(words) is None:
            role = "when.old"
        elif role == "doctor" and of_several and grammar().wishing.the_one_with.search(text[: span.start]):
            role = "doctor.old"
        elif role == "when.old" and (
            grammar().contact.towards.search(text[: span.start]) or _puts_right(text, before, span)
        ):
            role = "when"
        told.append(replace(span, role=role))
    return told


def _puts_right(text: str, before: Span | None, span: Span) -> bool:
    """Whether a day is only said better: "to Mon, wait no, Tues"."""
    return (
        before is not None
        and before.role == "when"
        and grammar().wishing.correcting.fullmatch(text[before.end : span.start]) is not None
    )


def fields_of(finder: Finder, words: str) -> tuple[str, ...]:
    """Which fields the doctor of "the heart one" may be of."""
    stated, guessed = finder.care(words)
    return stated or ((guessed,) if guessed else ())


def of_no_book(span: Span) -> Span:
    """Where nothing is booked or on offer, no time and no doctor is that of an appointment."""
    return replace(span, role=span.role.removesuffix(".old"))


def _as_wished(text: str, act: Act, span: Span) -> Span:
    """The 9 of "Thursday 9", in a wish, is an hour and no line of what is on offer."""
    hour = span.role == "option" and act.kind.startswith("want") and text[span.start : span.end].isdigit()
    return replace(span, role="when") if hour and "when" in act.roles() else span


def _after_doctor(finder: Finder, text: str, span: Span) -> tuple[Span, ...]:
    """Of "Dr Lee, Desmond on Friday", found as one doctor, Desmond is for whom it is."""
    doctor, comma, name = text[span.start : span.end].partition(", ")
    if span.role != "doctor" or not comma or not _like_a_name(name.partition(" ")[0]):
        return ()
    place = span.end - len(name)
    return (Span("for", place, span.end),) if _is_of_ours(finder, doctor, name) else ()


def _is_of_ours(finder: Finder, doctor: str, name: str) -> bool:
    """Whether a doctor is the clinic's by what stands before a comma alone."""
    return not finder.doctors(f"{doctor}, {name}", "doctor").names and bool(finder.doctors(doctor, "doctor").names)


def _like_a_name(word: str) -> bool:
    """Whether a word is a first name, or is written like one and is no everyday word."""
    folded = fold(word)
    written = word[:1].isupper() and folded.isalpha() and folded not in grammar().doctors.titles
    return known_name(folded) or (written and (may_be_first_name(folded) or not ordinary(folded)))


def _parted(text: str, span: Span) -> tuple[Span, ...]:
    """Of "Ivo at 9", taken from what is on offer, Ivo is for whom it is."""
    words = text[span.start : span.end]
    name, _, _ = words.partition(" ")
    if span.role != "option" or not _like_a_name(name) or not re.search(r" \d", words):
        return (span,)
    place = span.start + len(name)
    return replace(span, role="for", end=place), replace(span, start=place + 1)


def _as_known(finder: Finder, text: str, span: Span, asked: Asked | None) -> Span:
    """A doctor by a name that none of the clinic's has, and without a title, is a patient; and a name is a doctor's,
    if one was asked for and has it. Of "Dr Rao friday 10" only the name is the doctor."""
    words = text[span.start : span.end]
    named = ("name", "for", "option") if asked == "doctor" else ("option",)
    if span.role in named and grammar().choices.pick(words) is None and finder.doctors(words, "doctor").names:
        return replace(span, role="doctor")
    if span.role == "doctor" and _after_doctor(finder, text, span):
        return replace(span, end=span.start + words.index(","))
    if span.role in ("name", "for") and asked != "patient" and finder.in_full(words):
        return replace(span, role="doctor")  # no patient is booked under a doctor's name unless it is given for theirs
    if span.role.startswith("doctor") and (places := finder.doctors(words, "doctor").spans):
        return replace(span, start=span.start + places[0][0], end=span.start + places[-1][1])
    if span.role == "option" and _like_a_name(words) and grammar().choices.pick(words) is None:
        return replace(span, role="for")
    if span.role == "option" and (grammar().choices.pick(words) is not None or len(words.split()) < 2):
        return span
    if not span.role.startswith(("doctor", "option")) or finder.doctors(words, "doctor").names or strange_doctor(words):
        return span
    if finder.care(words)[0]:  # "the GP" is no name
        return span
    known = find_people(words, asked="patient").people
    return replace(span, role="name") if known and known[0].name else span
