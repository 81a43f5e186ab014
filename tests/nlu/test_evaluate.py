"""Scoring understanding: what counts as right, typos that come out the same, and files that are none."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import yaml

from nlu.acts.understand import Understander
from nlu.core.errors import TurnsFileError
from nlu.core.lexicon import Lexicon
from nlu.training.acceptance_set import load_bars
from nlu.training.score import Turn, mistyped, read_turns, score, with_typos

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
LIKE_ANY_OTHER = 3
"""Up to so many words, everybody says the same."""


def line(text: str, asked: str | None = None, **expect: object) -> str:
    return json.dumps({"id": text, "text": text, "asked": asked, "now": "2026-06-01T09:00", "expect": expect})


def turns(tmp_path: Path, *lines: str) -> list[Turn]:
    path = tmp_path / "turns.jsonl"
    path.write_text("\n".join(lines))
    return read_turns(path)


@pytest.mark.parametrize(
    ("asked", "text", "expect", "scores"),
    [
        ("date", "thursday", {"intent": ["inform"], "date": "2026-06-04"}, {"intent": 1, "date": 1}),
        ("date", "thursday", {"intent": ["deny"], "date": "2026-06-05"}, {"intent": 0, "date": 0}),
        ("time", "at 5", {"intent": ["inform", "affirm"], "time": "17:00"}, {"intent": 1, "time": 1}),
        ("doctor", "dr rao", {"intent": ["inform"], "doctor": "Maya J. Rao, MD"}, {"intent": 1, "doctor": 1}),
        ("doctor", "dr rao", {"intent": ["inform"], "doctor": "Sam Lee"}, {"intent": 1, "doctor": 0}),
        ("doctor", "smith", {"intent": ["inform"], "doctor": "Smith"}, {"intent": 1, "doctor": 0}),  # there are two
        ("specialty", "dermatology", {"intent": ["inform"], "specialty": "dermatology"}, {"intent": 1, "specialty": 1}),
        (
            None,
            "blimp fnord",
            {"intent": ["out_of_scope"]},
            {"intent": 1, "out_of_scope": 1, "false_action": 0},
        ),
        (
            None,
            "cancel my appointment",
            {"intent": ["out_of_scope"]},
            {"intent": 0, "out_of_scope": 0, "false_action": 1},
        ),
    ],
)
def test_what_counts_as_right(
    asked: str | None, text: str, expect: dict[str, object], scores: dict[str, float], tmp_path: Path, lexicon: Lexicon
) -> None:
    assert score(turns(tmp_path, line(text, asked, **expect)), Understander(lexicon)) == scores


@pytest.mark.parametrize("bad", ["{", "[]", '{"text": "hi"}', line("hi", intent=["greet"]).replace("2026", "soon")])
def test_a_line_that_is_no_turn_is_named(bad: str, tmp_path: Path) -> None:
    with pytest.raises(TurnsFileError, match="line 2"):
        turns(tmp_path, line("hello", intent=["greet"]), bad)
    with pytest.raises(TurnsFileError, match="cannot be read"):
        read_turns(tmp_path / "missing.jsonl")


def test_typos_are_as_many_as_asked_for_and_the_same_every_time() -> None:
    text = "could you please move my appointment on friday the 12th to another day " * 20
    assert mistyped(text, 0.0, Random(1)) == text
    noisy = mistyped(text, 0.1, Random(1))
    assert noisy == mistyped(text, 0.1, Random(1))
    assert noisy != mistyped(text, 0.1, Random(2))
    assert re.findall(r"\d+", noisy) == re.findall(r"\d+", text)
    assert 0.05 * len(text) < sum(a != b for a, b in zip(noisy.split(), text.split(), strict=False)) < len(text)


def test_typos_leave_what_was_meant(tmp_path: Path) -> None:
    clean = turns(tmp_path, line("hello there everybody", intent=["greet"]))
    (noisy,) = with_typos(clean, 0.5)
    assert noisy.text != clean[0].text
    assert (noisy.intents, noisy.now) == (clean[0].intents, clean[0].now)


def test_the_bars_are_many_name_known_intents_and_were_never_seen_in_training() -> None:
    bars = load_bars(ROOT)
    known = set(yaml.safe_load((ROOT / "nlu/domain.yml").read_text())["intents"])
    assert len(bars.turns) >= 150
    assert {intent for turn in bars.turns for intent in turn.intents} == known

    understander = Understander(bars.lexicon)
    asked = [understander.guesses(turn.text, asked=turn.asked, now=NOW)[0] for turn in bars.turns]
    taught = {_letters(text) for path in (ROOT / "nlu/data").glob("*.yml") for text in _examples(path)}
    assert [text for text in asked if len(text.split()) > LIKE_ANY_OTHER and _letters(text) in taught] == []


def test_the_present_data_clear_the_bars(nlu_url: str) -> None:
    verdict = load_bars(ROOT).judge(nlu_url)
    assert verdict.passed, verdict


def _examples(path: Path) -> list[str]:
    blocks = yaml.safe_load(path.read_text())["nlu"]
    return [row.removeprefix("- ") for block in blocks for row in block["examples"].splitlines()]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
