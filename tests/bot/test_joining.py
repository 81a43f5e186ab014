"""Two chats that are one person's: made one by a yes from the other side, and by nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.db import Database
from tests.bot.test_proving import PHONE, Telegram


@pytest.fixture
def telegram(database: Database) -> Telegram:
    return Telegram(database)


@pytest.fixture
def asked(telegram: Telegram) -> Telegram:
    """Anna has written by SMS before; now a Telegram chat has her number and her name."""
    telegram.desk_books("Anna Kaur")
    telegram.texts("hello")
    telegram.shares("anna")
    assert "I've just asked in your other chat" in telegram.says("anna", "Anna Kaur")
    assert "is it you who writes to us on Telegram?" in telegram.told("sms", PHONE)
    assert "no appointment" in telegram.says("anna", "my appointments")
    assert telegram.waiting() == []
    return telegram


@pytest.mark.parametrize("yes", ["1", "yes", "yes that's me", "That's me"])
def test_the_two_are_one_once_the_other_side_says_so_and_both_hear_of_it(asked: Telegram, yes: str) -> None:
    assert "show up in both chats now" in asked.texts(yes)
    assert "Your appointments show up here now" in asked.told("telegram", "anna")
    assert "10:20" in asked.says("anna", "my appointments")
    with asked.database.write() as store:
        [merge] = store.merging.merges()
        store.merging.part(merge.id, asked.now)
    assert "no appointment" in asked.says("anna", "my appointments")
    assert "10:20" in asked.texts("my appointments")


@pytest.mark.parametrize("no", ["2", "no", "no it isn't", "That isn't me"])
def test_a_no_from_the_other_side_shares_nothing_and_the_desk_hears_of_it(asked: Telegram, no: str) -> None:
    assert "Nothing was shown there" in asked.texts(no)
    assert "I couldn't confirm" in asked.told("telegram", "anna")
    assert asked.waiting() == ["other_owner"]
    assert "no appointment" in asked.says("anna", "my appointments")


def test_something_else_said_there_is_no_answer_and_no_answer_joins_nobody(asked: Telegram) -> None:
    assert "1 Quay Street" in asked.texts("where are you?")
    asked.clock.set(asked.now + timedelta(hours=2))
    asked.texts("thanks")
    with asked.database.read() as store:
        assert store.merging.merges() == []
        assert len(store.joining.waiting()) == 1


def test_the_question_leaves_a_booking_that_is_going_on_as_it_was(telegram: Telegram) -> None:
    telegram.desk_books("Anna Kaur")
    telegram.texts("i need an appointment with dr rao")
    telegram.shares("anna")
    telegram.says("anna", "Anna Kaur")
    said = telegram.texts("1")
    assert "show up in both chats now" in said
    assert said.rstrip().endswith("?"), "the booking goes on"


def test_a_number_that_changed_hands_meanwhile_proves_nothing(asked: Telegram) -> None:
    with asked.database.write() as store:
        assert store.people.take_phone(PHONE, asked.now)
    assert "settled already" in asked.texts("1")
    with asked.database.read() as store:
        assert store.merging.merges() == []


def test_nobody_but_the_other_side_can_say_yes(asked: Telegram) -> None:
    with asked.database.read() as store:
        [request] = store.joining.waiting()
    asked.gets("anna", kind="choice", choice=f"join:{request.id}")
    asked.gets("stranger", kind="choice", choice=f"join:{request.id}")
    with asked.database.read() as store:
        assert store.merging.merges() == []
    asked.clock.set(asked.now + timedelta(days=8))
    assert "settled already" in asked.texts("1", tap=f"join:{request.id}")
