"""The clinic changes under what is open: conversations go on, what is said stays true, and the desk hears of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.outreach.kinds import PLANNED
from bot.outreach.notifier import Outreach
from clinic.actor import ADMINISTRATOR
from clinic.facts import Facts
from clinic.planning import plan
from models.clinic_file import load_clinic
from models.db import Database
from models.errors import WouldOrphan
from models.tables import AppointmentRow
from models.words import Status
from tests.bot.practice import LEE, Practice, june
from tests.conftest import DEMO_CLINIC

LEFT, SORRY = "Dr Sam Lee no longer sees patients here.", "went wrong on our side"


@pytest.fixture
def practice(database: Database) -> Practice:
    return Practice(database)


def leave(practice: Practice, *, doctor: str | None = LEE, kind: str | None = None, force: bool = True) -> None:
    """The clinic file without this doctor or kind of visit is imported; None of either: as it was."""
    loaded = load_clinic(DEMO_CLINIC)
    doctors = tuple(one for one in loaded.doctors if one.name != doctor)
    kinds = tuple(one for one in loaded.visit_types if one.name != kind)
    with practice.database.write() as store:
        file = replace(loaded, doctors=doctors, visit_types=kinds)
        Facts(store, practice.clock.now(), Outreach()).change(ADMINISTRATOR, file, force=force)


OPEN = {
    "asked for a day": ["book dr lee"],
    "times on offer": ["book dr lee", "thursday"],
    "asked for the name": ["book dr lee on thursday at 10"],
    "proposed": ["book dr lee on thursday at 10", "John Miller"],
    "times of several": ["book an appointment", "whoever is free first", "thursday"],
}
NEXT = ["yes", "no", "10:00", "1", "friday", "dr lee please", "other times", "where are you?", "never mind", "help",
        "cancel", "John Miller", "book dr rao instead", "crushing chest pain"]  # fmt: skip


@pytest.mark.parametrize("so_far", OPEN.values(), ids=[*OPEN])
def test_no_open_conversation_is_left_without_an_answer(sqlite_database: Database, so_far: list[str]) -> None:
    practice = Practice(sqlite_database)
    for number in range(len(NEXT)):
        for words in so_far:
            practice.says(f"p{number}", words)
    leave(practice)
    for number, words in enumerate(NEXT):
        reply = practice.says(f"p{number}", words)
        assert reply, words
        assert SORRY not in reply, words
        with practice.database.read() as store:
            assert store.set_aside.all() == []
            assert not [one for one in store.bookings.find() if one.doctor == LEE]


def test_a_yes_to_somebody_who_has_left_agrees_to_nothing(practice: Practice) -> None:
    for words in OPEN["proposed"]:
        last = practice.says("john", words)
    assert "Shall I book it?" in last
    leave(practice)
    reply = practice.says("john", "yes")
    assert LEFT in reply
    assert "Booked" not in reply
    assert LEFT not in practice.says("john", "dr rao on friday at 11")


def test_a_button_of_somebody_who_has_left_is_answered(practice: Practice) -> None:
    practice.says("john", "book dr lee")
    practice.says("john", "thursday")
    times = [one.value for one in practice.last("john").options if one.value.startswith("slot:")]
    leave(practice)
    assert LEFT in practice.taps_value("john", times[0])


def test_a_kind_of_visit_that_is_gone_is_named_as_such(practice: Practice) -> None:
    practice.says("john", "book a vaccination with dr lee on thursday at 10")
    leave(practice, doctor=None, kind="Vaccination")
    reply = practice.says("john", "John Miller")
    assert "no longer offered here" in reply
    assert SORRY not in reply


def test_the_visit_of_a_doctor_who_has_left_can_be_moved_to_another(practice: Practice) -> None:
    booked = practice.book("john", "John Miller", june(4, "10:00"))
    leave(practice)
    assert ("john", "no_time") in practice.handoffs()
    reply = practice.says("john", "move my appointment to friday")
    assert LEFT in reply
    options = [one for one in practice.last("john").options if one.value.startswith("slot:")]
    assert options
    practice.taps_value("john", options[0].value)
    assert "Moved" in practice.says("john", "yes") or practice.appointment(booked).doctor != LEE


@pytest.mark.parametrize("back", [False, True], ids=["for good", "by mistake"])
def test_nobody_is_reminded_of_or_asked_about_a_visit_that_cannot_take_place(practice: Practice, back: bool) -> None:
    one = practice.book("john", "John Miller", june(8, "10:00"))
    with practice.database.write() as store:
        store.session.execute(update(AppointmentRow).values(wants_reminders=True))
        plan(store, store.bookings.get(one.id), practice.clock.now(), PLANNED)
    with pytest.raises(WouldOrphan):
        leave(practice, force=False)
    leave(practice)
    if back:
        leave(practice, doctor=None)
    said = [*practice.wait_until(june(7, "12:00")), *practice.wait_until(june(10, "12:00"))]
    kinds = [message.kind for _, message in practice.heard]
    assert ("reminder" in kinds, "rating" in kinds) == (back, back), said
    assert practice.status(one) == (Status.COMPLETED if back else Status.CANCELLED)
