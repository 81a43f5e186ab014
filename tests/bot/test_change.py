"""Moving, cancelling and looking up, as conversations with the engine."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.commands import AskPerson, Cancel, Confirm, Move
from bot.core.context import PatientFacts
from nlu.core.meaning import DayRange, Meaning
from tests.bot.paper import LEE, LONDON, RAO, Chat, PaperClinic, Person, When, at, day

JOHN = PatientFacts(1, "John Miller", "self")
MIA = PatientFacts(2, "Mia", "child")


def family() -> PaperClinic:
    """John sees Dr Lee on Thursday at ten, Mia sees Dr Rao at 15:40."""
    clinic = PaperClinic(consented=True)
    clinic.have(JOHN, LEE.id, datetime(2026, 6, 4, 10, 20, tzinfo=LONDON))
    clinic.have(MIA, RAO.id, datetime(2026, 6, 4, 15, 40, tzinfo=LONDON))
    return clinic


def john_only() -> PaperClinic:
    clinic = family()
    clinic.appointments = clinic.appointments[:1]
    return clinic


def test_two_appointments_one_to_move() -> None:
    chat = Chat(family()).says("reschedule_appointment")
    assert "Which one? [You, Dr Lee, Thu 4 Jun, 10:20] [Mia, Dr Rao, Thu 4 Jun, 15:40]" in chat.said
    chat.says(people=(Person("Mia"),), when=When(shift_days=1))
    assert "Friday 5 June with Dr Maya Rao" in chat.said
    chat.says(when=When(times=at("15:40")))
    assert chat.said.startswith("Mia with Dr Maya Rao, Thursday 4 June at 15:40, would move to Friday 5 June at 15:40.")
    assert chat.said.endswith("Shall I move it? [Move it] [Change something]")
    chat.says("affirm")
    assert chat.said == "Moved: Mia with Dr Maya Rao, Friday 5 June at 15:40."


def test_the_doctor_says_which_appointment() -> None:
    chat = Chat(family()).says(
        "reschedule_appointment", doctors=(RAO.name,), when=When(days=day("2026-06-05"), times=at("09:00"))
    )
    assert "Mia with Dr Maya Rao, Thursday 4 June at 15:40, would move to Friday 5 June at 09:00." in chat.said


def test_the_only_appointment_is_not_asked_about() -> None:
    chat = Chat(john_only()).says("reschedule_appointment", when=When(days=day("2026-06-05"), times=at("09:00")))
    chat.says("affirm")
    assert chat.clinic.commands[-1] == Move(1, LEE.id, datetime(2026, 6, 5, 9, tzinfo=LONDON))


def test_from_one_day_to_another() -> None:
    text = "move my thursday appointment to friday at 9"
    when = When(days=(*day("2026-06-04"), *day("2026-06-05")), times=at("09:00"), spans=((8, 16), (32, 38), (42, 43)))
    chat = Chat(john_only())
    chat.understood(Meaning(text, "reschedule_appointment", when=when))
    assert "would move to Friday 5 June at 09:00." in chat.said


def test_moving_to_another_doctor() -> None:
    chat = Chat(john_only()).says(
        "reschedule_appointment", doctors=(RAO.name,), when=When(days=day("2026-06-05"), times=at("09:00"))
    )
    assert "would change to Dr Maya Rao, Friday 5 June at 09:00." in chat.said


def test_nothing_to_move() -> None:
    chat = Chat(PaperClinic()).says("reschedule_appointment")
    assert "You have no appointment with us at the moment." in chat.said
    assert "[Book an appointment]" in chat.said


def test_too_late_to_change_goes_to_the_front_desk() -> None:
    clinic = john_only()
    clinic.now = datetime(2026, 6, 4, 9, 40, tzinfo=LONDON)
    chat = Chat(clinic).says("cancel_appointment")
    assert "I can't change it by myself; I've told the front desk" in chat.said
    assert "+44 20 7946 0000" in chat.said
    assert clinic.commands == [AskPerson("too_late", urgent=True)]
    assert len(clinic.appointments) == 1


def test_cancelling_asks_first() -> None:
    chat = Chat(john_only()).says("cancel_appointment")
    assert "You with Dr Sam Lee, Thursday 4 June at 10:20. Shall I call it off?" in chat.said
    assert chat.clinic.commands == []
    chat.says("affirm")
    assert chat.clinic.commands == [Cancel(1)]
    assert "Cancelled: you with Dr Sam Lee, Thursday 4 June at 10:20. Would you like another time?" in chat.said
    assert chat.reply is not None
    assert chat.reply.cancelled == 1


def test_keeping_it_after_all() -> None:
    chat = Chat(john_only()).says("cancel_appointment").taps("Keep it")
    assert chat.said == "All right, your appointment with Dr Sam Lee, Thursday 4 June at 10:20, stays as it is."
    assert len(chat.clinic.appointments) == 1


def test_moving_instead_of_cancelling() -> None:
    chat = Chat(john_only()).says("cancel_appointment").taps("Move it instead")
    assert "Which day would suit you with Dr Sam Lee?" in chat.said


def test_my_appointments() -> None:
    chat = Chat(family()).says("list_appointments")
    assert "You have 2 appointments:\nYou with Dr Sam Lee, Thursday 4 June at 10:20\nMia with Dr Maya Rao" in chat.said


def test_i_will_come() -> None:
    chat = Chat(john_only()).says("confirm_appointment")
    assert chat.clinic.commands == [Confirm(1)]
    assert "Thank you, that's confirmed" in chat.said


def test_an_appointment_that_went_away_meanwhile() -> None:
    chat = Chat(john_only()).says("cancel_appointment")
    chat.clinic.appointments = ()
    chat.says("affirm")
    assert "booked" not in chat.said.lower()


def test_a_correction_right_after_booking_moves_it() -> None:
    chat = Chat(john_only())
    chat.clinic.appointments = ()
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    chat.says("affirm")
    chat.says(when=When(days=day("2026-06-03")))
    assert "Wednesday 3 June with Dr Sam Lee" in chat.said


def test_a_range_of_days() -> None:
    week = (DayRange(date(2026, 6, 8), date(2026, 6, 14)),)
    chat = Chat(john_only()).says("reschedule_appointment", when=When(days=week))
    assert "Between Monday 8 June and Sunday 14 June with Dr Sam Lee" in chat.said


def test_a_first_name_in_passing_says_whose_it_is() -> None:
    chat = Chat(family()).understood(Meaning("can you move mias one", "reschedule_appointment"))
    assert "Which day would suit you with Dr Maya Rao" in chat.said
