"""A language is a value: no mechanism names one, and none has words of its own."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nlu.acts.understand import Understander
from nlu.core.lexicon import DoctorEntry, Lexicon
from nlu.languages.grammar import Grammar
from nlu.languages.speaking import added, grammar, likeliest, speaking

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = [folder.name for folder in (ROOT / "nlu/languages").iterdir() if (folder / "grammar.py").exists()]
LOOKING = {
    *("re.compile", "re.search", "re.match", "re.fullmatch", "re.findall", "re.finditer", "re.sub", "re.split"),
    "vocabulary",
}
OF_NO_LANGUAGE = {
    "nlu/acts/plainly.py": "addresses of the web",
    "nlu/people/name_reader.py": "Roman numerals",
    "nlu/core/words.py": "the s of a possessive, and what only looks like one: every language is split alike",
}


def mechanisms() -> Iterator[tuple[str, ast.Module]]:
    for room in ("nlu", "bot", "clinic", "scheduler", "webhooks", "cli"):
        for file in sorted((ROOT / room).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if not path.startswith(("nlu/languages/", "nlu/training/", "nlu/rasa/")):
                yield path, ast.parse(file.read_text(encoding="utf-8"))


def test_no_mechanism_names_a_language() -> None:
    named = {f"nlu.languages.{language}" for language in LANGUAGES}
    imported = {
        (path, node.module)
        for path, tree in mechanisms()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert [row for row in imported if any(f"{row[1]}.".startswith(f"{one}.") for one in named)] == []


def test_no_mechanism_looks_for_words_of_its_own() -> None:
    found = {(path, said) for path, tree in mechanisms() for said in looked_for(tree) if has_a_word(said)}
    assert {row for row in found if row[0] not in OF_NO_LANGUAGE} == set()
    assert {path for path, _ in found} == set(OF_NO_LANGUAGE)


def looked_for(tree: ast.Module) -> Iterator[str]:
    """The expressions and lists of words in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in LOOKING and node.args:
            yield from (
                part.value
                for part in ast.walk(node.args[0])
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def has_a_word(expression: str) -> bool:
    plain = re.sub(r"\\[A-Za-z](?:[0-9a-fA-F]{4,8})?|\(\?P<\w+>|\[[^]]*\]", "", expression)
    return re.search(r"[A-Za-z]{2,}", plain) is not None


def test_a_language_without_words_understands_nothing_and_fails_at_nothing(caplog: pytest.LogCaptureFixture) -> None:
    clinic = Lexicon((DoctorEntry("Dr. Maya Rao", "Dermatology"),), ("Check-up",), ZoneInfo("Europe/London"), time(8))
    now = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    with added(Grammar("zz")), speaking("zz"), caplog.at_level(logging.ERROR):
        for asked in (None, "slot", "patient", "confirmation", "rating"):
            meaning = Understander(clinic).understand("book Dr Rao on Friday at 10 for me", asked=asked, now=now)
            assert (meaning.intent, meaning.when.says_something) in {("out_of_scope", False), ("inform", False)}
    assert caplog.text == ""


def test_a_language_is_spoken_for_a_while() -> None:
    assert grammar().language == "en"
    with added(Grammar("zz")), speaking("zz"):
        assert grammar().language == "zz"
    with speaking("zz"):
        assert grammar().language == "en"


@pytest.mark.parametrize(
    ("text", "language"), [("can you help me please", "en"), ("ok", None), ("", None), ("bonjour madame", None)]
)
def test_a_language_is_told_by_its_small_words(text: str, language: str | None) -> None:
    assert likeliest(text) == language
