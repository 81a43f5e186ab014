"""The model conversations, held with the real thing."""

from __future__ import annotations

import json

from tests.e2e.conftest import Talk

MONDAY = "2026-06-01T09:00"


def test_everything_in_one_sentence(talk: Talk) -> None:
    said = talk.says("need dr rao thurs after 3 for my daughter Mia, she's got a rash", at=MONDAY)
    assert "Thursday 4 June from 15:00 with Dr Maya Rao for Mia" in said
    assert "Mia with Dr Maya Rao, Thursday 4 June at 15:40, 1 Quay Street." in talk.says("3.40")
    assert talk.last["replies"][-1]["expects"] == "confirmation"
    assert talk.last["replies"][-1]["appointment"] == {
        "doctor": "Dr. Maya Rao", "start": "2026-06-04T15:40", "patient": "Mia", "visit_type": "Consultation",
    }  # fmt: skip
    assert "Booked: Mia with Dr Maya Rao, Thursday 4 June at 15:40." in talk.says("yes pls")
    (booked,) = talk.appointments()
    assert talk.last["replies"][-1]["booked"] == booked["id"]
    assert booked["start"] == "2026-06-04T15:40:00+01:00"
    assert (booked["status"], booked["channel"], booked["sender"]) == ("booked", "console", "p1")


def test_as_soon_as_possible_with_anybody(talk: Talk) -> None:
    said = talk.says("i feel awful can i see anyone today", at=MONDAY)
    assert "I'm sorry you feel unwell." in said
    assert "Today, Monday 1 June" in said
    talk.says("1")
    assert "Shall I book it?" in talk.says("me, John Miller")
    assert "Booked:" in talk.says("1")


def test_changing_ones_mind_and_wandering_off(talk: Talk) -> None:
    talk.says("my name is John Miller", at=MONDAY)
    assert (
        "You with" in talk.says("book dr lee tomorrow at 10") or "John Miller with Dr Sam Lee, tomorrow" in talk.read()
    )
    assert "Friday 5 June from 11:00 with Dr Sam Lee" in talk.says("actually make it friday. and not before 11")
    assert "free for two hours" in talk.says("where are you exactly? and can i park")
    assert "Now, which of those times would suit you?" in talk.read()  # they were read out already
    assert "Booked" not in talk.says("flurb the thing")


def test_a_yes_with_one_more_wish(talk: Talk) -> None:
    talk.says("book dr morgan friday at 4pm for me, Ann Field", at=MONDAY)
    said = talk.says("Yes please! Oh and can you make another one at the same time for my son Mark, he needs his shots")
    assert "Booked: Ann Field with Dr Grace Morgan, Friday 5 June at 16:00." in said
    assert "for Mark" in said
    assert "Mark with Dr Grace Morgan, Friday 5 June" in talk.says("right after")
    talk.says("yes")
    assert [one["patient"] for one in talk.appointments()] == ["Ann Field", "Mark"]


def test_two_people_want_the_same_time(talk: Talk) -> None:
    for sender, name in (("p1", "Ann"), ("p2", "Ben")):
        talk.says(f"book dr lee tomorrow at 10 for me, {name} Field", sender, at=MONDAY)
        assert talk.last["sender"] == sender
    assert "already taken" in talk.read()
    assert "Booked" not in talk.says("yes", "p2")
    assert "Booked" in talk.says("yes", "p1")
    assert len(talk.appointments()) == 1


def test_move_and_cancel(talk: Talk) -> None:
    talk.says("book dr lee thursday at 10 for me, Ann Field", at=MONDAY)
    talk.says("yes")
    said = talk.says("can you move my thursday appointment to friday at 11")
    assert "Friday 5 June at 11:00" in said
    assert "Moved:" in talk.says("yes")
    assert "You have one appointment:" in talk.says("what do I have booked?")
    said = talk.says("please cancel it")
    assert "Shall I call it off?" in said
    assert "Cancelled:" in talk.says("1")
    assert talk.last["replies"][-1]["cancelled"] == talk.appointments()[0]["id"]
    assert talk.appointments()[0]["status"] == "cancelled"


def test_too_late_to_cancel(talk: Talk) -> None:
    talk.says("book dr lee tomorrow at 10 for me, Ann Field", at=MONDAY)
    talk.says("yes")
    assert "the front desk" in talk.says("cancel my appointment", at="2026-06-02T09:20")
    assert "wants to change an appointment that is close" in talk.docspot("handoff", "list")


def test_an_emergency_and_a_person(talk: Talk) -> None:
    talk.says("book dr lee")
    assert "Call 999 now" in talk.says("my husband has chest pain and cant breathe")
    assert "somebody from the clinic will answer here" in talk.says("can i speak to someone")
    assert talk.says("hello?") == ""
    waiting = json.loads(talk.docspot("handoff", "list", "--json"))
    assert [one["urgent"] for one in waiting] == [True, False]
    conversation = str(waiting[0]["conversation"])
    talk.docspot("handoff", "reply", conversation, "We are on our way.")
    talk.docspot("handoff", "release", conversation)
    answer = talk.line(json.dumps({"sender": "p1", "text": "thanks"}))
    assert [one["text"] for one in answer["unasked"]] == ["We are on our way."]
    assert answer["replies"]


def test_every_line_has_one_answer(talk: Talk) -> None:
    assert "error" in talk.line("this is no JSON")
    assert "error" in talk.line('{"text": "nobody said this"}')
    assert talk.line(json.dumps({"sender": "p1", "text": "hi", "at": MONDAY}))["at"].startswith(MONDAY)
    later = talk.line(json.dumps({"sender": "p1", "text": "hi", "at": "2026-05-01T09:00"}))
    assert later["at"].startswith(MONDAY), "the clock never runs backwards"
    assert talk.line(json.dumps({"sender": "p2", "text": "\x00\u202e" + "a" * 5000}))["replies"]
    assert talk.line(json.dumps({"sender": "p2", "choice": "slot:99:1"}))["replies"]
