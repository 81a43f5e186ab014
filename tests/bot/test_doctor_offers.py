"""The patients of a doctor who is away: other times are offered in their chat, and the desk calls the rest."""

from __future__ import annotations

import pytest

from models.db import Database
from models.tables import DoctorRow
from models.words import Status
from tests.bot.practice import Practice, june, patients


def test_every_patient_is_offered_other_times(database: Database) -> None:
    practice = Practice(database)
    practice.doctor_chat()
    patients(practice)
    practice.says("lee", "off thursday")
    assert practice.taps("lee", "Block it and tell them") == (
        "Done. Blocked: Thursday 4 June. I'll tell you and the desk today at 10:00 who has a new time and who must be "
        "called."
    )
    assert practice.free(4) == []
    assert practice.got("john", "offer") == [
        "Riverside Clinic: Dr Lee can't see you on Thu 4 Jun at 09:00, we are sorry. Choose another time: "
        "[Fri 5 Jun, 09:00] [Fri 5 Jun, 09:40] [Mon 8 Jun, 09:00] [Other times]"
    ]
    assert practice.got("anna", "offer") == [
        "Riverside Clinic: Dr Lee can't see you on Thu 4 Jun at 16:00, we are sorry. Choose another time: "
        "[Fri 5 Jun, 10:20] [Fri 5 Jun, 11:00] [Mon 8 Jun, 16:00] [Other times]"
    ]


def test_a_number_or_a_tap_takes_the_time_at_once(database: Database) -> None:
    practice = Practice(database)
    practice.doctor_chat()
    john, anna = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    assert "Moved: you with Dr Sam Lee, Friday 5 June at 09:40." in practice.says("john", "2")
    assert practice.appointment(john).starts_at == june(5, "09:40")
    assert "Moved: you with Dr Sam Lee, Monday 8 June at 16:00." in practice.taps("anna", "Mon 8 Jun, 16:00")
    assert practice.appointment(anna).starts_at == june(8, "16:00")
    assert practice.wait_until(june(1, "10:00")) == [
        "lee: How it stands with Thursday 4 June. 2 patients have another time."
    ]
    assert practice.handoffs() == []


@pytest.mark.parametrize("how", ["tap", "number"])
def test_a_time_at_which_they_are_elsewhere_is_asked_about_first(database: Database, how: str) -> None:
    practice = Practice(database)
    practice.doctor_chat()
    john = practice.book("john", "John Miller", june(4, "09:00"))
    practice.book("john", "John Miller", june(5, "09:00"), doctor="Dr. Maya Rao")
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    asked = practice.taps("john", "Fri 5 Jun, 09:00") if how == "tap" else practice.says("john", "1")
    assert "You already have an appointment on Fri 5 Jun at 09:00 with Dr Rao. Shall I move it?" in asked
    assert practice.appointment(john).starts_at == june(4, "09:00")
    assert "Moved: " in practice.says("john", "yes"), "theirs to decide"
    assert practice.appointment(john).starts_at == june(5, "09:00")


def test_who_does_not_answer_is_for_the_desk_to_call(practice: Practice) -> None:
    patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.says("john", "1")
    report = practice.wait_until(june(1, "10:00"))
    assert report == [
        "lee: How it stands with Thursday 4 June. One patient has another time.\n"
        "The desk is to call one:\nThu 4 Jun, 16:00 A. K."
    ]
    assert practice.handoffs() == [("anna", "doctor_away")]


def test_calling_it_off_settles_it_too(practice: Practice) -> None:
    john, anna = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.desk_cancels(john)
    practice.desk_moves(anna, june(9, "09:00"))
    assert practice.wait_until(june(1, "10:00")) == [
        "lee: How it stands with Thursday 4 June. One patient has another time. One called it off."
    ]


def test_other_times_goes_on_as_any_move_does(practice: Practice) -> None:
    john, _ = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.taps("john", "Other times")
    assert practice.last("john").expects == "date"
    assert practice.status(john) == Status.BOOKED


def test_a_time_that_was_taken_meanwhile_is_replaced_by_the_nearest(practice: Practice) -> None:
    john, _ = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.book("anna", "Anna Kaur", june(5, "09:00"))
    assert "That time was taken a moment ago, I'm sorry." in practice.taps("john", "Fri 5 Jun, 09:00")
    assert practice.appointment(john).starts_at == june(4, "09:00")


def test_nobody_can_take_a_time_for_somebody_elses_appointment(practice: Practice) -> None:
    john, _ = patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    value = practice.last("john").options[0].value
    practice.taps_value("mallory", value)
    assert practice.appointment(john).starts_at == june(4, "09:00")


def test_an_offer_is_the_only_way_around_the_clinics_notice(practice: Practice) -> None:
    """John's visit is in half an hour: by himself he could not move it, but it is the doctor who is ill."""
    john = practice.book("john", "John Miller", june(4, "09:00"))
    practice.wait_until(june(4, "08:30"))
    value = f"moveto:{john.id}:{practice.doctors['Dr. Sam Lee']}:{int(june(5, '09:00').timestamp())}"
    assert "I can't change it by myself" in practice.taps_value("john", value)
    practice.says("lee", "im ill. off today")
    practice.says("lee", "yes")
    assert "Moved: you with Dr Sam Lee, tomorrow, Friday 5 June" in practice.says("john", "1")


def test_a_forged_offer_of_an_odd_second_moves_nothing(practice: Practice) -> None:
    john = practice.book("john", "John Miller", june(4, "09:00"))
    practice.wait_until(june(4, "08:30"))
    practice.says("lee", "im ill. off today")
    practice.says("lee", "yes")
    forged = f"moveto:{john.id}:{practice.doctors['Dr. Sam Lee']}:{int(june(5, '09:07').timestamp()) + 13}"
    assert "Moved" not in practice.taps_value("john", forged)
    assert practice.appointment(john).starts_at == june(4, "09:00")


def test_the_same_specialty_sooner(sqlite_database: Database) -> None:
    practice = Practice(sqlite_database)
    practice.doctor_chat()
    with practice.database.write() as store:
        lee = store.session.get_one(DoctorRow, practice.doctors["Dr. Sam Lee"])
        store.session.get_one(DoctorRow, practice.doctors["Dr. Maya Rao"]).specialty_id = lee.specialty_id
    patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    assert (
        "[Thu 4 Jun, 09:00 Dr Rao] [Fri 5 Jun, 09:00] [Mon 8 Jun, 09:00] [Other times]"
        in practice.got("john", "offer")[0]
    )
    assert "Dr Rao" in practice.got("anna", "offer")[0]
    practice.says("john", "1")
    assert practice.says("lee", "thursday").startswith("Thursday 4 June: one patient, at 16:00.")


def test_a_child_is_called_by_the_first_name(practice: Practice) -> None:
    practice.book("john", "John Miller", june(3, "09:00"))
    practice.book("john", "Mia Miller", june(4, "09:40"))
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    assert "Dr Lee can't see Mia on Thu 4 Jun at 09:40" in practice.got("john", "offer")[0]


def test_who_cannot_be_written_to_is_for_the_desk(practice: Practice) -> None:
    practice.book_unreachable("Ben Okoro", june(4, "10:20"))
    stopped = practice.book("anna", "Anna Kaur", june(4, "16:00"))
    with practice.database.write() as store:
        for address in store.people.addresses(stopped.account_id):
            store.people.opt_out(address.id, practice.clock.now())
    practice.says("lee", "off thursday")
    assert "2 of them cannot be written to; the desk knows and will call." in practice.says("lee", "yes")
    assert practice.handoffs() == [("anna", "doctor_away")]
    with practice.database.read() as store:
        [absence] = store.absences.coming(practice.clock.now())
    assert [(one.appointment.patient, one.settled) for one in absence.displaced] == [
        ("Ben Okoro", False),
        ("Anna Kaur", False),
    ]


def test_ill_before_breakfast_wakes_nobody_who_need_not_be_woken(practice: Practice) -> None:
    patients(practice)
    practice.book("ben", "Ben Okoro", june(4, "17:00"))
    practice.wait_until(june(4, "06:00"))
    practice.says("lee", "im ill. off today")
    practice.says("lee", "yes")
    assert practice.got("anna", "offer") == []
    sent = practice.wait_until(june(4, "08:30"))
    assert [line.split(":")[0] for line in sent if "can't see you" in line] == ["john", "anna", "ben"]
    assert any("lee: How it stands with the rest of today" in line for line in sent)


def test_who_is_in_the_room_stays(practice: Practice) -> None:
    patients(practice)
    practice.wait_until(june(4, "09:10"))
    assert "That touches one patient." in practice.says("lee", "I feel sick, off today")


# After it
