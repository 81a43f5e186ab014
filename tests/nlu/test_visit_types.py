"""Which kind of visit is meant, in the words of patients, against clinics that name their visits differently."""

from __future__ import annotations

import pytest

from nlu.care.visit_types import VisitTypeLinker
from nlu.languages.en.lengths import length_said

VILLAGE = (
    *("GP appointment", "Double appointment", "Nurse appointment", "Phlebotomy", "Immunisation", "Smear test"),
    *("Asthma review", "Driver's medical"),
)
TOWN = ("Office visit", "New patient visit", "Annual exam", "Follow-up", "Counseling session", "Travel vaccination")
HOUSE = ("Consultation", "Long consultation", "Flu vaccination", "Travel vaccination", "Check-up", "Driver's medical")


@pytest.mark.parametrize(
    ("clinic", "words", "kinds"),
    [
        (VILLAGE, "to get her bloods done", ("Phlebotomy",)),
        (VILLAGE, "they want some blood taken off me", ("Phlebotomy",)),
        (VILLAGE, "to have my blood pressure taken", ()),
        (VILLAGE, "baby's second jags", ("Immunisation",)),
        (VILLAGE, "a cervical screening letter came", ("Smear test",)),
        (VILLAGE, "a double, I've a list", ("Double appointment",)),
        (VILLAGE, "I am seeing double", ()),
        (VILLAGE, "medical for my taxi badge", ("Driver's medical",)),
        (VILLAGE, "follow-up with the GP", ()),
        (VILLAGE, "a nurse appointment", ("Nurse appointment",)),
        (VILLAGE, "is the nurse nice", ()),
        (TOWN, "my yearly is overdue", ("Annual exam",)),
        (TOWN, "I use up my annual leave", ()),
        (TOWN, "a physical before camp", ("Annual exam",)),
        (TOWN, "physical therapy", ()),
        (TOWN, "counselling for my stepson", ("Counseling session",)),
        (TOWN, "never been to you, so whatever is for that", ("New patient visit",)),
        (TOWN, "shots for Kenya", ("Travel vaccination",)),
        (HOUSE, "a consultation", ("Consultation",)),
        (HOUSE, "a long consultation", ("Long consultation",)),
        (HOUSE, "a jab", ("Flu vaccination", "Travel vaccination")),
        (HOUSE, "travel jabs", ("Travel vaccination",)),
        (HOUSE, "a medical", ("Check-up", "Driver's medical")),
    ],
)
def test_which_visit_is_named(clinic: tuple[str, ...], words: str, kinds: tuple[str, ...]) -> None:
    assert VisitTypeLinker(clinic).find(words) == kinds


@pytest.mark.parametrize(
    ("words", "whole", "kinds"),
    [
        ("my asthma", True, ("Asthma review",)),
        ("asthma keeps me up at night", True, ()),
        ("asthma clinic", False, ("Asthma review",)),
        ("a smear", True, ("Smear test",)),
    ],
)
def test_a_word_of_its_name_will_do_where_a_visit_is_spoken_of(words: str, whole: bool, kinds: tuple[str, ...]) -> None:
    assert VisitTypeLinker(VILLAGE).find_in_piece(words, whole=whole) == kinds


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("a 40 minute slot with Dr Lee", 40),
        ("forty five minutes", 45),
        ("half an hour with Dr Lee please", 30),
        ("an hour-long session", 60),
        ("therapy of the usual length", "usual"),
        ("a longer appointment, there is a lot", "long"),
        ("just a quick visit", "short"),
        ("I'm running 15 minutes late", None),
        ("can you see me in 20 minutes", None),
        ("how long is it", None),
    ],
)
def test_how_long_it_is_to_be(words: str, length: object) -> None:
    assert length_said(words) == length
