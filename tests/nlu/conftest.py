"""What the tests of understanding share: a small clinic to understand messages for, over the real Rasa server."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from nlu.acts.client import RasaClient
from nlu.acts.understand import Understander
from nlu.core.lexicon import DoctorEntry, Lexicon

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """A clinic of four doctors, two of them Smith, open from 9 to 18."""
    doctors = (
        DoctorEntry("Dr. Maya Rao", "Dermatology"),
        DoctorEntry("Dr. Sam Lee", "General Practice"),
        DoctorEntry("Dr. Anna Smith", "Dentistry"),
        DoctorEntry("Dr. Peter Smith", "Cardiology"),
    )
    visit_types = ("Consultation", "Check-up", "Vaccination")
    return Lexicon(doctors, visit_types, LONDON, opens=time(9), closes=time(18))


@pytest.fixture(scope="session")
def understander(lexicon: Lexicon, nlu_url: str) -> Understander:
    """Understanding as it runs, Rasa included."""
    return Understander(lexicon, RasaClient(nlu_url))


@pytest.fixture(scope="session")
def now() -> datetime:
    """Monday 1 June 2026, nine in the morning in London."""
    return datetime(2026, 6, 1, 9, 0, tzinfo=LONDON)
