"""The particulars of a message, by what the reader found each piece of it to be: wanted, refused, or of something
else. Which day a piece means, or which doctor, the grammar and the linkers say, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from nlu.acts.details import Details, Finder, question
from nlu.core.acts import Act, Situation, Span
from nlu.core.meaning import Asked, Person, Renamed, When
from nlu.core.words import fold, split
from nlu.languages.readings import Attributes
from nlu.languages.speaking import grammar
from nlu.people.name_reader import cased, known_name, may_be_first_name, ordinary
from nlu.people.patients import find_people
from nlu.people.strange_doctors import strange_doctor

NO_TIME = (
    *("when.not", "when.old", "when.other", "wrong", "name", "for", "phone"),
    *("doctor", "doctor.not", "doctor.old", "reason", "count"),
)
"""What holds no wish about time, whatever it sounds like: a birthday, Dr Friday, the day an appointment has now."""


NO_DOCTOR = ("doctor.not", "doctor.old", "name", "for", "wrong")
_WHICH_ONE = ("for", "when.old", "doctor.old")
"""What tells which appointment is spoken of."""


_SHORTEST = 2  # characters of somebody's name; the s of "her name's" is none
_CLOSE = 3  # characters between "my dad" and "Desmond Clarke"


def _owner(words: str) -> bool:
    """Whether "the kids' ones" says whose it is, and not only when."""
    return any(person.relation for person in find_people(words, asked="patient").people)


class Marked:
    """A text and its spans."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self._spans = sorted(spans, key=lambda span: span.start)

    def without(self, *roles: str) -> str:
        """The text with words of no meaning where these are, and everything else in its place."""
        text = self.text
        for span in self._spans:
            if span.role in roles:
                text = text[: span.start] + re.sub(r"\S", "x", text[span.start : span.end]) + text[span.end :]
        return text

    def timed(self) -> str:
        """The text with nothing in it but what may say when; in "my Tuesday one" no hour is said."""
        text = self.without(
            *(role for role in NO_TIME if role != "when.other" or not grammar().wishing.goes_on.search(self.text))
        )
        for span in self._spans:
            if span.role == "when" and (one := grammar().wishing.one_at_end.search(text[span.start : span.end])):
                place = span.start + one.start(1)
                text = text[:place] + re.sub(r"\S", "x", text[place : span.end]) + text[span.end :]
        return text

    def hidden(self, spans: Sequence[tuple[int, int]]) -> str:
        """The text with words of no meaning in these places, and everything else where it was."""
        return Marked(self.text, [Span("", *place) for place in spans]).without("")

    def attributes(self) -> Attributes:
        """What the doctor is to be or to speak; where a span says "a man" after "not", that counts too."""
        found = [
            grammar().asking.attributes(self.text, span.start, span.end)
            for span in self._spans
            if span.role == "attribute"
        ]
        return Attributes(
            _together(*(one.genders for one in found)),
            _together(*(one.languages for one in found)) or grammar().asking.spoken_in(self.text),
            _together(*(one.spans for one in found)),
        )

    def pieces(self, *roles: str) -> tuple[str, ...]:
        """The words of the spans that have one of these roles."""
        return tuple(self.text[span.start : span.end] for span in self._spans if span.role in roles)

    def added(self) -> tuple[str, ...]:
        """Those for whom it is too: "Mia" of "my daughter and Mia", and both where these are one piece."""
        own = [
            span
            for span in self._spans
            if span.role == "for" and grammar().assent.one_more_before(self.text, span.start)
        ]
        both = (words for words in self.pieces("for") if grammar().wishing.inner_and.search(words))
        return (*(self.text[span.start : span.end] for span in own), *both)

    def more_names(self) -> tuple[str, ...]:
        """Names that follow an "and" anywhere outside the pieces that are something else."""
        words = split(self.without(*(role for role in NO_TIME if role not in ("name", "for"))))
        like_names = (one for one in words if known_name(one.text) or (one.raw[0].isupper() and not ordinary(one.text)))
        return tuple(one.raw for one in like_names if grammar().assent.one_more_before(self.text, one.start))

    def places(self, role: str) -> tuple[tuple[int, int], ...]:
        """Where the spans of a role are."""
        return tuple((span.start, span.end) for span in self._spans if span.role == role)

    def stretch(self, role: str) -> str | None:
        """The text from the first span of a role to the last."""
        own = [span for span in self._spans if span.role == role]
        return self.text[own[0].start : own[-1].end] if own else None

    def has(self, *roles: str) -> bool:
        """Whether there is any of these."""
        return any(span.role in roles for span in self._spans)

    def side_by_side(self) -> int:
        """How many appointments are told one beside the other, by their people, days or doctors; 0 for one."""
        rows = [row for role in _WHICH_ONE for row in self._rows(role)]
        return max((many for many, words in rows if many > 1 and grammar().assent.joins.search(words)), default=0)

    def _rows(self, role: str) -> Iterator[tuple[int, str]]:
        """The spans of a role that follow each other with a comma or an "and" between: how many, and their text."""
        own = [span for span in self._spans if span.role == role]
        begun = 0
        for place, span in enumerate(own):
            follows = place + 1 < len(own) and self._joined(span, own[place + 1])
            if not follows:
                words = self.text[own[begun].start : span.end]
                yield place - begun + 1 + len(grammar().wishing.inner_and.findall(words)) * (begun == place), words
                begun = place + 1

    def _joined(self, span: Span, after: Span) -> bool:
        """Whether nothing stands between two pieces but a comma or an "and", small words, and pieces of other kinds."""
        others = [one for one in self._spans if span.end <= one.start and one.end <= after.start]
        between = Marked(self.text[: after.start], [replace(one, role="between") for one in others])
        left = between.without("between")[span.end :].casefold()
        return grammar().wishing.between.fullmatch(left) is not None and (
            self._ands(span.start, after.start) or "," in left
        )

    def _ands(self, start: int, end: int) -> bool:
        return grammar().assent.joins.search(self.text, start, end) is not None

    def persons(self) -> tuple[str, ...]:
        """Whom it is for, as said: a relation and the name that follows it are one."""
        said: list[tuple[int, int]] = []
        for span in self._spans:
            if span.role not in ("for", "name") or span.end - span.start < _SHORTEST:
                continue
            close = _CLOSE if span.role == "name" else 1
            follows = said and span.start - said[-1][1] <= close
            said[-1:] = [(said[-1][0], span.end)] if follows else [*said[-1:], (span.start, span.end)]
        counted = (words.rpartition(grammar().wishing.of) for words in self.pieces("count"))  # "both of mine"
        owned = (words for words in self.pieces("when.old", "doctor.old") if _owner(words))
        return (*(self.text[start:end] for start, end in said), *(whose for _, of, whose in counted if of), *owned)


def as_known(finder: Finder, text: str, acts: Sequence[Act], asked: str | None) -> tuple[Act, ...]:
    """The acts with their people told apart by who works at the clinic: before what belongs together is looked for."""

    def known(act: Act) -> Act:
        wished = [_as_wished(text, act, span) for span in act.spans]
        parts = [part for span in wished for part in (*_parted(text, span), *_after_doctor(finder, text, span))]
        spans = tuple(_as_known(finder, text, part, question(asked)) for part in parts)
        return act if spans == act.spans else replace(act, spans=spans)

    return tuple(map(known, acts))


def reread(finder: Finder, found: Details, text: str, spans: Sequence[Span], here: Situation, now: datetime) -> Details:
    """What was found in a text, put right by what its pieces are."""
    asked = question(here.asked)
    known = _of_the_book(text, spans, here) if here.booked else spans
    marked = Marked(text, known if here.booked or here.offered else [_of_no_book(span) for span in spans])
    when = _when(marked, lambda words: finder.when(words, asked, now))
    found = _doctors(marked, finder, found, asked, when)
    told = bool(marked.persons()) or asked != "patient"
    people = finder.patients(_once(_fuller(_people(marked), found.people))) if told else found.people
    if asked == "patient" and not people:
        people = found.people
    same = any(not grammar().wishing.same_time.search(words) for words in marked.pieces("same"))
    choice = found.choice or next(
        (one for words in marked.pieces("option") if (one := grammar().choices.pick(words))), None
    )
    read = replace(_care(marked, finder, found), when=when, people=people, choice=choice)
    read = replace(
        read, from_fields=_together(*(fields_of(finder, words) for words in marked.pieces("when.old", "doctor.old")))
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
    fields = stated or _together(
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
    named = _together(*(finder.kinds(words) for words in marked.pieces("visit")))
    return named or _together(*(finder.kinds(words, whole=True) for words in marked.pieces("specialty", "reason")))


def _of_the_book(text: str, spans: Sequence[Span], here: Situation) -> list[Span]:
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


def _of_no_book(span: Span) -> Span:
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


def _when(marked: Marked, resolve: Callable[[str], When]) -> When:
    """The times wanted, refused, and of the appointment that is spoken of; where none is wanted, the hours that
    something else leaves: "my shift starts at 11"."""
    wanted = _with_bare_hours(resolve(marked.timed()), marked, resolve)
    if marked.has("when.other") and not wanted.says_something:
        left = resolve(marked.without(*(role for role in NO_TIME if role != "when.other"))).times
        wanted = replace(wanted, times=tuple(times for times in left if times.start != times.end))
    refused = [resolve(words) for words in marked.pieces("when.not")]
    days = _together(*(one.days + one.not_days for one in refused if not one.times))
    in_place = resolve(marked.without(*(role for role in NO_TIME if role != "when.not"))).not_days
    if len(in_place) == len(days):  # "in July, but not the 1st" is of July
        days = in_place
    old = [resolve(grammar().wishing.one.sub("", words)) for words in marked.pieces("when.old")]
    return replace(
        wanted,
        not_days=_together(wanted.not_days, days),
        not_times=_together(wanted.not_times, *(one.times + one.not_times for one in refused)),
        from_days=_together(wanted.from_days, *(one.days + one.from_days for one in old)),
        from_times=_together((), *(one.times for one in old)),
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
    return replace(wanted, times=_together(*(one.times for one in said)), ambiguous=said[0].ambiguous)


def _bare_hour(words: str, resolve: Callable[[str], When]) -> str | None:
    """The number at the end of "11" and "Tuesday 11"; that of "the 11" and "June 11" is a day."""
    *before, last = words.split() or [""]
    hour = last.isdigit() and len(last) <= 2 and (not before or resolve(" ".join(before)).date is not None)
    return last if hour else None


T = TypeVar("T")


def _together(*parts: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))


def _doctors(marked: Marked, finder: Finder, found: Details, asked: Asked | None, when: When) -> Details:
    """The doctors wanted, refused, and of the appointment that is spoken of. In a span a bare name will do."""

    def linked(role: str) -> tuple[str, ...]:
        return _together(*(finder.doctors_in(marked.text, *place).names for place in marked.places(role)))

    wanted = finder.doctors(marked.without(*NO_DOCTOR), asked, when.spans)
    refused = _together(linked("doctor.not"), wanted.not_names)
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


def _people(marked: Marked) -> tuple[Person, ...]:
    """Whom it is for: words of relation, names, or both together. "Me" and a name that is given are one person."""
    found = _together(*(_each_of(words) for words in marked.persons()))
    given = {person.name for words in marked.pieces("name") for person in _named_or_related(words)}
    found = _together(tuple(next((other for other in found if _is_named(one, other)), one) for one in found))
    found = tuple(one for one in found if not any(_is_part(one, other) for other in found))
    unnamed = [one for one in found if one.relation is not None and one.name is None]
    others = [one for one in unnamed if one.relation != "self"]
    added = [person for words in marked.added() for person in _each_of(words)]
    apart = {person.name for person in added}
    named = [one for one in found if one.name and one.relation is None and (one.name in given or one.name not in apart)]
    if len(others) == 1 and others[0].called in grammar().relations.groups:
        return _members(others[0], found, marked)
    meant = others if others else unnamed  # "my husband after me; he's Tom": the name is his
    if len(meant) == len(named) == 1 and not (meant[0] in added and _is_apart(meant[0], added)):
        whole = replace(named[0], relation=meant[0].relation, called=meant[0].called)
        return tuple(whole if one is meant[0] else one for one in found if one is not named[0])
    return found


def _is_apart(one: Person, added: Sequence[Person]) -> bool:
    """Whether somebody without a name is told beside a name: "Max and me". "And me, Sara" is one."""
    return one.relation != "self" or any(other.name for other in added)


def _members(group: Person, found: tuple[Person, ...], marked: Marked) -> tuple[Person, ...]:
    """ "My kids, Tom is 5 and Jess is 7": those who are named are the ones that were meant, with their relation."""
    named = [one for one in found if one.name and one.relation is None]
    if not named:
        return found
    each = _together(tuple(named), *(_named_or_related(name) for name in marked.more_names()))
    theirs = tuple(replace(one, relation=group.relation, called=group.called) for one in each)
    return (*(one for one in found if one is not group and one not in named), *theirs)


def _fuller(people: tuple[Person, ...], plainly: tuple[Person, ...]) -> tuple[Person, ...]:
    """Each with the name as it stands in the text, where the span held none or a part of it: "for me, Ada Doyle"."""

    def in_full(one: Person) -> Person:
        known = next((known for known in plainly if _says_more(known, one)), None)
        if known is None:
            return one
        return replace(known, relation=one.relation or known.relation, called=one.called or known.called)

    return tuple(map(in_full, people))


def _once(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Nobody twice: a name that stands beside "me" is the writer's, and was found there."""
    whose = {one.name for one in people if one.name and one.relation}
    return tuple(one for one in people if one.relation or one.name not in whose)


def _says_more(known: Person, one: Person) -> bool:
    """Whether somebody found in the plain text is the same, by a longer name."""
    if known.name is None:
        return False
    if one.name is None:
        return (known.relation, known.called) == (one.relation, one.called) or known.relation == one.relation == "self"
    if known.name == one.name:
        return one.relation is None and known.relation == "self"  # "Ada Doyle here"
    return known.name.startswith(f"{one.name} ") or known.name.endswith(f" {one.name}")


def _each_of(words: str) -> tuple[Person, ...]:
    """Whom a piece names; of "mine and Finn's" both."""
    found, parts = _named_or_related(words), grammar().wishing.inner_and.split(words)
    return found if len(found) >= len(parts) else _together(*map(_named_or_related, parts))


def _named_or_related(words: str) -> tuple[Person, ...]:
    """Who a few words for somebody are: "little Ben". By no name and no relation they are whatever they were called."""
    found = find_people(grammar().people.for_whom.format(words)).people or find_people(words, asked="patient").people
    owner, *called = words.casefold().split() or [""]
    theirs = owner in grammar().relations.owners or (
        owner in grammar().relations.article and called[:1] and called[0] in grammar().relations.described
    )
    bare = words.split()
    before = grammar().relations.owners | grammar().relations.described
    while not found and bare and (bare[0].isdigit() or bare[0].casefold() in before):
        bare = bare[1:]
        found = find_people(" ".join(bare), asked="patient").people if bare else ()
    known = [one for one in found if one.relation or known_name(fold(str(one.name).split()[0])) or not words.islower()]
    if known or not theirs or not called or grammar().relations.groups & set(called):
        return found
    last = words.split()[-1]
    if len(called) > 1 and last[0].isupper():  # "my mate Dez"
        return (Person(cased(last), None, " ".join(called[:-1])),)
    return (Person(None, None, " ".join(called)),)


def _is_part(one: Person, other: Person) -> bool:
    """Whether a name is said once more, in full."""
    return bool(one.name and other.name and one.name != other.name and other.name.startswith(f"{one.name} "))


def _is_named(one: Person, other: Person) -> bool:
    """Whether somebody called by a relation is told once more by the name: "my mum", "mum's Rosa"."""
    unnamed = one.name is None and one.called is not None and other.name is not None
    return unnamed and (one.relation, one.called) == (other.relation, other.called)


def renamed_by(text: str, acts: Sequence[Act]) -> Renamed | None:
    """The name that is put right, by what the reader found wrong and right."""
    for act in acts:
        names = [name for words in act.texts(text, "name") for name in _names(words)]
        if act.kind == "correct" and names:
            wrong = [name for words in act.texts(text, "wrong") for name in _names(words)]
            return Renamed(max(names, key=len), wrong[0] if wrong else None)
    return None


def _names(words: str) -> list[str]:
    return [one.name for one in find_people(words, asked="patient").people if one.name]
