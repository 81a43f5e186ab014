"""Kinds of doctors in everyday words, linked to what a clinic calls them."""

import pytest

from nlu.care.specialties import SpecialtyLinker

TITLES = SpecialtyLinker(
    [
        "General Practitioner",
        "Gynecologist",
        "Dentist",
        "ENT Specialist",
        "Dermatologist",
        "Ophthalmologist",
        "Pediatrician",
        "Cardiologist",
    ]
)
HOUSES = SpecialtyLinker(
    [
        "Skin Clinic",
        "Family Medicine",
        "Obstetrics & Gynaecology",
        "Ear, Nose & Throat",
        "Orthopaedics",
        "Kinderheilkunde",
        "Sleep Lab",
    ]
)


@pytest.mark.parametrize(
    ("said", "specialty"),
    [
        ("the skin doctor", "Dermatologist"), ("need the skin dr asap its spreading", "Dermatologist"),
        ("dermotologist", "Dermatologist"),
        ("a good derm please", "Dermatologist"), ("gp", "General Practitioner"),
        ("my family doctor", "General Practitioner"),
        ("a general practitioner in town", "General Practitioner"), ("physician", "General Practitioner"),
        ("gynae", "Gynecologist"),
        ("obgyn", "Gynecologist"), ("OB/GYN", "Gynecologist"), ("gynocologist", "Gynecologist"),
        ("women's health", "Gynecologist"),
        ("eye doctor", "Ophthalmologist"), ("opthalmologist", "Ophthalmologist"),
        ("somebody, an eye specialist", "Ophthalmologist"),
        ("ear nose throat", "ENT Specialist"), ("ear, nose and throat doctor", "ENT Specialist"),
        ("ENT", "ENT Specialist"),
        ("kids doctor", "Pediatrician"), ("a children's doctor", "Pediatrician"), ("paediatrician", "Pediatrician"),
        ("heart specialist", "Cardiologist"), ("DENTIST", "Dentist"),
        ("have you any other dermatologists?", "Dermatologist"),
        ("not a dermatologist, an eye doctor", "Ophthalmologist"),
    ],
)  # fmt: skip
def test_a_specialty_is_asked_for(said: str, specialty: str) -> None:
    match = TITLES.find(said)
    assert (match.stated, match.guessed) == ((specialty,), None)


@pytest.mark.parametrize(
    ("said", "specialty"),
    [
        ("dermatologist", "Skin Clinic"), ("skin clinic", "Skin Clinic"), ("gp", "Family Medicine"),
        ("bone doctor", "Orthopaedics"),
        ("orthopedist", "Orthopaedics"), ("gynecologist", "Obstetrics & Gynaecology"),
        ("ent specialist", "Ear, Nose & Throat"),
        ("Kinderheilkunde", "Kinderheilkunde"), ("kinderhielkunde", "Kinderheilkunde"),
        ("the sleep lab", "Sleep Lab"),
    ],
)  # fmt: skip
def test_any_clinics_own_words(said: str, specialty: str) -> None:
    assert HOUSES.find(said).stated == (specialty,)


@pytest.mark.parametrize(
    ("said", "specialty"),
    [
        ("i have a rash on my arm", "Dermatologist"), ("my ear hurts", "ENT Specialist"),
        ("toothache since sunday", "Dentist"),
        ("blurred vision", "Ophthalmologist"), ("runny nose and sneezing", "General Practitioner"),
        ("heart racing", "Cardiologist"),
    ],
)  # fmt: skip
def test_a_complaint_only_suggests(said: str, specialty: str) -> None:
    match = TITLES.find(said)
    assert (match.stated, match.guessed) == ((), specialty)
    start, end = match.spans[0]
    assert said[start:end]


THERAPISTS = SpecialtyLinker(["Psychologist", "Family Counselor", "Paediatrics"])


@pytest.mark.parametrize(
    ("said", "specialties"),
    [
        ("the psychologist's office", ("Psychologist",)),
        ("any psychologists near me", ("Psychologist",)),
        ("a family counsellor", ("Family Counselor",)),
        ("a therapist", ("Psychologist", "Family Counselor")),
        ("a therapist who is a psychologist", ("Psychologist",)),
        ("a pediatrician", ("Paediatrics",)),
        ("rather a family counselor than a psychologist", ("Family Counselor",)),
        ("a family counselor instead of the psychologist", ("Family Counselor",)),
    ],
)
def test_whose_when_written_otherwise(said: str, specialties: tuple[str, ...]) -> None:
    assert THERAPISTS.find(said).stated == specialties


@pytest.mark.parametrize("said", ["who invented the internet", "the interest on my loan"])
def test_another_word_is_no_misspelt_specialty(said: str) -> None:
    assert TITLES.find(said).stated == ()


@pytest.mark.parametrize(
    "said", ["find me a doctor", "dr lee tomorrow", "a good time", "hello", "", "knee pain", "orthodontic wax"]
)
def test_nothing_this_clinic_has(said: str) -> None:
    linker = SpecialtyLinker(["Dermatologist"])
    assert linker.find(said)[:2] == ((), None)


def test_the_next_door_where_there_is_no_such_specialty() -> None:
    assert SpecialtyLinker(["Internal Medicine"]).find("my gp").stated == ("Internal Medicine",)


def test_two_that_fit_equally_well() -> None:
    linker = SpecialtyLinker(["General Practice", "Family Medicine"])
    assert linker.find("a gp").stated == ("General Practice", "Family Medicine")
    assert linker.find("family medicine").stated == ("Family Medicine",)
