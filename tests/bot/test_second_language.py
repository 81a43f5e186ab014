"""A made-up language goes the whole way from message to reply: nothing English is left in what is no language's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.core.messages import Inbound
from bot.texts import catalogue
from models.crypto import Keyring
from models.db import Database
from tests.bot.mirrored import CODE, NAMES, mirror, spoken, unmirror
from tests.bot.practice import Practice
from tests.conftest import DEMO_CLINIC

CONVERSATIONS = {
    "greeting": ["hello there", "thank you", "goodbye"],
    "booking": [
        "I would like to book an appointment with Dr Lee on Thursday at 10",
        "it is for me",
        "Tom Baker",
        "my knee is sore",
        "07700 900123",
        "yes please",
        "when is my appointment?",
    ],
    "changing": [
        "book an appointment with Dr Lee tomorrow afternoon",
        "the second one",
        "for my daughter Mia",
        "an earache",
        "no",
        "another day",
        "not Monday, any morning next week",
        "never mind",
    ],
    "asking": ["where are you?", "how much is a consultation?", "is there parking", "which doctors do you have"],
    "desk": ["can I talk to somebody at the front desk", "I need my test results"],
    "alarm": ["my father has chest pain and can't breathe", "the ambulance is coming"],
    "harm": ["I want to kill myself"],
    "stopping": ["please stop sending me messages"],
    "reminders": ["no more reminders please", "start the reminders again"],
    "nonsense": ["the weather is lovely in Spain", "the weather is lovely in Spain"],
}


_OWN_WORDS = re.compile("|".join(map(re.escape, YAML(typ="safe").load(DEMO_CLINIC)["clinic"]["info"].values())))
"""What the clinic says of itself, in its own language."""


@pytest.fixture(autouse=True)
def second_language() -> Iterator[None]:
    with spoken():
        yield


@pytest.fixture
def clinics(sqlite_template: Any, tmp_path: Any, keyring: Keyring) -> Iterator[tuple[Practice, Practice]]:
    """The same clinic twice."""
    databases = []
    for name in ("one", "other"):
        file = tmp_path / f"{name}.db"
        file.write_bytes(sqlite_template.read_bytes())
        databases.append(Database(f"sqlite:///{file}", keyring))
    yield Practice(databases[0]), Practice(databases[1])
    for database in databases:
        database.close()


@pytest.mark.parametrize("said", CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_it_is_answered_as_english_is_and_in_its_own_words(clinics: tuple[Practice, Practice], said: list[str]) -> None:
    english, other = clinics
    for words in said:
        english.says("ann", words)
        arrives(other, mirror(words))
        assert as_english(replies(other)) == replies(english), words
        shown = other.last("ann")
        for written in (shown.text, *(option.label for option in shown.options)):
            assert not english_in(_OWN_WORDS.sub(" ", written)), written


@pytest.mark.parametrize(
    ("told", "written", "read"),
    [
        ("eo", ["10"], "eo"),  # the channel tells
        ("eo-XX", ["10"], "eo"),
        (None, [mirror("can you help me please")], "eo"),  # so do the words
        ("en", [mirror("can you help me please")], "eo"),
        ("eo", ["can you help me please"], "en"),
        (None, [mirror("can you help me please"), "no"], "eo"),  # a word or two change nothing
        (None, [mirror("can you help me please"), "I would rather have this in English"], "en"),
        ("fr", ["bonjour"], None),  # we have no texts in it
        (None, ["ok"], None),
    ],
)
def test_which_language_somebody_reads(practice: Practice, told: str | None, written: list[str], read: str) -> None:
    for words in written:
        arrives(practice, words, told)
    with practice.database.write() as store:
        account = store.conversations.open("console", "ann", practice.clock.now()).account_id
        assert store.people.account(account).language == read


def test_an_alarm_is_heard_in_any_language(practice: Practice) -> None:
    arrives(practice, mirror("can you help me please"))
    arrives(practice, "can't breathe")
    assert "999" in practice.last("ann").text


_STAMP = re.compile(r"(?<=yes:|iet:)[0-9a-f]{12}")
"""Of a very proposal, by the ids of its clinic."""


def arrives(clinic: Practice, words: str, told: str | None = CODE) -> None:
    """A message over a channel that tells a language."""
    number = f"m{len(clinic.heard)}-{words}"
    clinic.happens("ann", Inbound(channel="console", provider_id=number, address="ann", text=words, language=told))


def replies(clinic: Practice) -> list[Any]:
    """All that was put to be said, by its keys."""
    with clinic.database.write() as store:
        conversation = store.conversations.open("console", "ann", clinic.clock.now())
        rows = store.outbox.latest(conversation_id=conversation.id, limit=50)
    return [json.loads(_STAMP.sub("", row.payload)) for row in rows]


def as_english(said: Any) -> Any:
    """What somebody called themselves or wrote is kept in their words."""
    if isinstance(said, dict):
        return {
            key: unmirror(one) if key in ("called", "reason", "wish") else as_english(one) for key, one in said.items()
        }
    return [as_english(one) for one in said] if isinstance(said, list) else said


ENGLISH = {
    word
    for key in catalogue("en")
    for text in catalogue("en").patterns(key)
    for word in re.findall(r"[a-z]{3,}", re.sub(r"\{[^}]*\}", " ", text).lower())
}


def english_in(written: str) -> set[str]:
    """The words of our English texts in it, but for those that are words of the other language too."""
    found = set(re.findall(r"[a-z]{3,}", written.lower())) & ENGLISH
    return found - {mirror(word) for word in ENGLISH} - NAMES
