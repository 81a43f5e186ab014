"""The reader of acts as it runs, in Rasa's pipeline: sentences that no turn of nlu/data holds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nlu.acts.client import RasaClient
from nlu.core.acts import Act, Situation, pack
from nlu.training.turns import AnnotatedTurn, read

ROOT = Path(__file__).resolve().parents[2]
ONE_BOOKED = Situation(booked=1)

READ: dict[str, tuple[Situation, list[str], set[tuple[str, str]]]] = {
    "book Nora with dr lee on tuesday, and a flu jab for me on friday": (
        Situation(), ["want.book", "want.book"], {("doctor", "dr lee"), ("for", "me"), ("visit", "flu jab")},
    ),
    "any afternoon but not wednesday please": (
        Situation("date", 0, 0, "book"), ["constrain"], {("when.not", "wednesday")},
    ),
    "can my thursday appointment go to monday": (
        ONE_BOOKED, ["want.move"], {("when", "monday")},
    ),
    "yes please. what are your opening hours": (
        Situation("confirmation", 3, 0, "book"), ["answer.yes", "ask.clinic"], set(),
    ),
    "i need to renew my prescription for omeprazole": (Situation(), ["beyond.prescription"], set()),
    "it's for my husband, Karl Brandt": (Situation("patient", 0, 0, "book"), [], {("for", "my husband")}),
    "the second one is good": (Situation("slot", 4, 0, "book"), ["choose"], set()),
}  # fmt: skip


def acts_of(nlu_url: str, text: str, here: Situation) -> tuple[Act, ...]:
    return RasaClient(nlu_url).parse(pack(text, text, here)).acts


@pytest.mark.parametrize("text", READ)
def test_what_a_message_does(nlu_url: str, text: str) -> None:
    here, kinds, spans = READ[text]
    acts = acts_of(nlu_url, text, here)
    found = {(span.role, text[span.start : span.end]) for act in acts for span in act.spans}
    assert not kinds or [act.kind for act in acts] == kinds
    assert spans <= found


def test_none_of_them_was_taught() -> None:
    files = (ROOT / "nlu/data/turns").glob("*.txt")
    taught = {
        turn.text.casefold()
        for file in files
        for _, turn in read(file.read_text(encoding="utf-8").splitlines())
        if isinstance(turn, AnnotatedTurn)
    }
    assert not taught & {text.casefold() for text in READ}


def test_places_are_those_of_the_text_whatever_is_in_it(nlu_url: str) -> None:
    text = "Ťereza 👍 — Dr Lee, Friday ½ 4 ﷽"
    for act in acts_of(nlu_url, text, Situation()):
        assert 0 <= act.start < act.end <= len(text)
        assert all(act.start <= span.start < span.end <= len(text) for span in act.spans)


def test_a_text_without_its_situation_is_read_too(nlu_url: str) -> None:
    assert RasaClient(nlu_url).parse("cancel my appointment").acts


def test_it_may_be_asked_for_the_longest_message(nlu_url: str) -> None:
    begun = time.monotonic()
    acts_of(nlu_url, "friday or monday with dr lee " * 68, Situation())
    assert time.monotonic() - begun < 5  # seconds: what the client waits for
