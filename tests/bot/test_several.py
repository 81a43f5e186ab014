"""Several wishes in one message: one is seen to, the others wait, and none is lost without a word."""

from __future__ import annotations

from datetime import time

from bot.core.commands import Book, Cancel
from bot.core.state import State
from nlu.core.meaning import Meaning, Person, TimeRange, When
from tests.bot.paper import LEE, RAO, Chat, PaperClinic, day

THURSDAY = When(days=day("2026-06-04"), times=(TimeRange(time(10), time(10)),))
FRIDAY = When(days=day("2026-06-05"), times=(TimeRange(time(9), time(9)),))
DAD = Person("Desmond Clarke", "parent", "dad")


def further(**said: object) -> Meaning:
    return Meaning(text="and one for my dad", intent="book_appointment", additional=True, **said)  # type: ignore[arg-type]


def two_bookings(clinic: PaperClinic) -> Chat:
    """For the writer with Dr Lee on Friday, and for their father with Dr Rao on Thursday, in one message."""
    dads = further(doctors=(RAO.name,), when=THURSDAY, people=(DAD,))
    me = (Person("Ada Byrne", "self"),)
    return Chat(clinic).says("book_appointment", doctors=(LEE.name,), when=FRIDAY, people=me, then=dads)


def test_the_second_booking_begins_when_the_first_is_made() -> None:
    chat = two_bookings(PaperClinic())
    assert "First you, then Desmond Clarke." in chat.said
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.doctor == LEE.name
    chat.says("affirm")
    assert "Now Desmond Clarke, with Dr Maya Rao." in chat.said
    assert chat.reply.appointment.patient == "Desmond Clarke"
    assert chat.reply.appointment.doctor == RAO.name
    chat.says("affirm")
    made = [command for command in chat.clinic.commands if isinstance(command, Book)]
    assert [command.doctor for command in made] == [LEE.id, RAO.id]
    assert "Now Desmond" not in chat.said


def test_it_begins_too_when_the_first_is_left() -> None:
    chat = two_bookings(PaperClinic()).says("stop")
    assert "Now Desmond Clarke, with Dr Maya Rao." in chat.said
    assert chat.reply is not None
    assert chat.reply.appointment is not None
    assert chat.reply.appointment.patient == "Desmond Clarke"


def test_a_wish_said_twice_waits_once() -> None:
    chat = two_bookings(PaperClinic())
    dads = further(doctors=(RAO.name,), when=THURSDAY, people=(DAD,))
    chat.says("inform", when=FRIDAY, then=dads)
    assert len(chat.state.waiting) == 1


def test_cancelling_one_and_booking_another_are_two_questions_one_after_the_other() -> None:
    chat = two_bookings(PaperClinic()).says("affirm").says("affirm")
    instead = Meaning(text="book me instead", intent="book_appointment", doctors=(LEE.name,), when=THURSDAY)
    chat.says("cancel_appointment", doctors=(RAO.name,), then=instead)
    assert chat.reply is not None
    assert "First the one to call off, then the new appointment." in chat.said
    assert "Shall I call it off?" in chat.said
    chat.says("affirm")
    assert isinstance(chat.clinic.commands[-2], Cancel) or isinstance(chat.clinic.commands[-1], Cancel)
    assert "Would you like another time?" not in chat.said
    assert "Now the one with Dr Sam Lee." in chat.said


def test_a_question_beside_a_booking_is_answered_at_once_and_the_booking_asks_once() -> None:
    parking = Meaning(text="where do i park", intent="clinic_info")
    chat = Chat(PaperClinic()).says("book_appointment", then=parking)
    assert chat.said.count("Which doctor would you like to see?") == 1


def test_what_waits_is_remembered_as_it_was() -> None:
    state = two_bookings(PaperClinic()).state
    assert State.model_validate_json(state.model_dump_json()).waiting == state.waiting


def test_what_was_taken_up_in_other_words_before_its_turn_is_not_asked_for_again() -> None:
    chat = two_bookings(PaperClinic())
    chat.says("inform", doctors=(RAO.name,), when=THURSDAY, people=(DAD,)).says("affirm")
    assert isinstance(chat.clinic.commands[-1], Book)
    assert chat.state.waiting == ()
