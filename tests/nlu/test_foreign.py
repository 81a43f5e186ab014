"""What can be cancelled or moved here, and what belongs to another world."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from nlu.foreign import of_another_world
from nlu.understand import Understander

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "masked",
    [
        "reschedule the plumber to _when_",
        "cancel my netflix",
        "please cancel the taxi for _when_",
        "move our board meeting to _when_",
        "push back my driving lesson",
    ],
)
def test_of_another_world(masked: str) -> None:
    assert of_another_world(masked)


@pytest.mark.parametrize(
    "masked",
    [
        "cancel my appointment",
        "cancel my apointmnt",
        "reschedule the one on _when_",
        "cancel the _when_",
        "move my _specialty_ to _when_",
        "cancel my daughter's jab",
        "reschedule my smear test",
        "cancel the whole thing",
        "move my appointment, the plumber comes then",
        "cancel please",
        "reschedule to _when_",
        "cancel _doctor_",
        "",
    ],
)
def test_of_ours(masked: str) -> None:
    assert not of_another_world(masked)


EXAMPLES = [
    line.strip().removeprefix("- ")
    for file in (ROOT / "nlu/data").glob("*.yml")
    for intent, block in re.findall(r"- intent: (\w+)\n  examples: \|\n((?:    .*\n)+)", file.read_text())
    if intent in ("cancel_appointment", "reschedule_appointment")
    for line in block.splitlines()
]


def test_nothing_that_patients_are_known_to_write_is_of_another_world() -> None:
    assert len(EXAMPLES) > 500
    assert [text for text in EXAMPLES if of_another_world(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "cancel my meeting with dr rao",
        "cancel my biopsy",
        "reschedule my injection to monday",
        "i want to change the time",
    ],
)
def test_what_else_is_ours(text: str, understander: Understander, now: datetime) -> None:
    assert understander.understand(text, asked=None, now=now).intent in ("cancel_appointment", "reschedule_appointment")


def test_another_day_corrects_what_was_proposed(understander: Understander, now: datetime) -> None:
    meaning = understander.understand("can we change the date to friday", asked="confirmation", now=now)
    assert meaning.intent in ("inform", "reschedule_appointment")


def test_it_is_a_doubt_not_a_wish(understander: Understander, now: datetime) -> None:
    assert understander.understand("reschedule the locksmith", asked=None, now=now).intent == "out_of_scope"
    assert understander.understand("reschedule the jab", asked=None, now=now).intent == "reschedule_appointment"
