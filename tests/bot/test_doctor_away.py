"""A doctor blocks time or falls ill: a preview, a yes, offers to the patients, and a report."""

from __future__ import annotations

import pytest

from bot.planning import plan
from models.clinic_file import import_clinic, load_clinic
from models.db import Database
from models.tables import AppointmentRow, DoctorRow
from models.views import Appointment
from models.words import Status
from tests.bot.practice import Practice, june
from tests.conftest import DEMO_CLINIC


@pytest.fixture
def practice(sqlite_database: Database) -> Practice:
    """Dr Lee has a chat."""
    made = Practice(sqlite_database)
    made.doctor_chat()
    return made


def patients(practice: Practice) -> tuple[Appointment, Appointment]:
    """John on Thursday at 9:00, Anna at 16:00."""
    john = practice.book("john", "John Miller", june(4, "09:00"))
    return john, practice.book("anna", "Anna Kaur", june(4, "16:00"))


# A preview, and no


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("off tomorrow", "Nobody is booked then. Shall I block tomorrow, Tuesday 2 June?"),
        ("off tomorrow afternoon", "Shall I block tomorrow, Tuesday 2 June from 12:00 to 18:00?"),
        ("block friday from 2 to 4", "Shall I block Friday 5 June from 14:00 to 16:00?"),
        ("off friday from 3pm", "Shall I block Friday 5 June from 15:00?"),
        ("holiday from 10 june to 20 june", "Shall I block Wednesday 10 June to Saturday 20 June?"),
        ("sick tomorrow", "I'm sorry to hear it. Nobody is booked then. Shall I block tomorrow, Tuesday 2 June?"),
        ("off thursday", "That touches 2 patients. Shall I block Thursday 4 June, and offer each of them other times?"),
        ("i can't come in tomorrow", "Nobody is booked then. Shall I block tomorrow, Tuesday 2 June?"),
        ("off thursday morning", "That touches one patient. Shall I block Thursday 4 June"),
        ("can't come in on thursday", "That touches 2 patients. Shall I block Thursday 4 June, and"),
    ],
)
def test_what_would_be_blocked_is_said_first(practice: Practice, words: str, answer: str) -> None:
    patients(practice)
    assert answer in practice.says("lee", words)


@pytest.mark.parametrize("words", ["no", "leave it", "no thanks", "tomorrow", "thanks"])
def test_without_a_yes_nothing_happens(practice: Practice, words: str) -> None:
    john, _ = patients(practice)
    free = practice.free(4)
    practice.says("lee", "off thursday")
    practice.says("lee", words)
    practice.says("lee", "yes")
    assert practice.free(4) == free
    assert practice.got("john", "offer") == practice.got("anna", "offer") == []
    assert practice.status(john) == Status.BOOKED


def test_whom_it_touches_can_be_looked_at(practice: Practice) -> None:
    patients(practice)
    practice.says("lee", "off thursday")
    shown = practice.taps("lee", "Show me whom")
    assert "09:00 J. M. · Consultation · new · not confirmed\n16:00 A. K." in shown
    assert "Shall I block Thursday 4 June? [Block it and tell them] [Show me whom] [Leave it]" in shown
    assert "Done. Blocked: Thursday 4 June." in practice.says("lee", "yes")


def test_when_is_asked_where_it_was_not_said(practice: Practice) -> None:
    assert practice.says("lee", "block time").startswith("When will you be away?")
    assert "Shall I block Thursday 4 June from 14:00 to 15:00?" in practice.says("lee", "thursday 2 to 3 pm")
    assert practice.taps("lee", "Block it") == "Done. Blocked: Thursday 4 June from 14:00 to 15:00."
    assert not {"14:00", "14:40"} & set(practice.free(4))


def test_blocked_time_outlives_an_import_of_the_clinic_file(practice: Practice) -> None:
    practice.says("lee", "off friday")
    practice.says("lee", "yes")
    with practice.database.write() as store:
        import_clinic(store, load_clinic(DEMO_CLINIC), practice.clock.now())
    assert practice.free(5) == []


# Yes


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


def test_nothing_reminds_of_an_appointment_whose_doctor_is_away(practice: Practice) -> None:
    john, _ = patients(practice)
    with practice.database.write() as store:
        store.session.get_one(AppointmentRow, john.id).wants_reminders = True
        store.session.flush()
        plan(store, store.bookings.get(john.id), practice.clock.now())
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.wait_until(june(5, "12:00"))
    assert practice.got("john", "reminder") == practice.got("john", "rating") == []
    assert practice.status(john) == Status.CANCELLED


def test_back_after_all(practice: Practice) -> None:
    patients(practice)
    practice.says("lee", "off thursday")
    practice.says("lee", "yes")
    practice.says("anna", "1")
    assert practice.says("lee", "im back thursday").startswith("Done. Open again: Thursday 4 June.")
    assert practice.got("john", "offer_back") == [
        "Riverside Clinic: Dr Lee can see you after all. Your appointment on Thu 4 Jun at 09:00 stands as it was."
    ]
    assert practice.got("anna", "offer_back") == []
    assert "10:20" in practice.free(4)
    assert "nothing blocked" in practice.says("lee", "im back thursday")


@pytest.mark.parametrize(
    ("words", "open_again", "blocked"),
    [
        ("im back", [9, 10, 11], []),
        ("unblock wednesday", [10], [9, 11]),
        ("im back from wednesday to friday", [10, 11], [9]),
    ],
)
def test_back_for_part_of_a_longer_absence(
    practice: Practice, words: str, open_again: list[int], blocked: list[int]
) -> None:
    practice.book("john", "John Miller", june(10, "09:00"))
    practice.book("anna", "Anna Kaur", june(11, "09:00"))
    practice.wait_until(june(8, "10:00"))
    practice.says("lee", "sick from today to thursday")
    practice.says("lee", "yes")
    practice.says("lee", words)
    assert [day for day in (9, 10, 11) if practice.free(day)] == open_again
    assert [day for day in (9, 10, 11) if not practice.free(day)] == blocked
    stands = [name for name in ("john", "anna") if practice.got(name, "offer_back")]
    assert stands == [name for name, day in (("john", 10), ("anna", 11)) if day in open_again]
    practice.says("lee", "unblock 8 june to 12 june")
    assert all(practice.free(day) for day in (9, 10, 11))
    assert len(practice.got("john", "offer_back") + practice.got("anna", "offer_back")) == 2


def test_a_second_block_offers_nothing_twice(practice: Practice) -> None:
    patients(practice)
    for words in ("off thursday morning", "yes", "off thursday", "yes"):
        practice.says("lee", words)
    assert len(practice.got("john", "offer")) == len(practice.got("anna", "offer")) == 1
