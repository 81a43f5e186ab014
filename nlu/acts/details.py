"""The particulars of a message: when, with whom, for whom, what kind of doctor and visit, and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import get_args

from nlu.care.named_fields import FieldsOfDoctors
from nlu.care.specialties import SpecialtyLinker
from nlu.care.visit_types import VisitTypeLinker
from nlu.core.lexicon import Lexicon
from nlu.core.mask import DOCTOR, NAME, SPECIALTY, WHEN, mask
from nlu.core.meaning import Asked, Gender, Length, Person, Series, When
from nlu.core.words import Span, split
from nlu.doctors.linker import DoctorLinker, DoctorMatch
from nlu.languages.speaking import grammar
from nlu.people.mentions import PeopleMatch
from nlu.people.patients import find_people
from nlu.people.strange_doctors import strange_doctor

_KNOWN = {known: known for known in get_args(Asked)}


def question(asked: str | None) -> Asked | None:
    """The question asked as we know it; None for none and for one that another program made up.

    Other programs ask for a "dentist_name" or a "therapist_name": that is our doctor.
    """
    whose, _, what = (asked or "").rpartition("_")
    if what == "name" and whose:
        return "patient" if whose == "patient" else "doctor"
    return _KNOWN.get(asked or "")


@dataclass(frozen=True)
class Details:
    """What was found in a text, and the text as Rasa is to see it."""

    masked: str
    when: When = field(default_factory=When)
    doctors: tuple[str, ...] = ()
    doctors_at: int = 0  # where the first of them is named in the text
    not_doctors: tuple[str, ...] = ()
    from_doctors: tuple[str, ...] = ()
    from_fields: tuple[str, ...] = ()
    any_doctor: bool = False
    other_field: str | None = None
    strange_doctor: str | None = None
    strange_specialty: str | None = None
    strange_visit: str | None = None
    genders: tuple[Gender, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None
    specialties: tuple[str, ...] = ()
    guessed_specialty: str | None = None
    visit_types: tuple[str, ...] = ()
    length: Length | None = None
    people: tuple[Person, ...] = ()
    choice: int | None = None
    reason: str | None = None
    series: Series | None = None
    same: bool = False
    side_by_side: int = 0

    @property
    def of_clinic(self) -> bool:
        """Whether anything in it belongs to a clinic and nowhere else."""
        who = self.doctors or self.not_doctors or self.specialties
        return bool(who or self.guessed_specialty or self.visit_types)

    @property
    def of_appointment(self) -> bool:
        """Whether there is anything in it about the appointment itself, rather than about the person."""
        who = self.doctors or self.not_doctors or self.any_doctor or self.specialties
        return bool(self.when.says_something or who or self.visit_types)

    @property
    def corrects(self) -> bool:
        """Whether there is anything in it that a proposed appointment could differ from."""
        return bool(self.when.says_something or self.doctors or self.not_doctors or self.visit_types)

    def answers(self, asked: Asked | None) -> bool:
        """Whether something here answers the question asked."""
        found = {
            "doctor": self.doctors or self.any_doctor or self.specialties or self.not_doctors,
            "specialty": self.specialties or self.doctors or self.any_doctor or self.guessed_specialty,
            "visit_type": self.visit_types or self.length,
            "date": self.when.says_something,
            "time": self.when.says_something,
            "slot": self.when.says_something or self.doctors,
            "patient": self.people,
            "appointment": self.when.says_something or self.doctors or self.people or self.specialties,
        }
        return bool(asked and (found.get(asked) or (self.choice is not None and asked in found)))


class Finder:
    """Finds particulars by one clinic's names and hours. Building it indexes the names; finding is fast."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._doctors = DoctorLinker(lexicon.doctors)
        names = ([word.text for word in split(doctor.name)] for doctor in lexicon.doctors)
        self._full_names = [
            [word for word in name if word not in grammar().doctors.titles | grammar().doctors.credentials]
            for name in names
        ]
        self._specialties = SpecialtyLinker(lexicon.specialties, lexicon.fields_called)
        self._fields = FieldsOfDoctors(lexicon.doctors, self._specialties)
        self._visit_types = VisitTypeLinker(lexicon.visit_types, lexicon.kinds_called)

    def find(self, text: str, asked: Asked | None, now: datetime) -> Details:
        """Everything found in the text; `now` is in the clinic's zone."""
        line = grammar().choices.leading_line(text) if asked == "slot" else None
        when = self.when(_without(text, ((0, line[1]),)) if line else text, asked, now)
        doctors = self.doctors(text, asked, skip_spans=when.spans)
        people = find_people(text, asked=asked, skip_spans=(*when.spans, *doctors.spans))
        if asked == "patient" and when.spans and (named := _named_like_a_day(text, when, doctors.spans)):
            people, when = named, When()
        wished = grammar().asking.wished_of_a_doctor(text)
        of_whom = grammar().asking.one_of_them.sub("doc", text) if asked in ("doctor", "specialty") else text
        specialties = self._specialties.find(of_whom, skip_spans=doctors.spans)
        tokens = [
            *((span, DOCTOR) for span in doctors.spans),
            *((span, WHEN) for span in when.spans),
            *((span, NAME) for span in people.spans),
            *((span, SPECIALTY) for span in specialties.spans if specialties.stated),
        ]
        return Details(
            masked=mask(text, tokens, grammar().masking),
            when=when,
            doctors=doctors.names,
            doctors_at=doctors.spans[0][0] if doctors.spans else 0,
            not_doctors=doctors.not_names,
            any_doctor=doctors.any_doctor,
            other_field=doctors.other_field,
            strange_doctor=None if doctors.spans or (asked == "patient" and people.people) else strange_doctor(text),
            specialties=specialties.stated,
            strange_specialty=None if doctors.names else specialties.strange,
            strange_visit=self._visit_types.strange(text),
            guessed_specialty=specialties.guessed,
            genders=wished.genders,
            visit_types=self._visit_types.find_in_piece(text)
            if asked == "visit_type"
            else self._visit_types.find(text),
            length=grammar().asking.length_said(text),
            series=grammar().wanting.series_said(text),
            age=_one_age(text),
            people=people.people if asked == "patient" else self.patients(people.people),
            choice=(line[0] if line else grammar().choices.pick(text))
            or (grammar().choices.pick_any(text) if asked == "slot" else None),
            reason=self._reason(text) if specialties.guessed else None,
        )

    def when(self, text: str, asked: Asked | None, now: datetime) -> When:
        """All that a text says about time."""
        clinic = self._lexicon
        no_time = (*self._doctors.named_after_title(text), *(place for _, place in grammar().asking.ages_in(text)))
        dated = _without(text, no_time)
        return grammar().dates.resolve(
            dated, now, asked=asked, opens=clinic.opens, closes=clinic.closes, day_first=clinic.day_first
        )

    def doctors(self, text: str, asked: Asked | None, skip_spans: tuple[Span, ...] = ()) -> DoctorMatch:
        """The doctors that a text names."""
        found = self._doctors.find(text, asked=asked, skip_spans=skip_spans)
        apart = len(found.spans) > 1 and grammar().assent.either.search(text, found.spans[0][0], found.spans[-1][0])
        found = found._replace(any_doctor=found.any_doctor or bool(apart))  # "Dr Lee or Dr Rao"
        return self._fields.told_apart(found, text)

    def kinds_joined(self, text: str) -> tuple[str, ...]:
        """One kind of visit after the other, where they are asked for together: "a check-up and a jab"."""
        each = self._visit_types.find_each(text)
        plain = [one[0] for one in each if len(one) == 1]
        joined = (
            len(plain) == len(each) > 1
            and grammar().assent.joins.search(text)
            and not grammar().assent.either.search(text)
        )
        return tuple(plain) if joined else ()

    def doctors_in(self, text: str, start: int, end: int) -> DoctorMatch:
        """The doctors that a piece of a text names, where a bare name will do; what stands beside it counts."""
        found = self._doctors.find(text[start:end], asked="doctor")
        spans = tuple((start + first, start + last) for first, last in found.spans)
        return self._fields.told_apart(found._replace(spans=spans), text)

    def in_full(self, words: str) -> bool:
        """Whether a few words are the first name and surname of one of the clinic's doctors."""
        said = [word.text for word in split(words)]
        return len(said) > 1 and any(said == name for name in self._full_names)

    def patients(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """The people without the names of the clinic's doctors, who are no patients for being asked for, and of its
        visits: "her MMR"."""
        known = (replace(one, name=None) if one.name and self._is_ours(one.name) else one for one in people)
        return tuple(one for one in known if one.name or one.relation or one.called)

    def _is_ours(self, name: str) -> bool:
        return self.in_full(name) or (" " not in name and bool(self._visit_types.find(name)))

    def care(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """The specialties that a text asks for; else the one that its complaint points to."""
        found = self._specialties.find(text)
        return found.stated, found.guessed

    def field_of(self, words: str) -> str | None:
        """The clinic's specialty that a few words for a person mean by one of its own words."""
        return self._specialties.of_person(words)

    def is_anybody(self, words: str) -> bool:
        """Whether a few words name no field at all: "a doctor", "somebody"."""
        return self._specialties.is_anybody(words)

    def kinds(self, words: str, *, whole: bool = False) -> tuple[str, ...]:
        """The kinds of visit that a few words about a visit name; `whole`: if they say nothing else."""
        return self._visit_types.find_in_piece(words, whole=whole)

    def _reason(self, text: str) -> str | None:
        """The clause that holds the complaint, in the patient's words."""
        clauses = (clause.strip() for clause in grammar().wishing.clause.split(text))
        return next((clause for clause in clauses if self._specialties.find(clause).guessed), None)


def _one_age(text: str) -> int | None:
    """How old the one person is whose age is told; None where it is told of nobody, or of several."""
    found = {years for years, _ in grammar().asking.ages_in(text)}
    return found.pop() if len(found) == 1 else None


def _without(text: str, spans: tuple[Span, ...]) -> str:
    """The text with words of no meaning in these places, and everything else where it was."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", "x", text[start:end]) + text[end:]
    return text


def _named_like_a_day(text: str, when: When, doctors: tuple[Span, ...]) -> PeopleMatch | None:
    """The people of an answer whose names hold all that sounds like a day in it: "Sunday Adeyemi", "May Chen"."""
    found = find_people(text, asked="patient", skip_spans=doctors)
    held = all(any(start <= day[0] and day[1] <= end for start, end in found.spans) for day in when.spans)
    in_full = all(" " in str(person.name) for person in found.people)
    return found if found.people and held and in_full else None
