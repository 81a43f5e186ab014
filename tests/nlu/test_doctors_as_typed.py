"""Doctors whose names are written in more ways than one, or are days and months besides."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from nlu.acts.details import Finder
from nlu.core.lexicon import DoctorEntry, Lexicon

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 9, tzinfo=LONDON)
ONEILL, BERG, FRIDAY, MAY = "Dr. Siobhán O'Neill", "Dr. Anna van der Berg", "Dr. Tom Friday", "Dr. June May"
DONALD, CRUZ, GOOD = "Dr. Karl MacDonald", "Dr. Lucía de la Cruz", "Dr. John Good"
FINDER = Finder(
    Lexicon(
        doctors=tuple(DoctorEntry(one, "General Practice") for one in (ONEILL, BERG, FRIDAY, MAY, DONALD, CRUZ, GOOD)),
        visit_types=("Consultation",),
        timezone=LONDON,
        opens=time(8),
        closes=time(18),
        day_first=True,
    )
)


@pytest.mark.parametrize(
    ("said", "doctor"),
    [
        ("dr o neill", ONEILL), ("Dr O Neill please", ONEILL), ("dr o' neill", ONEILL), ("dr oneill", ONEILL),
        ("with o neill on friday", ONEILL), (unicodedata.normalize("NFD", "Dr Siobhán O'Neill"), ONEILL),
        ("dr vanderberg", BERG), ("dr van derberg", BERG), ("dr vander berg", BERG), ("dr van-der-berg", BERG),
        ("dr mac donald", DONALD), ("dr delacruz", CRUZ), ("Dr De La Cruz", CRUZ),
        ("dr friday", FRIDAY), ("Dr Friday next Tuesday", FRIDAY), ("dr may", MAY), ("see dr may on friday", MAY),
    ],
)  # fmt: skip
def test_a_doctor_is_found_however_the_name_is_typed(said: str, doctor: str) -> None:
    assert FINDER.find(said, None, MONDAY).doctors == (doctor,)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("dr friday", None), ("dr tom friday", None), ("dr friday on friday", date(2026, 6, 5)),
        ("Dr Friday next Tuesday", date(2026, 6, 9)), ("dr may", None), ("dr may on friday", date(2026, 6, 5)),
        ("on friday", date(2026, 6, 5)),
    ],
)  # fmt: skip
def test_a_doctors_name_is_no_day(said: str, day: date | None) -> None:
    assert FINDER.find(said, None, MONDAY).when.date == day


@pytest.mark.parametrize("doctor", ["Dr. Anna van der Berg", "Dr Berg", "Dr. MacDonald", "Dr Friday", "Dr. June May"])
@pytest.mark.parametrize(
    ("after", "day", "clock"),
    [
        ("this Sunday please?", date(2026, 6, 7), None), ("today", date(2026, 6, 1), None),
        ("tomorrow at 5", date(2026, 6, 2), time(17)), ("on the 9th at 10", date(2026, 6, 9), time(10)),
    ],
)  # fmt: skip
def test_a_day_right_behind_a_name_is_heard(doctor: str, after: str, day: date, clock: time | None) -> None:
    when = FINDER.find(f"please book {doctor} {after}", None, MONDAY).when
    assert (when.date, when.time) == (day, clock)


@pytest.mark.parametrize("said", ["on friday", "in may", "is friday good", "with good reason", "a good day, o dear"])
def test_words_are_no_doctors(said: str) -> None:
    assert FINDER.find(said, None, MONDAY).doctors == ()
