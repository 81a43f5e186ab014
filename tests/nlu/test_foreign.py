"""What can be booked, cancelled or moved here, and what belongs to another world."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from nlu.acts.foreign import books_another_world, changes_another_world
from nlu.acts.understand import Understander

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "masked",
    [
        "reschedule the plumber to _when_",
        "cancel my netflix",
        "please cancel the taxi for _when_",
        "move our board meeting to _when_",
        "push back my driving lesson",
        "change my hotel booking from _when_",
        "cancel the hire car i have for _when_",
        "cancel my dinner reservation",
    ],
)
def test_changes_another_world(masked: str) -> None:
    assert changes_another_world(masked)


@pytest.mark.parametrize(
    "masked",
    [
        "book a manicure _when_",
        "reserve two seats for _when_",
        "i need a plumber _when_",
        "get me a window seat",
        "schedule a tyre change for _when_",
        "i need an appointment at the embassy",
        "make an appointment to have my dog groomed",
    ],
)
def test_books_another_world(masked: str) -> None:
    assert books_another_world(masked)


@pytest.mark.parametrize(
    "masked",
    [
        "book an appointment _when_",
        "book me in with _doctor_",
        "book _name_ in for _when_",
        "i need a check-up",
        "schedule a bronchoscopy",
        "book an apointmnt",
        "book a colonscopi",  # no English word: it may be one of ours, misspelt
        "i need an appointment for my dog bite",
        "i need an appointment _when_, i have to get my car first",
        "i want to book",
        "",
    ],
)
def test_books_here(masked: str) -> None:
    assert not books_another_world(masked)


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
        "cancel my appointment my car broke down",
        "i have to cancel my appointment and get my car from the garage",
        "cancel please",
        "reschedule to _when_",
        "cancel _doctor_",
        "",
    ],
)
def test_changes_ours(masked: str) -> None:
    assert not changes_another_world(masked)


EXAMPLES = [
    (intent, line.strip().removeprefix("- "))
    for file in (ROOT / "nlu/data").glob("*.yml")
    for intent, block in re.findall(r"- intent: (\w+)\n  examples: \|\n((?:    .*\n)+)", file.read_text())
    for line in block.splitlines()
]


@pytest.mark.parametrize(
    ("intents", "of_another_world"),
    [
        (("cancel_appointment", "reschedule_appointment"), changes_another_world),
        (("book_appointment", "find_doctor"), books_another_world),
    ],
)
def test_nothing_that_patients_are_known_to_write_is_of_another_world(
    intents: tuple[str, ...], of_another_world: Callable[[str], bool]
) -> None:
    known = [text for intent, text in EXAMPLES if intent in intents]
    assert len(known) > 500
    assert [text for text in known if of_another_world(text)] == []


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
    for asked in (None, "confirmation"):
        assert understander.understand("book a manicure for friday", asked=asked, now=now).intent == "out_of_scope"
