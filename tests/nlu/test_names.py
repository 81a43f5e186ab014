"""A clinic's doctors in what patients write."""

import pytest

from nlu.core.lexicon import DoctorEntry
from nlu.doctors.linker import DoctorLinker

CLINIC = [
    "Dr. Maya Rao", "Dr. Sam Lee", "Dr. John Smith", "Dr. Jane Smith", "Dr. Emily Johnson",
    "Dr. José Martínez", "Dr. Siobhán O'Brien",
    "Dr. Robin", "Dr. Jordan", "Dr. John Good", "Brightwater Family Dental", "Dr. Anna van der Berg",
    "Dr. May Chen",
    "Dr. William Park", "Harbour Eye Center: Petra Lindqvist, M.D.",
    "Harbour Eye Center: Omar Haddad, M.D.", "B K Dental Lab",
    "R T Dental Lab", "Simply A Checkup", "Okafor, Chidi MD", "Santa Marta Skin Clinic",
]  # fmt: skip
LINKER = DoctorLinker([DoctorEntry(name, "General Practice") for name in CLINIC])


def names(said: str, asked: str | None = None) -> list[str]:
    return list(LINKER.find(said, asked).names)


@pytest.mark.parametrize(
    ("said", "doctor"),
    [
        ("need dr rao thurs after 3 for my daughter Mia", "Dr. Maya Rao"),
        ("doctor maya", "Dr. Maya Rao"),
        ("Rao", "Dr. Maya Rao"),
        ("rao 1pm", "Dr. Maya Rao"),
        ("rao maya", "Dr. Maya Rao"),
        ("Dr Maya Rao's next free day", "Dr. Maya Rao"),
        ("DR RAO TOMORROW", "Dr. Maya Rao"),
        ("dr.rao", "Dr. Maya Rao"),
        ("drrao tomorrow", "Dr. Maya Rao"),
        ("dr roa", "Dr. Maya Rao"),
        ("maya roa", "Dr. Maya Rao"),
        ("doctor lees next slot", "Dr. Sam Lee"),
        ("yes with lee", "Dr. Sam Lee"),
        ("with jhonson", "Dr. Emily Johnson"),
        ("dr jonson tmrw", "Dr. Emily Johnson"),
        ("jane smith", "Dr. Jane Smith"),
        ("Dr Martinez", "Dr. José Martínez"),
        ("dr obrien", "Dr. Siobhán O'Brien"),
        ("Dr. O’Brien please", "Dr. Siobhán O'Brien"),
        ("dr van der berg", "Dr. Anna van der Berg"),
        ("dr good", "Dr. John Good"),
        ("dr may", "Dr. May Chen"),
        ("book me with jordan", "Dr. Jordan"),
        ("my doctor is Robin", "Dr. Robin"),
        ("see maya tomorrow", "Dr. Maya Rao"),
        ("is dr rao in that day?", "Dr. Maya Rao"),
        ("for my son Sam with Dr Rao", "Dr. Maya Rao"),
        ("I'd like to visit Brightwater Family Dental", "Brightwater Family Dental"),
        ("Harbour Eye Center, Petra Lindqvist", "Harbour Eye Center: Petra Lindqvist, M.D."),
        ("Dr. Haddad", "Harbour Eye Center: Omar Haddad, M.D."),
        ("I'd like to go to R T Dental Lab", "R T Dental Lab"),
        ("an hour at Simply A Checkup", "Simply A Checkup"),
        ("Dr. Chidi Okafor", "Okafor, Chidi MD"),
        ("Chidi Okafor, MD", "Okafor, Chidi MD"),
    ],
)
def test_a_doctor_is_found(said: str, doctor: str) -> None:
    assert names(said) == [doctor]


@pytest.mark.parametrize(
    "said",
    [
        "I'm John Jordan", "my name is Sam Lee", "my son John needs a check-up", "maya",
        "that's a good time", "good", "can i park",
        "where can I park?", "in may", "i may see someone", "I need a doctor today", "dr pls",
        "is the doctor good", "same doctor",
        "family dental", "a dental appointment please", "find me a clinic in Santa Marta", "dr williams",
        "Dr. Robert Rao-Khan Whitfield",
        "Dr. Emily Whitfield", "can i mix this with water", "my name is Robin, just like Dr. Robin", "",
        "lab results",
    ],
)  # fmt: skip
def test_no_doctor_is_found(said: str) -> None:
    assert names(said) == []


@pytest.mark.parametrize(
    ("said", "doctor"),
    [("maya", "Dr. Maya Rao"), ("lee", "Dr. Sam Lee"), ("good", "Dr. John Good"), ("chen pls", "Dr. May Chen"),
     ("robin", "Dr. Robin"), ("Brightwater", "Brightwater Family Dental"), ("jonson", "Dr. Emily Johnson")],
)  # fmt: skip
def test_a_bare_name_answers_which_doctor(said: str, doctor: str) -> None:
    assert names(said, "doctor") == [doctor]


@pytest.mark.parametrize("said", ["Robin", "Sam Lee", "Jordan", "Jane Smith"])
def test_a_bare_name_answers_who_the_patient_is(said: str) -> None:
    assert names(said, "patient") == []


def test_everybody_who_fits_is_told() -> None:
    assert names("Dr Smith") == ["Dr. John Smith", "Dr. Jane Smith"]
    assert names("dr john") == ["Dr. John Smith", "Dr. John Good"]
    assert names("Dr Rao or Dr Lee") == ["Dr. Maya Rao", "Dr. Sam Lee"]


@pytest.mark.parametrize(
    ("said", "wished", "ruled_out"),
    [
        ("not Dr Lee", [], ["Dr. Sam Lee"]),
        ("anyone but Lee", [], ["Dr. Sam Lee"]),
        ("other than dr lee who is free", [], ["Dr. Sam Lee"]),
        ("not rao or lee", [], ["Dr. Maya Rao", "Dr. Sam Lee"]),
        ("i don't want to see dr lee again", [], ["Dr. Sam Lee"]),
        ("I asked for Dr Jordan, not Dr Johnson", ["Dr. Jordan"], ["Dr. Emily Johnson"]),
        ("dr rao instead of dr lee", ["Dr. Maya Rao"], ["Dr. Sam Lee"]),
    ],
)
def test_a_doctor_is_ruled_out(said: str, wished: list[str], ruled_out: list[str]) -> None:
    match = LINKER.find(said)
    assert (list(match.names), list(match.not_names)) == (wished, ruled_out)


@pytest.mark.parametrize(
    "said", ["any doctor", "whoever is free first", "any doctor will do", "I'll see anyone", "first available doctor"]
)
def test_anybody_would_do(said: str) -> None:
    assert LINKER.find(said).any_doctor


@pytest.mark.parametrize(
    "said", ["anyone", "doesn't matter", "no preference", "i don't mind", "up to you", "either", "who's free"]
)
def test_anybody_would_do_as_an_answer(said: str) -> None:
    assert LINKER.find(said, "doctor").any_doctor
    assert not LINKER.find(said, "date").any_doctor or "free" in said


@pytest.mark.parametrize(
    "said", ["any other doctors?", "do you know of any good dentists", "another doctor", "any time", "anything else?"]
)
def test_asking_for_others_is_not_leaving_it_open(said: str) -> None:
    assert not LINKER.find(said).any_doctor


def test_spans_hold_the_title() -> None:
    said = "can dr roa see me"
    ((start, end),) = LINKER.find(said).spans
    assert said[start:end] == "dr roa"


def test_what_was_understood_otherwise_is_left_alone() -> None:
    assert LINKER.find("dr may", skip_spans=[(3, 6)]).names == ()


@pytest.mark.parametrize(
    ("said", "doctors"),
    [
        ("Dr. Petra Lind", ["Petra Lind, MD"]),
        ("Dr. Petra M. Lind", ["Dr. Petra M. Lind"]),
        ("dr lind", ["Dr. Petra M. Lind", "Petra Lind, MD"]),
    ],
)
def test_a_name_said_in_full_is_the_one_without_an_initial(said: str, doctors: list[str]) -> None:
    linker = DoctorLinker([DoctorEntry("Dr. Petra M. Lind", "Dentist"), DoctorEntry("Petra Lind, MD", "Dentist")])
    assert sorted(linker.find(said).names) == doctors
