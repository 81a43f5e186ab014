"""Wandering off and back, stopping, getting lost, reaching a person, emergencies."""

from __future__ import annotations

import itertools

import pytest

from bot.core.commands import AskPerson, Release
from tests.bot.paper import LEE, Chat, Meaning, PaperClinic, Person, When, at, day

JOHN = Person("John Miller")


def booking() -> Chat:
    """A chat in which the day was just asked for."""
    return Chat().says("book_appointment", doctors=(LEE.name,))


def proposal() -> Chat:
    return Chat().says(
        "book_appointment", doctors=(LEE.name,), people=(JOHN,), when=When(days=day("2026-06-04"), times=at("09:00"))
    )


def test_a_question_in_between_and_back() -> None:
    chat = booking()
    chat.understood(Meaning("where are you exactly? and can i park", "clinic_info"))
    assert chat.said.startswith("Parking is free.") or "1 Quay Street" in chat.said
    assert "would you like to come with Dr Sam Lee" in chat.said
    chat.says(when=When(days=day("2026-06-04")))
    assert "Thursday 4 June with Dr Sam Lee" in chat.said


def test_hello_comes_with_what_can_be_done() -> None:
    chat = Chat().says("greet")
    assert chat.said == (
        'Riverside Clinic\'s booking assistant here; write "person" to reach our front desk. What can I do for you?'
        " [Book an appointment] [About the clinic] [Talk to a person]"
    )


def test_it_introduces_itself_once() -> None:
    chat = Chat().says("greet").says("greet")
    assert "booking assistant" not in chat.said


def test_never_mind() -> None:
    chat = proposal().says("stop")
    assert chat.said == "All right, I've left it. Nothing was booked."
    assert chat.clinic.commands[-1] == Release()
    assert chat.state.flow is None


def test_cancel_in_the_middle_of_booking_stops_the_booking() -> None:
    assert proposal().says("cancel_appointment").said == "All right, I've left it. Nothing was booked."


def test_thanks_keeps_the_question_open() -> None:
    chat = proposal().says("thank")
    assert "John Miller with Dr Sam Lee" in chat.said
    assert chat.state.asked == "confirmation"


def test_thanks_in_answer_to_yes_is_not_answered_at_length() -> None:
    assert proposal().says("affirm", then=Meaning("thank you", "thank")).said.count("welcome") == 0


def test_the_ladder_of_not_understanding() -> None:
    chat, said = Chat().says("greet"), []
    for _ in range(5):
        said.append(chat.says("out_of_scope", confidence=0.2).said)
    assert "Is it about booking" in said[0]
    assert "call us on +44 20 7946 0000" in said[1]
    assert "I'll ask someone from the clinic" in said[2]
    assert [command for command in chat.clinic.commands if isinstance(command, AskPerson)] == [
        AskPerson("not_understood")
    ]
    assert all(one != following for one, following in itertools.pairwise(said))


def test_understanding_again_begins_the_ladder_anew() -> None:
    chat = (
        Chat()
        .says("greet")
        .says("out_of_scope", confidence=0.2)
        .says("clinic_info")
        .says("out_of_scope", confidence=0.2)
    )
    assert "Is it about booking" in chat.said or "Would you like to book" in chat.said


def test_lost_in_the_middle_the_question_is_asked_in_other_words() -> None:
    chat = booking()
    first = chat.said
    chat.says("out_of_scope", confidence=0.2)
    assert "I'm not sure I got that." in chat.said
    assert chat.state.asked == "date"
    assert first not in chat.said


def test_something_else_altogether() -> None:
    chat = Chat().says("out_of_scope", confidence=0.95)
    assert "I look after the appointments at Riverside Clinic" in chat.said


def test_rasa_is_down_and_the_bot_says_so() -> None:
    chat = Chat().says("out_of_scope", confidence=0.0, degraded=True)
    assert "I can't read whole sentences at the moment" in chat.said
    assert "[Book an appointment]" in chat.said


def test_a_person_please() -> None:
    chat = booking().says("human_handoff")
    assert "somebody from the clinic will answer here. They're in until 17:00. I'll keep quiet until then." in chat.said
    assert chat.clinic.muted
    assert chat.says("book_appointment").said == ""


@pytest.mark.parametrize("chat", [Chat(), booking(), proposal(), Chat(PaperClinic(muted=True))])
def test_an_emergency_is_answered_at_once_whatever_is_open(chat: Chat) -> None:
    chat.says("emergency")
    assert "Call 999 now" in chat.said
    assert AskPerson("emergency", urgent=True) in chat.clinic.commands


def test_after_an_emergency_the_booking_goes_on() -> None:
    chat = proposal().says("emergency").says("affirm")
    assert "999" in chat.said
    chat.says("book_appointment")
    assert "John Miller with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said
    assert chat.reply is not None
    assert chat.reply.booked is None, "that yes may have been about the emergency"
    assert chat.says("affirm").said.startswith("Booked:")


def test_the_words_under_a_picture_are_heard() -> None:
    when = When(days=day("2026-06-04"), times=at("09:00"))
    chat = Chat().understood(
        Meaning("rash, dr lee thursday 9", "book_appointment", doctors=(LEE.name,), when=when, people=(JOHN,)),
        beside="attachment",
    )
    assert "notice.words_beside" in chat.keys
    assert "John Miller with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said


@pytest.mark.parametrize("notice", ["attachment", "edited", "group"])
def test_what_is_not_words_gets_a_kind_answer(notice: str) -> None:
    chat = booking().sends(notice)
    assert chat.said
    assert chat.state.asked == "date"


def test_a_tap_nobody_made_is_not_understood() -> None:
    for value in ("", "slot", "slot:9:1", "day:never", "doctor:99", "slot:x:y", "\x00", "yes:"):
        chat = Chat().taps_value(value)
        assert chat.said


def test_no_sentence_twice_in_a_row() -> None:
    chat = booking()
    before = chat.said
    for meaning in ("greet", "out_of_scope", "thank", "out_of_scope", "affirm", "deny"):
        chat.says(meaning, confidence=0.3)
        assert chat.said != before
        before = chat.said


@pytest.mark.parametrize("asked", ["doctor", "date"])
def test_a_no_in_so_many_words_to_an_open_question_wants_no_appointment(asked: str) -> None:
    known = {"doctors": (LEE.name,)} if asked == "date" else {}
    chat = Chat(PaperClinic()).says("book_appointment", **known)
    assert chat.reply is not None
    assert chat.reply.expects == asked
    chat.understood(Meaning(text="no appointment wanted", intent="deny"))
    assert "Nothing was booked." in chat.said or "nothing was booked" in chat.said
    assert chat.state.flow is None
