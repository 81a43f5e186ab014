"""Misspelt words that matter are spelt right; everything else stays as it was typed."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.care.spelling import Spelling
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.languages.en.scots import in_english

_DOCTORS = (
    DoctorEntry("Dr. Wendela Munda", "Dermatology"),
    DoctorEntry("Meadow Dental Studio", "Dentistry"),
    DoctorEntry("Dr. Oona Strand", "General Practice"),
)
SPELLING = Spelling(Lexicon(_DOCTORS, ("Consultation", "Travel clinic"), ZoneInfo("Europe/London"), time(9), time(18)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("can i come on thrursday aftenroon", "can i come on thursday afternoon"),
        ("i need a dermatolgist", "i need a dermatologist"),
        ("a General Practitionre please", "a general practitioner please"),
        ("Is there anything on Septmber 4?", "Is there anything on september 4?"),
        ("resechdule my appointmetn", "reschedule my appointment"),
        ("my stomch hurts", "my stomach hurts"),
        ("the meadwo dental studio", "the meadow dental studio"),
        ("cancle it", "cancel it"),
        ("an appointment for tommorrowe", "an appointment for tomorrow"),
        ("for thrursday", "for thursday"),
        ("On Thrursday then", "On thursday then"),
        ("make it the 9th of Septmber", "make it the 9th of september"),
    ],
)
def test_what_matters_is_spelt_right(typed: str, meant: str) -> None:
    assert SPELLING.mend(typed).lower() == meant.lower()


@pytest.mark.parametrize(
    "typed",
    [
        "with dr monda",  # a name stands after a title, and one of the doctors is called something like it
        "mundya please",  # as likely the doctor as the day
        "My name is Sunda",
        "This is Stomch Okafor",  # a capital within a sentence: a name, unless it is a day or a specialty
        "book dr strand for my wife hande",
        "book dr strand for Riya Mondal",
        "tomorrow for Ravi Sundar please",
        "for riya mondal",
        "one for zyra sorensen",
        "With Frida",
        "it is for Augustin",
        "one for hande please",
        "yeet me off the list",  # what is not close to anything stays
        "write to mondya@example.org",
        "see www.tuseday.example",
        "the mole is bigger",
        "I feel poorly",
        "",
    ],
)
def test_names_and_words_stay(typed: str) -> None:
    assert SPELLING.mend(typed) == typed


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    mended = SPELLING.mend(text)
    assert SPELLING.mend(mended) == mended


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("I cannae get a breath oot", "I can't get a breath out"),
        ("his Heid is doon and he isnae waking", "his head is down and he isn't waking"),
        ("Dr Doone on the 2nd", "Dr Doone on the 2nd"),
        ("Noor Heidi Outram", "Noor Heidi Outram"),
    ],
)
def test_scots_is_read_as_english(typed: str, meant: str) -> None:
    assert in_english(typed) == meant
