"""Several appointments moved at once: one after the other, and none is dropped without a word."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.core.commands import AskPerson, Move
from bot.core.context import PatientFacts
from models.db import Database
from nlu.core.meaning import Meaning, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, at, day
from tests.bot.practice import Practice, june

ME, LEO = PatientFacts(1, "Ada Byrne", "self"), PatientFacts(2, "Leo Byrne", "child")


def on(day_of_june: int, hour: int) -> datetime:
    return datetime(2026, 6, day_of_june, hour, tzinfo=LONDON)


def with_two(now: datetime = MONDAY) -> Chat:
    clinic = PaperClinic(now=now, consented=True)
    clinic.have(ME, LEE.id, on(4, 9))
    clinic.have(LEO, RAO.id, on(5, 9))
    return Chat(clinic)


def asks(chat: Chat, words: str, **said: object) -> Chat:
    return chat.understood(Meaning(words, "reschedule_appointment", **said))  # type: ignore[arg-type]


def moves(chat: Chat) -> list[Move]:
    return [command for command in chat.clinic.commands if isinstance(command, Move)]


@pytest.mark.parametrize("words", ["move both", "can you move all of them", "move everything please", "move them all"])
def test_one_after_the_other(words: str) -> None:
    chat = asks(with_two(), words, when=When(days=day("2026-06-08"), times=at("09:00")))
    assert chat.said.startswith(
        "One after the other, then. First this one: you with Dr Sam Lee, Thursday 4 June at 09:00. "
        "You with Dr Sam Lee, Thursday 4 June at 09:00, would move to Monday 8 June at 09:00."
    )
    chat.says("affirm")
    assert "Moved: you with Dr Sam Lee, Monday 8 June at 09:00." in chat.said
    assert "Now this one: Leo Byrne with Dr Maya Rao, Friday 5 June at 09:00." in chat.said
    assert "would move to Monday 8 June at 09:00" in chat.said
    chat.says("affirm")
    assert chat.said == "Moved: Leo Byrne with Dr Maya Rao, Monday 8 June at 09:00."
    assert moves(chat) == [Move(1, LEE.id, on(8, 9)), Move(2, RAO.id, on(8, 9))]


def test_a_week_later_is_a_week_later_for_each() -> None:
    chat = asks(with_two(), "move both a week later, same times", when=When(shift_days=7, times=at("09:00")))
    assert "would move to Thursday 11 June at 09:00" in chat.said
    chat.says("affirm")
    assert "would move to Friday 12 June at 09:00" in chat.said


def test_both_is_an_answer_to_which_one() -> None:
    chat = asks(with_two(), "move my appointment")
    assert "Which" in chat.said
    chat.writes("both", "inform")
    assert "First this one: you with Dr Sam Lee" in chat.said
    chat.says(when=When(days=day("2026-06-08"), times=at("09:00"))).says("affirm")
    assert "Now this one: Leo Byrne with Dr Maya Rao, Friday 5 June at 09:00. " in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "date"


def test_the_second_can_go_elsewhere_or_stay() -> None:
    chat = asks(with_two(), "move both", when=When(days=day("2026-06-08"), times=at("09:00")))
    chat.says("affirm").says(when=When(days=day("2026-06-09")))
    assert "Tuesday 9 June at 09:00" in chat.said
    chat.says("stop")
    assert "Leo Byrne's appointment with Dr Maya Rao, Friday 5 June at 09:00, stays as it is" in chat.said
    assert len(moves(chat)) == 1


def test_whoever_leaves_it_at_the_first_hears_that_all_of_them_stay() -> None:
    chat = asks(with_two(), "move both", when=When(days=day("2026-06-08"), times=at("09:00"))).says("stop")
    assert "All right, they stay as they are: your appointment with Dr Sam Lee" in chat.said


def test_what_is_too_near_is_named_and_the_other_is_moved() -> None:
    chat = asks(with_two(on(4, 8)), "move both", when=When(days=day("2026-06-08"), times=at("09:00")))
    assert "too near by now for me to move: you with Dr Sam Lee, today, Thursday 4 June at 09:00" in chat.said
    assert "Leo Byrne with Dr Maya Rao" in chat.said
    chat.says("affirm")
    assert moves(chat) == [Move(2, RAO.id, on(8, 9))]


def test_what_has_become_too_near_meanwhile_is_named_too() -> None:
    chat = asks(with_two(), "move both", when=When(days=day("2026-06-08"), times=at("09:00")))
    chat.clinic.appointments = (chat.clinic.appointments[0],)
    chat.says("affirm")
    assert "Moved: you with Dr Sam Lee" in chat.said
    assert "no longer in our book" in chat.said


def test_both_too_near_go_to_the_desk() -> None:
    clinic = PaperClinic(now=on(4, 8), consented=True)
    clinic.have(ME, LEE.id, on(4, 9))
    clinic.have(LEO, RAO.id, on(4, 9))
    chat = asks(Chat(clinic), "move both to monday", when=When(days=day("2026-06-08")))
    assert chat.clinic.commands == [AskPerson("too_late", urgent=True)]
    assert "Dr Sam Lee" in chat.said
    assert "Dr Maya Rao" in chat.said


def test_a_further_wish_comes_first_and_the_next_move_is_not_forgotten() -> None:
    chat = asks(with_two(), "move both", when=When(days=day("2026-06-08"), times=at("09:00")))
    chat.says("affirm", then=Meaning("where can i park", "clinic_info"))
    assert "Parking is free." in chat.said
    assert "Leo Byrne with Dr Maya Rao" in chat.said
    chat.says("affirm")
    assert len(moves(chat)) == 2


def test_in_the_book(database: Database) -> None:
    practice = Practice(database)
    first = practice.book("ada", "Ada Byrne", june(4, "10:20"))
    second = practice.book("ada", "Leo Byrne", june(5, "11:00"), doctor="Dr. Maya Rao")
    said = practice.says("ada", "move my appointments, both of them, to monday 8 june at 11")
    assert "First this one: you with Dr Sam Lee, Thursday 4 June at 10:20." in said
    said = practice.says("ada", "yes")
    assert "Moved: " in said
    assert "Now this one: Leo Byrne with Dr Maya Rao" in said
    practice.says("ada", "yes")
    assert [practice.appointment(one).starts_at for one in (first, second)] == [june(8, "11:00"), june(8, "11:00")]
