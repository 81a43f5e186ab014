"""What was found in a text, put right by its pieces: a span decides, the grammar and linkers say what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from nlu.acts.details import Details, Finder, question
from nlu.acts.known_spans import fields_of, of_no_book, of_the_book
from nlu.acts.marked import NO_DOCTOR, NO_TIME, Marked, together
from nlu.acts.whom import whom
from nlu.core.acts import Situation, Span
from nlu.core.meaning import Asked, When
from nlu.languages.speaking import grammar


def reread(finder: Finder, found: Details, text: str, spans: Sequence[Span], here: Situation, now: datetime) -> Details:
    """What was found in a text, put right by what its pieces are."""
    asked = question(here.asked)
    known = of_the_book(text, spans, here) if here.booked else spans
    marked = Marked(text, known if here.booked or here.offered else [of_no_book(span) for span in spans])
    when = _when(marked, lambda words: finder.when(words, asked, now))
    found = _doctors(marked, finder, found, asked, when)
    told = bool(marked.persons()) or asked != "patient"
    people = finder.patients(whom(marked, found.people)) if told else found.people
    if asked == "patient" and not people:
        people = found.people
    same = any(not grammar().wishing.same_time.search(words) for words in marked.pieces("same"))
    choice = found.choice or next(
        (one for words in marked.pieces("option") if (one := grammar().choices.pick(words))), None
    )
    read = replace(_care(marked, finder, found), when=when, people=people, choice=choice)
    read = replace(
        read, from_fields=together(*(fields_of(finder, words) for words in marked.pieces("when.old", "doctor.old")))
    )
    return replace(read, reason=marked.stretch("reason"), same=same, side_by_side=marked.side_by_side())


def _care(marked: Marked, finder: Finder, found: Details) -> Details:
    """Which kind of doctor and of visit: what a span says of it goes before what is read elsewhere in the text. A word
    that says what the doctor is to be names no field: "woman" of "a woman doctor"."""
    kinds = _kinds(marked, finder) or found.visit_types
    wanted = marked.attributes()
    if marked.has("attribute"):
        stated, guessed = finder.care(marked.hidden(wanted.spans))
        found = replace(found, guessed_specialty=guessed)
    else:
        stated = found.specialties
    fields = stated or together(
        *((field,) for words in marked.pieces("specialty", "doctor") if (field := finder.field_of(words)))
    )
    strange = (words for words in marked.pieces("specialty") if not finder.is_anybody(words))
    unknown = None if fields or found.of_clinic else next(strange, found.strange_specialty)
    named = replace(found, visit_types=kinds, specialties=() if found.doctors else fields)
    strange_visit = None if kinds or fields else next(iter(marked.pieces("visit")), found.strange_visit)
    named = replace(named, strange_specialty=unknown, strange_visit=strange_visit)
    return replace(named, genders=wanted.genders or found.genders, languages=wanted.languages)


def _kinds(marked: Marked, finder: Finder) -> tuple[str, ...]:
    """The kinds of visit: what the reader took for a field or a reason may be one, if it says nothing else."""
    named = together(*(finder.kinds(words) for words in marked.pieces("visit")))
    return named or together(*(finder.kinds(words, whole=True) for words in marked.pieces("specialty", "reason")))


def _when(marked: Marked, resolve: Callable[[str], When]) -> When:
    """The times wanted, refused, and of the appointment that is spoken of; where none is wanted, the hours that
    something else leaves: "my shift starts at 11"."""
    wanted = _with_bare_hours(resolve(marked.timed()), marked, resolve)
    if marked.has("when.other") and not wanted.says_something:
        left = resolve(marked.without(*(role for role in NO_TIME if role != "when.other"))).times
        wanted = replace(wanted, times=tuple(times for times in left if times.start != times.end))
    refused = [resolve(words) for words in marked.pieces("when.not")]
    days = together(*(one.days + one.not_days for one in refused if not one.times))
    in_place = resolve(marked.without(*(role for role in NO_TIME if role != "when.not"))).not_days
    if len(in_place) == len(days):  # "in July, but not the 1st" is of July
        days = in_place
    old = [resolve(grammar().wishing.one.sub("", words)) for words in marked.pieces("when.old")]
    return replace(
        wanted,
        not_days=together(wanted.not_days, days),
        not_times=together(wanted.not_times, *(one.times + one.not_times for one in refused)),
        from_days=together(wanted.from_days, *(one.days + one.from_days for one in old)),
        from_times=together((), *(one.times for one in old)),
    )


def _with_bare_hours(wanted: When, marked: Marked, resolve: Callable[[str], When]) -> When:
    """The same with the hours that numbers by themselves are, in pieces that say when: "11 for my wife", "9 for Ella
    and 10 for Max"."""
    if wanted.asap or wanted.relative or any(times.start != times.end for times in wanted.times):
        return wanted
    hours = [hour for words in marked.pieces("when") if (hour := _bare_hour(words, resolve))]
    if len(hours) <= len(wanted.times):
        return wanted
    said = [resolve(grammar().dates.at_hour.format(hour)) for hour in hours]
    return replace(wanted, times=together(*(one.times for one in said)), ambiguous=said[0].ambiguous)


def _bare_hour(words: str, resolve: Callable[[str], When]) -> str | None:
    """The number at the end of "11" and "Tuesday 11"; that of "the 11" and "June 11" is a day."""
    *before, last = words.split() or [""]
    hour = last.isdigit() and len(last) <= 2 and (not before or resolve(" ".join(before)).date is not None)
    return last if hour else None


def _doctors(marked: Marked, finder: Finder, found: Details, asked: Asked | None, when: When) -> Details:
    """The doctors wanted, refused, and of the appointment that is spoken of. In a span a bare name will do."""

    def linked(role: str) -> tuple[str, ...]:
        return together(*(finder.doctors_in(marked.text, *place).names for place in marked.places(role)))

    wanted = finder.doctors(marked.without(*NO_DOCTOR), asked, when.spans)
    refused = together(linked("doctor.not"), wanted.not_names)
    aside = marked.has("doctor.not", "doctor.old")
    names = wanted.names or linked("doctor") or (() if aside else found.doctors)
    return replace(
        found,
        doctors=tuple(name for name in names if name not in refused),
        not_doctors=refused,
        from_doctors=linked("doctor.old"),
        any_doctor=wanted.any_doctor,
        other_field=wanted.other_field,
    )
