"""People's names as people give them: all of the name, and nothing that is no part of it."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.acts.details import Finder
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.people.patients import find_people

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 9, tzinfo=LONDON)
FINDER = Finder(
    Lexicon(
        doctors=(DoctorEntry("Dr. Maya Rao", "Dermatology"), DoctorEntry("Dr. Sam Lee", "General Practice")),
        visit_types=("Consultation",),
        timezone=LONDON,
        opens=time(8),
        closes=time(18),
        day_first=True,
    )
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Maria del Carmen Ruiz Ortega", "Maria del Carmen Ruiz Ortega"),
        ("Ana Beatriz dos Santos Pereira da Silva Lima", "Ana Beatriz dos Santos Pereira da Silva Lima"),
        ("Rosa Maria Teresa Inés Vidal Castro Peña", "Rosa Maria Teresa Inés Vidal Castro Peña"),
        ("maria de los angeles perez", "Maria de los Angeles Perez"),
        ("Yusuf bin Rashid al Karim", "Yusuf bin Rashid al Karim"),
        ("Mr. R. J. Subramaniam", "R. J. Subramaniam"),
        ("Mrs. Edith Fairweather", "Edith Fairweather"),
        ("Ms Lena Brandt please", "Lena Brandt"),
        ("it's Miss. Joy Harper", "Joy Harper"),
        ("her name is Mrs. Olive Penn", "Olive Penn"),
        ("Mrs Beth St. John", "Beth St John"),
        ("J.R. Tolman", "J. R. Tolman"),
        ("Peter A. Marsh", "Peter A. Marsh"),
        ("JOANNA. BRIGHTWELL", "Joanna Brightwell"),
        ("T. OYELARAN.", "T. Oyelaran"),
        ("Smith, John", "John Smith"),
        ("Okonkwo, Ada", "Ada Okonkwo"),
        ("Walter Finch III", "Walter Finch III"),
        ("walter kowalski iii", "Walter Kowalski III"),
        ("Martin King Jr.", "Martin King Jr"),
        ("Anna\u00a0Berg", "Anna Berg"),
        ("Anna  Berg", "Anna Berg"),
        ("Jean\u2011Luc Picot", "Jean-Luc Picot"),
        ("D'Angelo Ricci", "D'Angelo Ricci"),
        ("Will", "Will"),
        ("Will May", "Will May"),
        ("Grace Page", "Grace Page"),
        ("Sunday Adeyemi", "Sunday Adeyemi"),
        ("May Chen", "May Chen"),
        ("Cher", "Cher"),
        ("Dr Anna Kowalski", "Anna Kowalski"),
        ("me, Tom Baker", "Tom Baker"),
    ],
)
def test_the_whole_name_answers_whom_it_is_for(said: str, name: str) -> None:
    found = FINDER.find(said, "patient", MONDAY)
    assert [person.name for person in found.people] == [name]
    assert found.strange_doctor is None
    assert not found.when.says_something


@pytest.mark.parametrize(
    ("said", "asked", "found"),
    [
        ("book dr lee friday at 2pm for Mr. K. R. Menon", None, ("K. R. Menon", None)),
        ("book for Walter Finch III tomorrow", None, ("Walter Finch III", None)),
        ("my name is Mrs. Edith Fairweather", None, ("Edith Fairweather", "self")),
        ("this is Mr. P. Q. Anand, need an appointment", None, ("P. Q. Anand", "self")),
        ("I'm Grace Page", None, ("Grace Page", "self")),
        ("an appointment for Grace please", None, ("Grace", None)),
        ("for my mother Mrs. Ann Lee Park", None, ("Ann Lee Park", "parent")),
        ("my daughter, May Page, has a cough", None, ("May Page", "child")),
        ("me, Tom Baker", "slot", ("Tom Baker", "self")),
        ("me, Tom Baker, at 10", "date", ("Tom Baker", "self")),
        ("Tom Baker, 10:20", "slot", ("Tom Baker", None)),
    ],
)
def test_names_beside_other_words(said: str, asked: str | None, found: tuple[str, str | None]) -> None:
    people = FINDER.find(said, asked, MONDAY).people  # type: ignore[arg-type]
    assert [(person.name, person.relation) for person in people] == [found]


@pytest.mark.parametrize(
    "said",
    ["Friday Morning", "Sunday", "Next Sunday", "Mr.", "me", "Sure", "10.20", "Dr Lee", "I miss my mum", "yes sir"],
)
def test_what_is_nobodys_name(said: str) -> None:
    assert [person.name for person in FINDER.find(said, "patient", MONDAY).people if person.name] == []


FIRST = st.sampled_from(["Anna", "Yusuf", "Grace", "Jean-Luc", "Siobhán", "Will", "Maria Teresa", "K. P.", "J."])
PARTICLE = st.sampled_from(["", "", "van der ", "de la ", "bin ", "von ", "al "])
LAST = st.sampled_from(
    ["Okonkwo", "O'Malley", "Kowalski", "Brightwell", "Subramaniam", "García Márquez", "Picot-Lefèvre"]
)
TITLE = st.sampled_from(["", "", "Mr. ", "Mrs ", "Ms. ", "Dr. "])
AFTER = st.sampled_from(["", ".", " please", ", thanks"])
BEFORE = st.sampled_from(["", "it's ", "for ", "the name is ", "yes, "])


@given(FIRST, PARTICLE, LAST, TITLE, BEFORE, AFTER)
def test_any_name_comes_back_as_it_was_given(
    first: str, particle: str, last: str, title: str, before: str, after: str
) -> None:
    name = f"{first} {particle}{last}"
    said = f"{before}{title}{name}{after}"
    assert [person.name for person in find_people(said, "patient").people] == [name], said


@given(FIRST, PARTICLE, LAST)
def test_a_name_in_capitals_is_the_same_name(first: str, particle: str, last: str) -> None:
    name = f"{first} {particle}{last}"
    [person] = find_people(name.upper(), "patient").people
    assert str(person.name).casefold() == name.casefold()
