"""Whatever goes wrong in a turn, its writer is answered once, the desk is shown it, and an alarm is an alarm."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.doctor_state import DoctorState
from bot.core.messages import Choice, Inbound, Reply, Text
from bot.core.state import State
from models.db import Database
from tests.bot.practice import Practice

SORRY, AGAIN, ALARM = "went wrong on our side", "went wrong on our side again", "Call 999 now"
HURTS = "crushing chest pain, i can't breathe"


@pytest.fixture
def practice(database: Database) -> Practice:
    return Practice(database)


def remember(practice: Practice, sender: str, **state: object) -> None:
    """What the conversation, or the doctor's chat, remembers is replaced by this."""
    with practice.database.write() as store:
        talk = store.conversations.open("console", sender, practice.clock.now())
        doctors = store.doctor_chats.of_conversation(talk.id)
        if doctors is not None:
            store.doctor_chats.save(doctors, json.dumps(state))
        else:
            store.conversations.save(talk.id, json.dumps(state), talk.version)


def aside(practice: Practice) -> list[str]:
    with practice.database.read() as store:
        return [one.kind for one in store.set_aside.all()]


def break_down(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every turn of a conversation fails, for a reason nobody thought of."""

    def advance(*_: object) -> None:
        raise KeyError("what somebody wrote")

    monkeypatch.setattr("bot.pipeline.turn.advance", advance)


def test_the_patient_is_told_and_the_desk_sees_the_message(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    practice.says("anna", "hello")
    break_down(practice, monkeypatch)
    said = practice.says("anna", "is my knee thing bookable")
    assert SORRY in said
    assert "+44 20 7946 0000" in said
    assert ("anna", "fault") in practice.handoffs()
    assert aside(practice) == ["inbox"]
    assert "knee" not in caplog.text
    assert AGAIN in practice.says("anna", "hello?")
    monkeypatch.undo()
    assert "wrong" not in practice.says("anna", "hello")


def test_an_alarm_is_answered_whatever_fails(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    break_down(practice, monkeypatch)
    assert ALARM in practice.says("anna", HURTS)
    assert ("anna", "emergency") in practice.handoffs()


@pytest.mark.parametrize(
    "state",
    [
        {**State(met=True).model_dump(mode="json"), "wishes": [{"of": "a later version"}]},
        {"details": {"when": {"unheard_of": 1}, "novel": {}}, "novel": 3},
    ],
)
def test_what_another_version_knows_more_of_is_passed_over(practice: Practice, state: dict[str, object]) -> None:
    remember(practice, "anna", **state)
    assert practice.says("anna", "hello")
    assert ALARM in practice.says("anna", HURTS)
    assert aside(practice) == []


@pytest.mark.parametrize(
    "state", [{"version": 2}, {"asked": "the weather"}, {"choices": "none"}, {"details": {"doctors": ["Lee"]}}]
)
def test_a_state_that_cannot_be_read_begins_afresh_and_is_kept(practice: Practice, state: dict[str, object]) -> None:
    remember(practice, "anna", **state)
    assert ALARM in practice.says("anna", HURTS)
    assert practice.says("anna", "where are you?")
    assert ("anna", "state_lost") in practice.handoffs()
    assert aside(practice) == ["conversation_state"]


@pytest.mark.parametrize("state", [{"version": 2}, {"pending": 5}, {"asked": "lunch"}, {"more": 1}])
def test_a_doctors_chat_goes_on_too(practice: Practice, state: dict[str, object]) -> None:
    practice.doctor_chat()
    remember(practice, "lee", **state)
    assert "Thursday" in practice.says("lee", "agenda for thursday")
    assert aside(practice) == ([] if "more" in state else ["doctor_state"])


def test_messages_and_replies_of_another_version_are_read() -> None:
    more = {"channel": "sms", "provider_id": "1", "address": "+447700900123", "mood": "good"}
    assert Inbound.read(json.dumps(more)) is not None
    reply = Reply(parts=(Text(key="stale"),), choices=(Choice(label=Text(key="stale"), value="1"),))
    kept = reply.model_dump(mode="json") | {"colour": "red"}
    kept["choices"][0]["icon"] = "x"
    assert Reply.read(json.dumps(kept)) == reply
    assert DoctorState.read("(cannot be read)") is None


def test_one_message_under_another_key_stops_no_other_chat(practice: Practice) -> None:
    with practice.database.write() as store:
        store.inbox.add("console", "bad", "bad", "{}", practice.clock.now())
    with practice.database.connect() as connection:
        connection.exec_driver_sql("UPDATE inbound_message SET payload = 'gAAAAABmZm9vYmFy'")
        connection.exec_driver_sql("UPDATE conversation SET state = 'gAAAAABmZm9vYmFy'")
    assert practice.says("anna", "hello")
    assert aside(practice) == ["inbox"]
    assert ("bad", "fault") in practice.handoffs()
    assert practice.says("bad", "where are you?")


REACHABLE = [
    "31/12/9999 at 10am", "1/1/0001 at 10am", "31.12.9999", "9999-12-31T23:59", "in 999999999 years",
    "99999999999 weeks later", "a million days earlier", "the 31st of december 9999 or the day after",
    "next century on a monday", "from 1/1/0001 to 31/12/9999", "29/2/9999", "tomorrow at 99:99",
]  # fmt: skip


@pytest.mark.parametrize("asked", [(), ("book dr lee",), ("book dr lee tomorrow at 10",)], ids=["fresh", "day", "yes"])
def test_no_date_is_too_far_to_be_answered(riverside_practice: Practice, asked: tuple[str, ...]) -> None:
    for number, words in enumerate(REACHABLE):
        for said in asked:
            riverside_practice.says(f"p{number}", said)
        reply = riverside_practice.says(f"p{number}", words)
        assert reply, words
        assert SORRY not in reply, words


@pytest.fixture
def riverside_practice(sqlite_database: Database) -> Practice:
    return Practice(sqlite_database)


@given(words=st.text(min_size=1, max_size=60), asked=st.sampled_from(["", "book dr lee", "book dr rao tomorrow at 10"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_answered(riverside_practice: Practice, words: str, asked: str) -> None:
    sender = str(len(riverside_practice.heard))
    if asked:
        riverside_practice.says(sender, asked)
    said = riverside_practice.says(sender, words.replace("\x00", " ").encode("utf-8", "ignore").decode())
    assert said
    assert SORRY not in said


def test_a_fault_that_lies_in_what_is_remembered_is_over_after_the_second(practice: Practice) -> None:
    remember(practice, "anna", flow="book", asked="confirmation", met=True)  # a proposal of nothing
    assert SORRY in practice.says("anna", "yes")
    assert AGAIN in practice.says("anna", "yes")
    assert "wrong" not in practice.says("anna", "yes")
    assert sorted(aside(practice)) == ["conversation_state", "inbox", "inbox"]
