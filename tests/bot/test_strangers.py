"""A contact that is somebody else's now, and patients who have died."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import AskPerson, Cancel, Confirm, StopWriting
from models.db import Database
from models.words import Status
from nlu.core.meaning import Meaning
from nlu.languages.en.belonging import belongs_elsewhere
from tests.bot.paper import LONDON
from tests.bot.practice import Practice, june, patients
from tests.bot.test_unasked import asked_how_it_was, reminded

THURSDAY = datetime(2026, 6, 4, 10, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Wrong number", "wrong_person"),
        ("who is this? I don't know any Paul", "wrong_person"),
        ("this is not John, I got this number last month", "wrong_person"),
        ("this isn't John's number", "wrong_person"),
        ("Mary passed away last week", "deceased"),
        ("she died", "deceased"),
        ("my husband has died", "deceased"),
        ("wrong doctor", None),
        ("wrong day", None),
        ("not me, it's for my son", None),
        ("my mother died so I need to talk to someone", None),
        ("my phone died", None),
    ],
)
def test_the_plainest_words_need_no_model(text: str, intent: str | None) -> None:
    assert belongs_elsewhere(text) == intent


@pytest.mark.parametrize("intent", ["wrong_person", "deceased"])
def test_a_stranger_hears_nothing_of_the_appointment_and_never_reaches_it(intent: str) -> None:
    for chat in (reminded(THURSDAY), asked_how_it_was()):
        booked = chat.clinic.appointments
        chat.understood(Meaning("...", intent))
        assert chat.clinic.commands[1:] == [StopWriting(), AskPerson(intent, urgent=True, mute=True)]
        assert not any(word in chat.said for word in ("John", "Lee", "10:00", "Thu"))
        for words in ("affirm", "cancel_appointment", "deny"):
            chat.says(words)
        chat.understood(Meaning("1", "inform", choice=1))
        assert not any(isinstance(command, Cancel | Confirm) for command in chat.clinic.commands)
        assert chat.clinic.appointments == booked


def test_the_appointment_stays_and_the_desk_is_told_why(database: Database) -> None:
    practice = Practice(database)
    practice.doctor_chat()
    john, _ = patients(practice)
    practice.says("john", "Wrong number, I don't know any John")
    assert practice.got("john", "opted_out") == [
        "I'm sorry to have troubled you. You will get no more messages from us here."
    ]
    for words in ("yes", "1", "cancel my appointment"):
        practice.says("john", words)
    assert practice.appointment(john).status == Status.BOOKED
    assert ("john", "wrong_person") in practice.handoffs()
    practice.wait_until(june(3, "12:00"))
    assert practice.got("john", "reminder") == []
