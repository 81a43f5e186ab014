"""The particulars of a message: when, with whom, for whom, what kind of doctor and visit, and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args

from nlu.care.specialties import SpecialtyLinker
from nlu.care.visit_types import VisitTypeLinker
from nlu.core.lexicon import Lexicon
from nlu.core.mask import DOCTOR, NAME, SPECIALTY, WHEN, mask
from nlu.core.meaning import Asked, Gender, Person, When
from nlu.core.words import Span
from nlu.doctors.linker import DoctorLinker, DoctorMatch
from nlu.languages.en.ages import ages_in
from nlu.languages.en.choices import leading_line, pick, pick_any
from nlu.languages.en.dates import resolve
from nlu.people.mentions import PeopleMatch
from nlu.people.patients import find_people
from nlu.people.strange_doctors import strange_doctor

_CLAUSE = re.compile(r"[.,;!?\n]+|\b(?:and i|so i|because|can (?:i|you|we)|could (?:i|you|we)|please)\b", re.IGNORECASE)
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
    not_doctors: tuple[str, ...] = ()
    from_doctors: tuple[str, ...] = ()
    from_fields: tuple[str, ...] = ()
    any_doctor: bool = False
    strange_doctor: str | None = None
    strange_specialty: str | None = None
    strange_visit: str | None = None
    genders: tuple[Gender, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None
    specialties: tuple[str, ...] = ()
    guessed_specialty: str | None = None
    visit_types: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    choice: int | None = None
    reason: str | None = None
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
            "visit_type": self.visit_types,
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
        self._specialties = SpecialtyLinker(lexicon.specialties, lexicon.fields_called)
        self._visit_types = VisitTypeLinker(lexicon.visit_types, lexicon.kinds_called)

    def find(self, text: str, asked: Asked | None, now: datetime) -> Details:
        """Everything found in the text; `now` is in the clinic's zone."""
        line = leading_line(text) if asked == "slot" else None
        when = self.when(_without(text, ((0, line[1]),)) if line else text, asked, now)
        doctors = self.doctors(text, asked, skip_spans=when.spans)
        people = find_people(text, asked=asked, skip_spans=(*when.spans, *doctors.spans))
        if asked == "patient" and when.spans and (named := _named_like_a_day(text, when, doctors.spans)):
            people, when = named, When()
        specialties = self._specialties.find(text, skip_spans=doctors.spans)
        tokens = [
            *((span, DOCTOR) for span in doctors.spans),
            *((span, WHEN) for span in when.spans),
            *((span, NAME) for span in people.spans),
            *((span, SPECIALTY) for span in specialties.spans if specialties.stated),
        ]
        return Details(
            masked=mask(text, tokens),
            when=when,
            doctors=doctors.names,
            not_doctors=doctors.not_names,
            any_doctor=doctors.any_doctor,
            strange_doctor=None if doctors.spans or (asked == "patient" and people.people) else strange_doctor(text),
            specialties=specialties.stated,
            strange_specialty=None if doctors.names else specialties.strange,
            strange_visit=self._visit_types.strange(text),
            guessed_specialty=specialties.guessed,
            visit_types=self.kinds(text),
            age=_one_age(text),
            people=people.people,
            choice=(line[0] if line else pick(text)) or (pick_any(text) if asked == "slot" else None),
            reason=self._reason(text) if specialties.guessed else None,
        )

    def when(self, text: str, asked: Asked | None, now: datetime) -> When:
        """All that a text says about time."""
        clinic = self._lexicon
        no_time = (*self._doctors.named_after_title(text), *(place for _, place in ages_in(text)))
        dated = _without(text, no_time)
        return resolve(dated, now, asked=asked, opens=clinic.opens, closes=clinic.closes, day_first=clinic.day_first)

    def doctors(self, text: str, asked: Asked | None, skip_spans: tuple[Span, ...] = ()) -> DoctorMatch:
        """The doctors that a text names."""
        return self._doctors.find(text, asked=asked, skip_spans=skip_spans)

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

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of visit that a text names."""
        return self._visit_types.find(text)

    def _reason(self, text: str) -> str | None:
        """The clause that holds the complaint, in the patient's words."""
        clauses = (clause.strip() for clause in _CLAUSE.split(text))
        return next((clause for clause in clauses if self._specialties.find(clause).guessed), None)


def _one_age(text: str) -> int | None:
    """How old the one person is whose age is told; None where it is told of nobody, or of several."""
    found = {years for years, _ in ages_in(text)}
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
