"""A doctor blocks time or falls ill: a preview, a yes, and coming back after all."""

from __future__ import annotations

import pytest

from bot.outreach.kinds import PLANNED
from clinic.planning import plan
from models.clinic_file import import_clinic, load_clinic
from models.tables import AppointmentRow
from models.words import Status
from tests.bot.practice import Practice, june, patients
from tests.conftest import DEMO_CLINIC

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


def test_nothing_reminds_of_an_appointment_whose_doctor_is_away(practice: Practice) -> None:
    john, _ = patients(practice)
    with practice.database.write() as store:
        store.session.get_one(AppointmentRow, john.id).wants_reminders = True
        store.session.flush()
        plan(store, store.bookings.get(john.id), practice.clock.now(), PLANNED)
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
