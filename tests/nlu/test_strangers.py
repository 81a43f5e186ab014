"""A doctor asked for by name whom the clinic does not have."""

from __future__ import annotations

import pytest

from nlu.acts.details import Finder
from nlu.core.lexicon import Lexicon
from nlu.people.strange_doctors import strange_doctor
from tests.nlu.test_dates import MONDAY


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I want to see Dr Vazquez tomorrow", "Vazquez"),
        ("is Dr. Maria Gonzalez in?", "Maria Gonzalez"),
        ("with Doctor Maria T. Gonzalez please", "Maria T. Gonzalez"),
        ("Dr Vazquez's next free day", "Vazquez"),
        ("dr O’Hara please", "O’Hara"),
    ],
)
def test_a_name_after_a_title(said: str, name: str) -> None:
    assert strange_doctor(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "Dr appointment please", "Doctor Please help", "the doctor tomorrow", "see a dr on Monday", "DR VAZQUEZ NOW",
        "dr vazquez", "Is the Dr In?", "",
    ],
)  # fmt: skip
def test_no_name(said: str) -> None:
    assert strange_doctor(said) is None


def test_one_of_the_clinics_is_no_stranger(lexicon: Lexicon) -> None:
    finder = Finder(lexicon)
    assert finder.find("Dr Rao please", None, MONDAY).strange_doctor is None
    assert finder.find("Dr Roa please", None, MONDAY).strange_doctor is None
    assert finder.find("Dr Vazquez please", None, MONDAY).strange_doctor == "Vazquez"
