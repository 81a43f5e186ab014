"""What is said of what is moved, kept, swapped, refused or chosen together; and what is not said a third time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.core.commands import AskPerson
from bot.core.context import PatientFacts
from bot.core.phrases import reminders_said
from cli.handoff import _REASONS
from nlu.core.meaning import DayRange, Meaning, Person, When
from tests.bot.paper import LEE, LONDON, MONDAY, RAO, Chat, PaperClinic, day

ADA = PatientFacts(1, "Ada Byrne", "self")
FIN = PatientFacts(2, "Fin Byrne", "child")


def with_two() -> PaperClinic:
    """Hers on Thursday at ten with Dr Lee, her son's on Friday at nine with Dr Rao."""
    clinic = PaperClinic(consented=True)
    clinic.have(ADA, LEE.id, datetime(2026, 6, 4, 10, 20, tzinfo=LONDON))
    clinic.have(FIN, RAO.id, datetime(2026, 6, 5, 9, tzinfo=LONDON))
    return clinic


def with_three() -> PaperClinic:
    clinic = with_two()
    clinic.have(FIN, LEE.id, datetime(2026, 6, 8, 9, tzinfo=LONDON))
    return clinic


# Moving


def test_what_is_moved_is_named_once() -> None:
    named = (
        "Fin Byrne's appointment with Dr Maya Rao, Friday 5 June at 09:00, stays until you have chosen another time."
    )
    chat = Chat(with_two()).writes(
        "can fins one be on monday", "reschedule_appointment", when=When(days=day("2026-06-08"))
    )
    assert chat.said.startswith(named)
    chat.writes("where do i park", "clinic_info")
    assert "stays until" not in chat.said
    chat.says("request_alternatives")
    assert "stays until" not in chat.said


def test_what_stays_is_said_with_its_day_and_time() -> None:
    chat = Chat(with_two()).writes(
        "can fins one be on monday", "reschedule_appointment", when=When(days=day("2026-06-08"))
    )
    chat.says("stop")
    assert chat.said == "All right, Fin Byrne's appointment with Dr Maya Rao, Friday 5 June at 09:00, stays as it is."


@pytest.mark.parametrize(
    "words", ["can you swap them round", "fin and me the other way about please", "let us trade places"]
)
@pytest.mark.parametrize("intent", ["reschedule_appointment", "clinic_info", "out_of_scope"])
def test_two_that_cannot_change_places_go_to_the_desk_and_stay(words: str, intent: str) -> None:
    clinic = with_two()
    clinic.taken = {(clinic.appointments[0].doctor.id, clinic.appointments[1].start)}
    chat = Chat(clinic).writes(words, intent)
    assert AskPerson("swap") in chat.clinic.commands
    assert "Until then all stay as they are." in chat.said
    assert chat.state.flow is None
    assert "swap" in _REASONS


def test_what_is_being_booked_the_other_way_round_is_no_swap() -> None:
    chat = Chat(with_two()).says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-09")))
    chat.writes("no, the other way round", "deny")
    assert AskPerson("swap") not in chat.clinic.commands


def test_swapping_them_for_another_day_is_a_move() -> None:
    chat = Chat(with_two()).writes("swap them for thursday week", "reschedule_appointment")
    assert AskPerson("swap") not in chat.clinic.commands


# Calling off


@pytest.mark.parametrize("words", ["1 and 3", "1, 3", "the first and the third", "1 & 3 please"])
def test_several_lines_at_once_are_called_off_together(words: str) -> None:
    chat = Chat(with_three()).says("cancel_appointment")
    assert chat.said.startswith("Which one?")
    chat.writes(words, "out_of_scope")
    assert "Call both off" in chat.said or "Shall I call both off?" in chat.said
    chat.says("affirm")
    assert [one.patient.name for one in chat.clinic.appointments] == ["Fin Byrne"]
    assert chat.clinic.appointments[0].start.day == 5


def test_both_of_two() -> None:
    chat = Chat(with_two()).says("cancel_appointment").writes("both", "inform").says("affirm")
    assert chat.clinic.appointments == ()


def test_a_line_that_is_not_there_chooses_nothing() -> None:
    chat = Chat(with_two()).says("cancel_appointment").writes("1 and 7", "out_of_scope")
    assert "Shall I call" not in chat.said


# A list that does not help


def test_after_an_answer_the_times_are_not_read_out_again() -> None:
    week = When(days=(DayRange(MONDAY.date(), MONDAY.date() + timedelta(days=4)),))
    chat = Chat(PaperClinic(consented=True)).says("book_appointment", doctors=(LEE.name,), when=week)
    chat.writes("where do i park", "clinic_info")
    assert chat.said == "Parking is free. Now, which of those times would suit you?"
    chat.writes("and the phone number", "clinic_info")
    assert "Our phone number is" in chat.said
    assert "[" not in chat.said
    chat.writes("2", "inform", choice=2)
    assert chat.state.details.chosen is not None
    assert chat.state.details.chosen.start.date() == MONDAY.date() + timedelta(days=1)


def test_an_answer_beside_times_that_are_new_comes_with_them() -> None:
    chat = Chat(PaperClinic(consented=True))
    parking = Meaning("and where do i park", "clinic_info")
    chat.says("book_appointment", then=parking, doctors=(LEE.name,), when=When(days=day("2026-06-09")))
    assert "Parking is free. Tuesday 9 June with Dr Sam Lee: these times are free." in chat.said
    assert "[09:00]" in chat.said


def test_the_third_time_another_question_stands_in_place_of_the_list() -> None:
    week = When(days=(DayRange(MONDAY.date(), MONDAY.date() + timedelta(days=4)),))
    chat = Chat(PaperClinic(consented=True)).says("book_appointment", doctors=(LEE.name,), when=week)
    chat.writes("hm so so").writes("hm so so")
    assert "If none of those suits you, which day would be better? Or talk to our front desk." in chat.said
    assert "[Talk to a person]" in chat.said
    assert chat.state.asked == "date"
    chat.says(when=When(days=day("2026-06-09")))
    assert chat.reply is not None
    assert chat.reply.expects == "slot"


# Refusing consent


def test_who_will_not_be_kept_is_told_what_it_means_and_asked_no_more() -> None:
    chat = Chat(PaperClinic()).says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-09")))
    chat.says("no_consent")
    assert chat.said.startswith("That's all right, nothing is booked. Without a name I can't book here.")
    assert "+44 20 7946 0000" in chat.said
    assert chat.state.flow is None
    assert chat.reply is not None
    assert chat.reply.expects is None


def test_who_has_an_appointment_is_not_told_that_nothing_is_booked() -> None:
    chat = Chat(with_two()).says("no_consent")
    assert chat.said.startswith("That's all right, I've changed nothing.")
    assert len(chat.clinic.appointments) == 2


# What else is said


def test_a_wheelchair_may_come_in_the_plural() -> None:
    clinic = PaperClinic()
    clinic.clinic.info["access"] = "There is a ramp."  # type: ignore[index]
    assert "There is a ramp." in Chat(clinic).writes("do you take wheelchairs", "clinic_info").said


def test_parking_is_answered_without_the_price_list() -> None:
    clinic = PaperClinic()
    clinic.clinic.info["prices"] = "A visit is 60 pounds."  # type: ignore[index]
    assert "60 pounds" not in Chat(clinic).writes("what does the parking cost", "clinic_info").said
    both = Chat(clinic).writes("what does a visit cost, and is there parking", "clinic_info").said
    assert "60 pounds" in both
    assert "Parking is free." in both


def test_somebody_elses_illness_is_not_the_writers() -> None:
    chat = Chat().says("book_appointment", unwell=True, people=(Person(None, "child", "son"),))
    assert "I'm sorry to hear that." in chat.said
    assert "you feel unwell" not in chat.said


class Reminding(PaperClinic):
    """Reminders today and the day before."""

    def reminders(self, appointment: int) -> tuple[datetime, ...]:
        start = next(one.start for one in self.appointments if one.id == appointment)
        return tuple(at for at in (start - timedelta(days=2), start - timedelta(days=1)) if at > self.now)


@pytest.mark.parametrize(
    ("on", "said"),
    [(3, "I'll remind you tomorrow."), (2, "I'll remind you later today."), (4, "tomorrow and on Wednesday")],
)
def test_a_reminder_of_today_is_spoken_of_only_where_it_is_the_only_one(on: int, said: str) -> None:
    clinic = Reminding()
    made = clinic.have(ADA, LEE.id, datetime(2026, 6, on, 17, tzinfo=LONDON))
    assert said in Chat(clinic).speaker.sentences(reminders_said(clinic, made.id))
