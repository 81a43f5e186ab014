"""What is sent unasked comes on top of an open question, and neither takes the other's answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.db import Database
from models.words import Status
from tests.bot.post import Post
from tests.bot.practice import Practice, june

HOUR = timedelta(hours=1)


def arranging(post: Post) -> str:
    """A booking with everything but the yes; the question that is open."""
    return post.says("book Dr Lee friday at 11 for John Miller")


@pytest.mark.parametrize(
    ("answer", "status"),
    [("1", Status.CONFIRMED), ("yes", Status.BOOKED), ("where are you?", Status.BOOKED), ("at 11", Status.BOOKED)],
)
def test_a_reminder_in_the_middle_of_a_booking_leaves_it_as_it_was(
    riverside: Database, answer: str, status: Status
) -> None:
    john = Post(riverside)
    visit = john.books(june(4, "10:00"))
    assert "[Book it]" in arranging(john)
    john.is_reminded(visit)
    john.wait()
    said = john.says(answer)
    assert "Friday 5 June at 11:00" in said
    assert "[Book it]" in said
    assert [one.status for one in john.book()] == [status]
    assert john.says("1").startswith("Booked: ")


def test_what_the_reminder_was_answered_with_is_done_first_then_the_booking_comes_back(riverside: Database) -> None:
    john = Post(riverside)
    visit = john.books(june(4, "10:00"))
    arranging(john)
    john.is_reminded(visit)
    john.wait()
    assert "Shall I call it off?" in john.says("3")
    said = john.says("1")
    assert said.startswith("Cancelled: ")
    assert "Friday 5 June at 11:00" in said
    assert "[Book it]" in said
    assert john.says("1").startswith("Booked: ")


def test_a_reminder_that_is_answered_with_a_change_of_mind_is_left_and_the_booking_comes_back(
    riverside: Database,
) -> None:
    john = Post(riverside)
    visit = john.books(june(4, "10:00"))
    arranging(john)
    john.is_reminded(visit)
    john.wait()
    john.says("3")
    said = john.says("3")
    assert said.startswith("All right, your appointment with Dr Sam Lee, Thursday 4 June at 10:00, stays as it is.")
    assert "[Book it]" in said


def test_an_offer_waits_until_the_conversation_is_quiet(practice: Practice) -> None:
    practice.book("john", "John Miller", june(4, "09:00"))
    practice.says("john", "book Dr Rao on friday for John Miller")
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    assert practice.got("john", "offer") == []
    assert "[Book it]" in practice.says("john", "1")
    practice.wait_until(june(1, "09:30"))
    assert len(practice.got("john", "offer")) == 1


def test_a_number_under_two_lists_moves_nothing_without_a_yes(practice: Practice) -> None:
    visit = practice.book("john", "John Miller", june(4, "09:00"))
    practice.says("john", "book Dr Rao on friday for John Miller")
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.wait_until(june(1, "09:30"))
    assert "Fri 5 Jun, 09:00" in practice.got("john", "offer")[0]
    said = practice.says("john", "1")
    assert "would move to Friday 5 June at 09:00. Shall I move it?" in said
    assert practice.appointment(visit).starts_at == june(4, "09:00")
    said = practice.says("john", "yes")
    assert "Moved: " in said
    assert practice.appointment(visit).starts_at == june(5, "09:00")
    assert "Dr Maya Rao" in said, "the booking comes back"
    assert "[Other times]" in said


def test_a_tap_on_the_offer_itself_needs_no_second_yes(practice: Practice) -> None:
    visit = practice.book("john", "John Miller", june(4, "09:00"))
    practice.says("john", "book Dr Rao on friday for John Miller")
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.wait_until(june(1, "09:30"))
    assert "Moved: " in practice.taps("john", "Fri 5 Jun, 09:00")
    assert practice.appointment(visit).starts_at == june(5, "09:00")


def test_an_offer_for_an_appointment_that_is_near_does_not_wait(practice: Practice) -> None:
    visit = practice.book("john", "John Miller", june(1, "10:00"))
    practice.says("john", "book Dr Rao on friday for John Miller")
    practice.says("lee", "off today")
    practice.says("lee", "yes")
    assert len(practice.got("john", "offer")) == 1
    assert "Shall I move it?" in practice.says("john", "1")
    assert practice.appointment(visit).starts_at == june(1, "10:00")


def test_the_morning_agenda_leaves_a_doctors_open_question_as_it_was(database: Database) -> None:
    practice = Practice(database)
    practice.doctor_chat()
    practice.book("john", "John Miller", june(4, "09:00"))
    practice.wait_until(june(4, "06:30"))
    assert "Shall I block" in practice.says("lee", "off friday")
    assert any("Good morning" in line for line in practice.wait_until(june(4, "08:30")))
    assert practice.says("lee", "yes").startswith("Done. Blocked: ")


def test_a_number_after_the_agenda_is_one_of_its_choices(practice: Practice) -> None:
    practice.book("john", "John Miller", june(4, "09:00"))
    practice.wait_until(june(4, "06:30"))
    practice.says("lee", "off friday")
    practice.wait_until(june(4, "08:30"))
    first = practice.last("lee").options[0].label
    assert "Blocked" not in practice.says("lee", "1"), f"1 is {first}"


def test_an_agenda_that_has_not_gone_out_changes_no_numbers(riverside: Database) -> None:
    lee = Post(riverside)
    with riverside.write() as store:
        doctor = next(one.id for one in store.clinic.doctors() if one.name == "Dr. Sam Lee")
        code = store.doctor_chats.new_code(doctor, lee.clock.now())
    lee.says(code)
    assert "[Block it]" in lee.says("off friday")
    with riverside.write() as store:
        chat = store.doctor_chats.of_doctor(doctor)
        assert chat is not None
        store.outbox.put(
            "agenda:x", chat.conversation_id, "agenda", "{}", lee.clock.now(), due_at=lee.clock.now() + HOUR
        )
    assert lee.says("1").startswith("Done. Blocked: ")
