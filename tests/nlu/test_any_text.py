"""Names, people, specialties, emergencies and choices stand any text: no exception, and places that lie within it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.care.specialties import SpecialtyLinker
from nlu.core.lexicon import DoctorEntry
from nlu.doctors.linker import DoctorLinker
from nlu.languages.en.choices import pick
from nlu.languages.en.red_flags import red_flag
from nlu.languages.en.yes_no import yes_no
from nlu.people.patients import find_people

DOCTORS = DoctorLinker(
    [DoctorEntry("Dr. Maya Rao", "Skin"), DoctorEntry("Eye House: Sam Lee, M.D.", "Eye"), DoctorEntry("-", "?")]
)
SPECIALTIES = SpecialtyLinker(["Skin Clinic", "", "???", "Haut & Haar"])
ASKED = st.sampled_from([None, "doctor", "patient", "appointment", "city"])
PIECES = [
    "dr",
    "rao",
    "me",
    "my",
    "son",
    "for",
    "no",
    "yes",
    "not",
    ".",
    "’s",
    "İ",
    "ß",
    "\x00",
    "\u202e",
    "👩‍⚕️",
    "é",
    "مرحبا",
    "10",
    "M.D.",
]
TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


@given(text=TEXT, asked=ASKED)
def test_any_text(text: str, asked: str | None) -> None:
    doctors = DOCTORS.find(text, asked)
    people = find_people(text, asked, doctors.spans)
    specialties = SPECIALTIES.find(text)
    for start, end in (*doctors.spans, *people.spans, *specialties.spans):
        assert 0 <= start < end <= len(text)
    for person in people.people:
        assert person.name or person.relation
    red_flag(text)
    pick(text)
    answer = yes_no(text)
    assert answer is None or answer[1] in text


@given(name=st.text(max_size=60))
def test_any_name_of_a_doctor(name: str) -> None:
    match = DoctorLinker([DoctorEntry(name, name)]).find(f"can I see Dr {name} today")
    assert set(match.names) <= {name}
    assert set(SpecialtyLinker([name]).find(name).stated) <= {name}


@pytest.mark.parametrize(
    "piece", ["dr ", "dr roa ", "no chest pain ", "for me and ", "my name is ", "rash ", "yes no ", "a" * 50, "(("]
)
def test_a_very_long_message(piece: str) -> None:
    text = piece * (6000 // len(piece))
    DOCTORS.find(text)
    find_people(text, "patient")
    SPECIALTIES.find(text)
    pick(text)
    yes_no(text)
    red_flag(text)
