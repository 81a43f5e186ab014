"""Booking, as conversations with the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.commands import Book, Hold
from bot.core.context import DoctorFacts, VisitTypeFacts
from nlu.core.meaning import TimeRange
from tests.bot.paper import LEE, LONDON, RAO, Chat, Meaning, PaperClinic, Person, When, after, at, day

JOHN = Person("John Miller", "self")
MIA = Person("Mia", "child", "daughter")
MARK = Person("Mark", "child", "son")
THURSDAY = "2026-06-04"


def known(**changes: object) -> PaperClinic:
    """A clinic that knows John."""
    chat = Chat(PaperClinic(**changes))  # type: ignore[arg-type]
    chat.says(
        "book_appointment", doctors=(LEE.name,), people=(JOHN,), when=When(days=day("2026-06-02"), times=at("09:00"))
    )
    chat.says("affirm")
    chat.clinic.appointments = ()
    chat.clinic.commands.clear()
    return chat.clinic


def test_everything_in_one_sentence() -> None:
    chat = Chat()
    chat.says(
        "book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY), times=after("15:00")), people=(MIA,)
    )
    assert "Thursday 4 June from 15:00 with Dr Maya Rao for Mia" in chat.said
    assert "[15:00] [15:40] [16:20]" in chat.said
    chat.says(choice=2)
    assert "Mia with Dr Maya Rao, Thursday 4 June at 15:40, 1 Quay Street." in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "confirmation"
    chat.says("affirm")
    assert chat.said == "Booked: Mia with Dr Maya Rao, Thursday 4 June at 15:40."
    assert chat.reply.booked == 1


def test_one_question_at_a_time() -> None:
    chat = Chat()
    asked = [chat.says("book_appointment").reply]
    asked.append(chat.says(doctors=(LEE.name,)).reply)
    asked.append(chat.says(when=When(days=day(THURSDAY))).reply)
    asked.append(chat.says(choice=1).reply)
    asked.append(chat.says(people=(JOHN,)).reply)
    assert [reply.expects for reply in asked if reply] == ["doctor", "date", "slot", "patient", "confirmation"]


def test_a_free_time_asked_for_is_not_asked_about() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    assert "You with Dr Sam Lee, tomorrow, Tuesday 2 June at 10:20" in chat.said


def test_the_proposed_time_is_held() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("11:00")))
    start = datetime(2026, 6, 4, 11, tzinfo=LONDON)
    assert chat.clinic.commands == [Hold(LEE.id, 1, start)]


def test_changing_ones_mind() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    chat.says(when=When(days=day("2026-06-05"), not_times=(TimeRange(None, time(11)),)))
    assert "Friday 5 June from 11:00 with Dr Sam Lee" in chat.said
    assert "[11:00]" in chat.said
    chat.says("find_doctor", doctors=(RAO.name,))
    assert "Dr Rao]" in chat.said
    chat.says(doctors=(RAO.name,), when=When(times=at("13:00")))
    assert "You with Dr Maya Rao, Friday 5 June at 13:00" in chat.said


def test_a_corrected_day_keeps_the_time_that_was_said() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    chat.says("deny", then=Meaning("", "inform", when=When(days=day(THURSDAY))))
    assert "Thursday 4 June at 10:20" in chat.said


def test_yes_with_a_correction_is_no_yes() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    chat.says("affirm", then=Meaning("", "inform", when=When(days=day(THURSDAY))))
    assert not any(isinstance(command, Book) for command in chat.clinic.commands)
    assert "Thursday 4 June at 10:20" in chat.said


def test_yes_with_the_same_details_is_a_yes() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-02"), times=at("10:20")))
    chat.says("affirm", when=When(days=day("2026-06-02")))
    assert chat.said.startswith("Booked:")


def test_yes_and_one_for_my_son_at_the_same_time() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-05"), times=at("15:40")))
    another = Meaning("", "book_appointment", additional=True, people=(MARK,), when=When(relative="same_time"))
    chat.says("affirm", then=another)
    assert chat.said.startswith("Booked: you with Dr Sam Lee, Friday 5 June at 15:40.")
    assert "for Mark" in chat.said
    assert "[16:20 Dr Lee] [15:40 Dr Rao]" in chat.said
    chat.says(when=When(relative="right_after"))
    assert "Mark with Dr Sam Lee, Friday 5 June at 16:20" in chat.said


def test_insisting_on_the_same_time_means_another_doctor() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day("2026-06-05"), times=at("15:40")))
    chat.says(
        "affirm", then=Meaning("", "book_appointment", additional=True, people=(MARK,), when=When(relative="same_time"))
    )
    chat.says(when=When(days=day("2026-06-05"), times=at("15:40")))
    assert "Mark with Dr Maya Rao, Friday 5 June at 15:40" in chat.said


def test_me_and_my_son_are_two_appointments_in_a_row() -> None:
    chat = Chat(known())
    me = Person(None, "self")
    chat.says(
        "book_appointment", doctors=(LEE.name,), people=(me, MARK), when=When(days=day("2026-06-05"), times=at("09:00"))
    )
    chat.says("affirm")
    assert "Mark with Dr Sam Lee, Friday 5 June at 09:40" in chat.said
    chat.says("affirm")
    assert [one.patient.name for one in chat.clinic.appointments] == ["John Miller", "Mark"]


def test_a_childs_name_is_asked_for() -> None:
    chat = Chat(known())
    daughter = Person(None, "child", "daughter")
    chat.says(
        "book_appointment", doctors=(LEE.name,), people=(daughter,), when=When(days=day(THURSDAY), times=at("09:00"))
    )
    assert chat.said == "What is your daughter's name?"
    chat.says(people=(Person("Mia"),))
    assert chat.said.startswith("Mia with Dr Sam Lee")
    assert chat.clinic.patients[-1].name == "John Miller", "nothing is written before the yes"
    chat.says("affirm")
    assert chat.clinic.patients[-1].relation == "child"


def test_somebody_was_faster() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY), times=at("15:00")))
    chat.clinic.taken.add((RAO.id, datetime(2026, 6, 4, 15, tzinfo=LONDON)))
    chat.says("affirm")
    assert "That time was taken a moment ago, I'm sorry." in chat.said
    assert "[Thu 4 Jun, 14:20]" in chat.said or "[14:20]" in chat.said
    assert chat.reply is not None
    assert chat.reply.expects == "slot"


def test_the_nearest_times_for_one_that_is_taken() -> None:
    clinic = known()
    clinic.taken.add((RAO.id, datetime(2026, 6, 4, 15, tzinfo=LONDON)))
    chat = Chat(clinic).says("book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY), times=at("15:00")))
    assert "Thursday 4 June at 15:00 is already taken." in chat.said
    assert "[Thu 4 Jun, 14:20] [Thu 4 Jun, 15:40]" in chat.said


def test_a_day_off_is_named_and_the_next_times_offered() -> None:
    chat = Chat(known()).says("book_appointment", doctors=(RAO.name,), when=When(days=day("2026-06-06")))
    assert "Dr Maya Rao has nothing free on Saturday 6 June." in chat.said
    assert "[Mon 8 Jun, 09:00]" in chat.said


def test_other_times_never_shows_the_same_again() -> None:
    chat = Chat(known()).says("book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY)))
    first = {choice.start for choice in chat.reply.choices if choice.start} if chat.reply else set()
    chat.taps("Other times")
    second = {choice.start for choice in chat.reply.choices if choice.start} if chat.reply else set()
    assert first
    assert second
    assert not first & second


def test_whoever_is_free_first() -> None:
    chat = Chat(known()).says("book_appointment", any_doctor=True, when=When(asap=True))
    assert "The first free times today:" in chat.said
    assert "[09:00 Dr Rao]" in chat.said


def test_a_complaint_suggests_a_specialty_and_never_decides() -> None:
    clinic = known()
    clinic.doctors = (*clinic.doctors, DoctorFacts(3, "Dr. Kim Ito", "Dermatology"))
    chat = Chat(clinic).says("book_appointment", guessed_specialty="Dermatology")
    assert "People often see Dermatology about that." in chat.said
    assert "[Dr Maya Rao, Dermatology] [Dr Kim Ito, Dermatology] [Whoever is free first]" in chat.said


def test_where_one_doctor_alone_sees_to_a_complaint_their_days_are_offered() -> None:
    chat = Chat(known()).says("book_appointment", guessed_specialty="Dermatology")
    assert "People often see" not in chat.said
    assert "Which day would suit you with Dr Maya Rao?" in chat.said


def test_a_jab_suggests_nobody_whatever_it_is_against() -> None:
    jab = {"visit_types": ("Vaccination",), "guessed_specialty": "Dermatology", "unwell": True}
    chat = Chat(known()).says("book_appointment", **jab)
    assert "Which doctor would you like to see (Vaccination)?" in chat.said
    assert "People often see" not in chat.said
    assert "sorry" not in chat.said


SKIN, EARS = DoctorFacts(3, "Dr. Ada Kim", "Dermatology"), DoctorFacts(4, "Dr. Ben Kim", "Otolaryngology")


def of_one_name() -> PaperClinic:
    return replace(known(), doctors=(LEE, SKIN, EARS))


def test_two_doctors_of_one_name_are_asked_about() -> None:
    chat = Chat(of_one_name()).says("book_appointment", doctors=(SKIN.name, EARS.name))
    assert "There is more than one doctor of that name." in chat.said


@pytest.mark.parametrize("said", [{"specialties": ("Otolaryngology",)}, {"guessed_specialty": "Otolaryngology"}])
def test_the_field_tells_namesakes_apart(said: dict[str, object]) -> None:
    chat = Chat(of_one_name()).says("book_appointment", doctors=(SKIN.name, EARS.name))
    assert "with Dr Ben Kim" in chat.says(**said).said


def test_whoever_names_two_doctors_may_see_either() -> None:
    chat = Chat(of_one_name()).says("book_appointment", doctors=(LEE.name, SKIN.name), any_doctor=True)
    assert "with Dr Sam Lee or Dr Ada Kim?" in chat.said
    chat = Chat(of_one_name()).says("book_appointment", doctors=(LEE.name, SKIN.name))
    assert chat.said.startswith("Which of them would you like to see? [Dr Sam Lee, General Practice]")


def test_a_field_that_is_anothers_is_set_right() -> None:
    chat = Chat(of_one_name()).says("book_appointment", doctors=(LEE.name,), other_field="Dermatology")
    assert "Dermatology here is Dr Ada Kim; Dr Sam Lee is General Practice." in chat.said
    assert "with Dr Ada Kim" in chat.taps("Dr Ada Kim, Dermatology").said


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"visit_types": ("Check-up", "Follow-up")}, "[Check-up, 45 min] [Follow-up, 20 min]"),
        ({"visit_types": ("Check-up", "Follow-up"), "length": 20}, "with Dr Sam Lee (Follow-up)?"),
        ({"visit_types": ("Check-up", "Follow-up"), "length": "long"}, "with Dr Sam Lee (Check-up)?"),
        ({"length": 45}, "with Dr Sam Lee (Check-up)?"),
        ({"length": "usual"}, "with Dr Sam Lee?"),
        ({"length": 50}, "with Dr Sam Lee?"),
    ],
)
def test_what_kind_of_visit_is_meant_is_taken_or_asked(said: dict[str, object], says: str) -> None:
    names = (("Consultation", 30), ("Check-up", 45), ("Follow-up", 20))
    kinds = tuple(VisitTypeFacts(number, name, minutes) for number, (name, minutes) in enumerate(names, 1))
    chat = Chat(replace(known(), visit_types=kinds)).says("book_appointment", doctors=(LEE.name,), **said)
    assert says in chat.said
    if "[" in says:
        assert "with Dr Sam Lee (Follow-up)?" in chat.taps("Follow-up, 20 min").said


def test_only_who_does_that_kind_of_visit_is_left_to_choose() -> None:
    kinds = (VisitTypeFacts(1, "Consultation", 30), VisitTypeFacts(2, "Blood test", 10))
    nurse = replace(SKIN, name="Nurse Ada Kim", specialty="Practice Nurse", visit_types=frozenset({2}))
    doctor = replace(LEE, visit_types=frozenset({1}))
    clinic = replace(known(), doctors=(doctor, nurse), visit_types=kinds)
    chat = Chat(clinic).says("book_appointment", visit_types=("Blood test",))
    assert "with Nurse Ada Kim (Blood test)?" in chat.said


def test_a_visit_named_for_its_nurse_is_the_usual_one_with_her() -> None:
    kinds = (VisitTypeFacts(1, "Consultation", 40), VisitTypeFacts(2, "Nurse visit", 40))
    nurse = replace(SKIN, name="Nurse Ada Kim", specialty="Practice Nurse")
    chat = Chat(replace(known(), doctors=(LEE, nurse), visit_types=kinds))
    chat.says("book_appointment", doctors=(nurse.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    assert "Visit: Nurse visit." in chat.said


def test_a_kind_of_visit_that_is_not_ours_is_not_booked_in_silence() -> None:
    chat = Chat(known())
    when = When(days=day(THURSDAY), times=at("09:00"))
    chat.says("book_appointment", doctors=(LEE.name,), when=when, strange_visit="botox")
    assert "Visit: Consultation." in chat.said
    assert chat.says("affirm").clinic.commands[-1].reason == "botox"  # type: ignore[union-attr]


def test_a_doctor_the_clinic_does_not_have_is_named() -> None:
    chat = Chat(known())
    chat.says("book_appointment", strange_doctor="Vazquez", when=When(days=day(THURSDAY)))
    assert chat.said.startswith(
        "There is no Dr Vazquez at Riverside Clinic. Which doctor would you like to see on Thursday 4 June? ["
    )
    assert chat.says(doctors=(LEE.name,)).said.startswith("Thursday 4 June with Dr Sam Lee")
    assert chat.says(strange_doctor="Gonzalez").keys[0] == "doctor.unknown"


def test_no_reminders_is_one_tap() -> None:
    chat = Chat()
    chat.says("book_appointment", doctors=(LEE.name,), people=(JOHN,), when=When(days=day(THURSDAY), times=at("09:00")))
    chat.taps("Book it, no reminders")
    booked = [command for command in chat.clinic.commands if isinstance(command, Book)]
    assert [command.reminders for command in booked] == [False]


def test_consent_is_asked_once() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    assert "book.consent" not in chat.keys


def test_change_something() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    chat.taps("Change something")
    assert "[The doctor] [The day or time] [Who it is for]" in chat.said
    chat.taps("Who it is for")
    chat.says(people=(MIA,))
    assert chat.said.startswith("Mia with Dr Sam Lee, Thursday 4 June at 09:00")


def test_the_same_again_after_what_shall_i_change_is_proposed_again() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    proposed = chat.said
    chat.says("deny")
    assert chat.keys == ["change.what"]
    chat.says("book_appointment", doctors=(LEE.name,))
    assert chat.said.split(" [")[0].startswith(proposed.split(". ")[0])
    chat.says("affirm")
    assert isinstance(chat.clinic.commands[-1], Book)


def test_an_old_book_it_button_books_nothing_else() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    assert chat.reply is not None
    old = chat.reply.choices[0].value
    chat.says(when=When(days=day("2026-06-05")))
    chat.taps_value(old)
    assert not any(isinstance(command, Book) for command in chat.clinic.commands)
    assert "That button belongs to an earlier message." in chat.said
    assert "Friday 5 June at 09:00" in chat.said


def test_a_button_tapped_twice_books_once() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), when=When(days=day(THURSDAY), times=at("09:00")))
    assert chat.reply is not None
    button = chat.reply.choices[0].value
    chat.taps_value(button).taps_value(button)
    assert chat.said == "That is already done: you with Dr Sam Lee, Thursday 4 June at 09:00."
    assert len(chat.clinic.appointments) == 1


def test_a_time_of_last_weeks_list_still_leads_to_a_proposal() -> None:
    chat = Chat(known()).taps_value(f"slot:{LEE.id}:{int(datetime(2026, 6, 4, 9, tzinfo=LONDON).timestamp())}")
    assert "You with Dr Sam Lee, Thursday 4 June at 09:00" in chat.said


@given(seconds=st.integers(min_value=0, max_value=59), minute=st.sampled_from([0, 7, 40]))
def test_a_button_we_never_made_offers_no_odd_second(seconds: int, minute: int) -> None:
    start = datetime(2026, 6, 4, 9, minute, seconds, tzinfo=LONDON)
    chat = Chat(known()).taps_value(f"slot:{LEE.id}:{int(start.timestamp())}")
    offered = [choice.start for choice in chat.reply.choices if choice.start] if chat.reply else []
    assert all(not one.second for one in offered)
    assert ("You with Dr Sam Lee, Thursday 4 June at 09:" in chat.said) == (seconds == 0)


def test_a_name_given_for_a_son_is_the_sons() -> None:
    chat = Chat(PaperClinic())
    son = Person(None, "child", "son")
    chat.says("book_appointment", doctors=(LEE.name,), people=(son,), when=When(days=day(THURSDAY), times=at("09:00")))
    chat.says(people=(Person("Leo Hart"),)).says("affirm")
    assert chat.said == "Booked: Leo Hart with Dr Sam Lee, Thursday 4 June at 09:00."
    assert chat.clinic.patients[-1].relation == "child"


def test_coming_along_right_after_is_another_booking() -> None:
    chat = Chat(known())
    chat.says("book_appointment", doctors=(LEE.name,), people=(MARK,), when=When(days=day(THURSDAY), times=at("09:00")))
    chat.says("affirm", then=Meaning("", "inform", additional=True, when=When(relative="right_after")))
    assert chat.said.startswith("Booked: Mark with Dr Sam Lee, Thursday 4 June at 09:00.")
    assert "You with Dr Sam Lee, Thursday 4 June at 09:40" in chat.said


def test_one_patient_in_two_rooms_at_once_is_asked_about() -> None:
    chat = Chat(known())
    john = chat.clinic.patients[0]
    chat.clinic.have(john, LEE.id, datetime(2026, 6, 4, 10, 0, tzinfo=LONDON))
    chat.says("book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY), times=at("10:20")))
    assert (
        "You already have an appointment on Thu 4 Jun at 10:00 with Dr Lee. Keep both, or only the new one?"
        in chat.said
    )
    chat.says("affirm")
    assert "Booked: you with Dr Maya Rao, Thursday 4 June at 10:20." in chat.said


def test_two_of_a_family_at_the_same_time_are_not_asked_about() -> None:
    chat = Chat(known())
    chat.clinic.have(chat.clinic.patients[0], LEE.id, datetime(2026, 6, 4, 10, 0, tzinfo=LONDON))
    chat.says("book_appointment", doctors=(RAO.name,), when=When(days=day(THURSDAY), times=at("10:20")), people=(MIA,))
    assert "already" not in chat.said
