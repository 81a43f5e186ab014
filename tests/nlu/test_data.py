"""The examples Rasa is taught on: complete, consistent, and written in the form in which messages reach Rasa."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time
from pathlib import Path

import pytest
import yaml

from nlu.core.mask import WHEN, mask
from nlu.languages.en.dates import resolve
from nlu.languages.en.masking import MASKING

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "nlu/data").glob("*.yml"))
PROMISED = (
    *("book_appointment", "reschedule_appointment", "cancel_appointment", "list_appointments", "confirm_appointment"),
    *("find_doctor", "request_alternatives", "clinic_info", "inform", "affirm", "deny", "greet", "thank", "goodbye"),
    *("help", "human_handoff", "emergency", "rate_visit", "out_of_scope"),
)
TOKENS = {"_when_", "_doctor_", "_name_", "_specialty_", "_number_"}


def examples() -> list[tuple[str, str]]:
    """All examples as (intent, text)."""
    blocks = [block for path in FILES for block in yaml.safe_load(path.read_text())["nlu"]]
    return [(block["intent"], line.removeprefix("- ")) for block in blocks for line in block["examples"].splitlines()]


EXAMPLES = examples()


def test_every_intent_of_the_domain_has_examples_and_no_other_has() -> None:
    domain = yaml.safe_load((ROOT / "nlu/domain.yml").read_text())["intents"]
    assert sorted(domain) == sorted({intent for intent, _ in EXAMPLES})


@pytest.mark.parametrize("intent", PROMISED)
def test_every_promised_intent_has_enough_examples(intent: str) -> None:
    assert sum(name == intent for name, _ in EXAMPLES) >= 80


def test_no_text_is_an_example_twice() -> None:
    texts = [" ".join(re.findall(r"[^\W]+", text.lower())) or text for _, text in EXAMPLES]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_examples_hold_known_tokens_only() -> None:
    assert {token for _, text in EXAMPLES for token in re.findall(r"\b_\w+_\b", text)} <= TOKENS


def test_examples_are_written_as_messages_reach_rasa(now: datetime) -> None:
    """What a date is at run time is `_when_` in the examples: else Rasa would be taught on what it never sees."""

    def as_asked(text: str) -> str:
        when = resolve(text, now, opens=time(9), closes=time(17))
        return mask(text, [(span, WHEN) for span in when.spans], MASKING)

    differing = [text for _, text in EXAMPLES if _letters(as_asked(text)) != _letters(text)]
    assert differing == []


def _letters(text: str) -> str:
    return re.sub(r"[\W]+", "", text)
