"""An alarm in a real store, without Rasa: what the desk sees of it, and what ends it."""

from __future__ import annotations

import pytest

from models.db import Database
from tests.bot.practice import Practice, june
from tests.bot.test_faults import break_down

COLLAPSED = "my dad collapsed and isn't breathing"


@pytest.fixture
def practice(database: Database) -> Practice:
    return Practice(database)


def raised_by(practice: Practice) -> list[tuple[str, bool, str]]:
    """Why conversations wait, whether it is urgent, and the message that is the one to read."""
    with practice.database.read() as store:
        rows = [(one, store.inbox.get(one.message_id or 0)) for one in store.conversations.handoffs()]
    return [(one.reason, one.urgent, message.payload if message else "") for one, message in rows]


def test_an_alarm_goes_before_what_they_had_asked_for(practice: Practice) -> None:
    practice.says("anna", "i want to talk to a person")
    practice.says("anna", COLLAPSED)
    practice.says("anna", "still nothing")
    (first, urgent, message), (second, *_) = raised_by(practice)
    assert (first, urgent, second) == ("emergency", True, "asked")
    assert "collapsed" in message


def test_a_second_alarm_is_the_one_to_read(practice: Practice) -> None:
    practice.says("anna", COLLAPSED)
    practice.says("anna", "false alarm, sorry")
    practice.says("anna", "now i have crushing chest pain")
    ((reason, urgent, message),) = raised_by(practice)
    assert (reason, urgent) == ("emergency", True)
    assert "crushing" in message


def test_the_desks_release_ends_it(practice: Practice) -> None:
    practice.says("anna", COLLAPSED)
    assert "999" in practice.says("anna", "hello")
    with practice.database.write() as store:
        (waiting,) = store.conversations.handoffs()
        store.conversations.release(waiting.conversation_id, practice.clock.now())
    assert "999" not in practice.says("anna", "hello")


def test_the_clinics_numbers_are_the_clinic_files(practice: Practice) -> None:
    assert "Please call 116 123 now" in practice.says("ben", "i want to kill myself")


def test_a_reminder_in_between_does_not_make_it_forgotten(practice: Practice) -> None:
    practice.book("anna", "Anna Field", june(3, "10:00"))
    practice.wait_until(june(2, "09:50"))
    practice.says("anna", COLLAPSED)
    practice.wait_until(june(2, "10:30"))
    assert "999" in practice.says("anna", "what do i do")


def test_what_failed_is_an_alarm_all_the_same(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        break_down(practice, broken)
        assert "Call 999 now for him, and stay with him." in practice.says("anna", COLLAPSED)
    assert "999" in practice.says("anna", "hello")
