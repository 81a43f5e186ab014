"""What can be cancelled or moved here, and what belongs to another world."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.foreign import of_another_world
from nlu.understand import Understander


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


def test_it_is_a_doubt_not_a_wish(understander: Understander, now: datetime) -> None:
    assert understander.understand("reschedule the locksmith", asked=None, now=now).intent == "out_of_scope"
    assert understander.understand("reschedule the jab", asked=None, now=now).intent == "reschedule_appointment"
