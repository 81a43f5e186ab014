"""What the tests of understanding share: a real Rasa server, and a small clinic to understand messages for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nlu.client import RasaClient
from nlu.lexicon import DoctorEntry, Lexicon
from nlu.server import RasaServer, train
from nlu.understand import Understander

ROOT = Path(__file__).resolve().parents[2]
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="session")
def nlu_url() -> Iterator[str]:
    """The address of a Rasa server with the present data; a running one may be named in DOCSPOT_NLU_URL."""
    if url := os.environ.get("DOCSPOT_NLU_URL"):
        yield url
        return
    with RasaServer(ROOT, train(ROOT, ROOT / "var")) as server:
        server.wait_ready()
        yield server.url


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
