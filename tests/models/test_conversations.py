"""Conversations: their state, muting, and waiting for a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.errors import NotFound, StaleLease
from models.words import ALARM
from tests.models.scene import NOW, Scene

LEASE = timedelta(seconds=30)


def test_a_state_is_kept_and_an_older_one_cannot_replace_it(clinic: Scene) -> None:
    with clinic.database.write() as store:
        conversation = store.conversations.lock(clinic.conversation)
        assert (conversation.state, conversation.channel, conversation.address) == (None, "telegram", "1001")
        assert store.conversations.save(conversation.id, '{"flow": "book"}', conversation.version) == 1
        with pytest.raises(StaleLease):
            store.conversations.save(conversation.id, "{}", conversation.version)
        assert store.conversations.get(conversation.id).state == '{"flow": "book"}'
        with pytest.raises(NotFound):
            store.conversations.get(999)


def test_a_conversation_waits_for_a_person_until_it_is_released(clinic: Scene) -> None:
    with clinic.database.write() as store:
        first = store.conversations.open_handoff(clinic.conversation, "asked", NOW)
        assert store.conversations.open_handoff(clinic.conversation, "asked", NOW) == first
        store.conversations.mute(clinic.conversation, NOW)
        store.conversations.open_handoff(clinic.other_conversation, "emergency", NOW, urgent=True)
        waiting = store.conversations.handoffs()
        assert [(one.reason, one.urgent, one.address) for one in waiting] == [
            ("emergency", True, "+447700900001"),
            ("asked", False, "1001"),
        ]
        assert store.conversations.get(clinic.conversation).muted_at == NOW
        assert store.conversations.release(clinic.conversation, NOW) == 1
        assert store.conversations.get(clinic.conversation).muted_at is None
        assert [one.reason for one in store.conversations.handoffs()] == ["emergency"]
        assert len(store.conversations.handoffs(released=True)) == 2
        assert store.conversations.open_handoff(clinic.conversation, "asked", NOW) != first


def test_an_alarm_stands_before_everything_else_that_is_urgent(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.conversations.open_handoff(clinic.other_conversation, "low_rating", NOW, urgent=True)
        store.conversations.open_handoff(clinic.conversation, "asked", NOW)
        store.conversations.open_handoff(clinic.conversation, ALARM, NOW, urgent=True)
        assert [one.reason for one in store.conversations.handoffs()] == [ALARM, "low_rating", "asked"]
        assert store.conversations.is_waiting(clinic.conversation, ALARM)
        store.conversations.release(clinic.conversation, NOW)
        assert not store.conversations.is_waiting(clinic.conversation, ALARM)


def test_the_message_that_raised_an_alarm_is_the_one_to_read(clinic: Scene) -> None:
    """Also where an earlier one of the same person was tried in vain, and where an alarm was open from before."""
    with clinic.database.write() as store:
        store.inbox.add("telegram", "m1", "1001", "{}", NOW)
        tried = store.inbox.claim(NOW, LEASE)
        assert tried is not None
        store.inbox.retry(tried, NOW, "fault")
        for number in ("m2", "m3"):
            store.inbox.add("telegram", number, "1001", "{}", NOW, urgent=True)
            alarm = store.inbox.claim(NOW, LEASE)
            assert alarm is not None
            store.conversations.open_handoff(clinic.conversation, ALARM, NOW, urgent=True, anew=True)
            assert [one.message_id for one in store.conversations.handoffs()] == [alarm.message_id]
            store.inbox.finish(alarm, NOW)


def test_what_becomes_an_emergency_goes_to_the_front(clinic: Scene) -> None:
    with clinic.database.write() as store:
        store.conversations.open_handoff(clinic.conversation, "asked", NOW)
        store.conversations.open_handoff(clinic.other_conversation, "asked", NOW)
        store.conversations.open_handoff(clinic.other_conversation, "asked", NOW, urgent=True)
        assert [one.conversation_id for one in store.conversations.handoffs()] == [
            clinic.other_conversation,
            clinic.conversation,
        ]
